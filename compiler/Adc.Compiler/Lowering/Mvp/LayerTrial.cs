using Adc.Compiler.Ir;
using Adc.Mvp;

namespace Adc.Compiler.Lowering.Mvp;

/// <summary>Tries candidates for one layer: prices them by the cycle model and runs them on exact inputs.</summary>
internal sealed class LayerTrial(Node node, Graph graph, AcceleratorSupport support, BufferForm inputForm, BufferForm outputForm)
{
    private const byte SignBit = 0x80;

    // Blocks of four outputs are stored whole.
    private readonly int outputSizeInBytes = (graph.TypeOf(node.Output).SizeInBytes + 3) / 4 * 4;
    private readonly int inputSizeInBytes = (graph.TypeOf(node.Inputs[0]).SizeInBytes + 3) / 4 * 4;

    public long Cycles(MvpCandidate candidate) => candidate.Cycles(inputSizeInBytes, outputSizeInBytes, support.Options.Timing);

    /// <summary>Cycles with one port of the RAM for both load streams, weights in RAM if they ever are.</summary>
    public long CyclesOnOnePort(MvpCandidate candidate) => (support.Options.WeightsStayInFlash ? candidate : candidate.InRam)
        .Cycles(inputSizeInBytes, outputSizeInBytes, support.Options.Timing with { LoadsShareRamPort = true });

    /// <summary>Error over the calibration rows; null when a program breaks a rule or faults.</summary>
    public LayerError? Error(MvpCandidate candidate)
    {
        IReadOnlyList<MvpBuffer> buffers = candidate.Buffers(inputSizeInBytes, outputSizeInBytes);
        if (candidate.Programs.Any(program => MvpProgramVerifier.Verify(program.Program, buffers).Count > 0))
        {
            return null;
        }

        Dictionary<MvpBufferId, ConstantData> constants = candidate.Constants
            .Select((constant, index) => (Id: MvpCandidate.Constant(index), constant.Data)).ToDictionary(pair => pair.Id, pair => pair.Data);
        ReadOnlyMemory<byte>[] rows = [.. support.Calibration.Rows.Select(row => In(row[node.Inputs[0]].Bytes, inputForm))];
        IReadOnlyList<byte[]>? outputs = support.Numerics.Run(
            [.. candidate.Programs.Select(program => program.Program)], buffers, constants, MvpCandidate.Input, rows, MvpCandidate.Output);
        return outputs is null ? null : Compare(outputs);
    }

    private LayerError Compare(IReadOnlyList<byte[]> outputs)
    {
        long sum = 0, equal = 0, count = 0;
        int largest = 0;
        for (int row = 0; row < outputs.Count; row++)
        {
            ReadOnlySpan<byte> expected = support.Calibration.Rows[row][node.Output].Bytes.Span;
            ReadOnlySpan<byte> actual = In(outputs[row], outputForm).Span;
            for (int index = 0; index < expected.Length; index++)
            {
                int difference = Math.Abs((sbyte)expected[index] - (sbyte)actual[index]);
                sum += difference;
                equal += difference == 0 ? 1 : 0;
                largest = Math.Max(largest, difference);
            }

            count += expected.Length;
        }

        return new LayerError(largest, sum / (double)Math.Max(1, count), equal / (double)Math.Max(1, count));
    }

    // Adding and removing 128 both turn the sign bit.
    private static ReadOnlyMemory<byte> In(ReadOnlyMemory<byte> signed, BufferForm form) =>
        form == BufferForm.Unsigned ? signed.ToArray().Select(value => (byte)(value ^ SignBit)).ToArray() : signed;
}
