using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Lowering.Cpu;
using Adc.Mvp;

namespace Adc.Compiler.Lowering.Mvp;

/// <summary>Tries candidates for one layer: prices them by the cycle model and runs them on exact inputs.</summary>
internal sealed class LayerTrial
{
    private const byte SignBit = 0x80;

    // Multiply-adds that one trial may take; more would be noticed by whoever waits.
    private const long MostWork = 200_000_000;
    private const int FewestRows = 2;

    private readonly LayerRequest request;
    private readonly TensorId[] inputs;
    private readonly int[] inputSizesInBytes;
    private readonly int outputSizeInBytes;
    private readonly IReadOnlyDictionary<TensorId, ConstantData>[] rows;

    public LayerTrial(LayerRequest request, IReadOnlyList<int> dataInputs)
    {
        this.request = request;
        inputs = [.. dataInputs.Select(position => request.Node.Inputs[position])];
        inputSizesInBytes = [.. inputs.Select(id => WholeWords(request.Graph.TypeOf(id).SizeInBytes))];
        outputSizeInBytes = WholeWords(request.Output.SizeInBytes); // blocks of four outputs are stored whole
        long most = Math.Max(FewestRows, MostWork / Math.Max(1, Work.MultiplyAdds(request.Node, request.Graph)));
        rows = [.. request.Support.Calibration.Rows.Take((int)Math.Min(most, int.MaxValue))];
    }

    public IMvpNumerics Numerics => request.Support.Numerics;

    /// <summary>Exact outputs of the calibration rows.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Expected => [.. rows.Select(row => row[request.Node.Output].Bytes)];

    /// <summary>Exact inputs of the calibration rows.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Inputs(int index) => [.. rows.Select(row => row[inputs[index]].Bytes)];

    public long Cycles(MvpCandidate candidate) => candidate.Cycles(inputSizesInBytes, outputSizeInBytes, request.Support.Options.Timing);

    /// <summary>Cycles with one port of the RAM for both load streams, weights in RAM if they ever are.</summary>
    public long CyclesOnOnePort(MvpCandidate candidate) => (request.Support.Options.WeightsStayInFlash ? candidate : candidate.InRam)
        .Cycles(inputSizesInBytes, outputSizeInBytes, request.Support.Options.Timing with { LoadsShareRamPort = true });

    /// <summary>Difference from the integer reference over the calibration rows; null when a program breaks a rule or faults.</summary>
    public StepDifference? Difference(MvpCandidate candidate)
    {
        IReadOnlyList<MvpBuffer> buffers = Buffers(candidate);
        if (candidate.Programs.Any(program => MvpProgramVerifier.Verify(program.Program, buffers).Count > 0))
        {
            return null;
        }

        Dictionary<MvpBufferId, ConstantData> constants = candidate.Constants
            .Select((constant, index) => (Id: MvpCandidate.Constant(index), constant.Data)).ToDictionary(pair => pair.Id, pair => pair.Data);
        MvpRows[] given = [.. inputs.Select((_, index) => new MvpRows(
            MvpCandidate.InputAt(index), [.. Inputs(index).Select(bytes => In(bytes, request.InputForms[index]))]))];
        IReadOnlyList<byte[]>? outputs = Numerics.Run([.. candidate.Programs.Select(program => program.Program)], buffers, constants, given, MvpCandidate.Output);
        if (outputs is not null && FullyConnectedWide.Takes(request.Node, request.Graph))
        {
            return StepDifference.OfHalves(
                Expected, [.. outputs.Select(output => (ReadOnlyMemory<byte>)output)], FullyConnectedWide.Radix(request.Output),
                FullyConnectedWide.HalfRadix(request.Node), ((FullyConnected)request.Node.Operator).NarrowOutput!);
        }

        return outputs is null ? null : StepDifference.Between(Expected, [.. outputs.Select(output => In(output, request.OutputForm))]);
    }

    /// <summary>All memory that a candidate's programs name.</summary>
    public IReadOnlyList<MvpBuffer> Buffers(MvpCandidate candidate) => candidate.Buffers(inputSizesInBytes, outputSizeInBytes);

    private static int WholeWords(int bytes) => (bytes + 3) / 4 * 4;

    // Adding and removing 128 both turn the sign bit.
    private static ReadOnlyMemory<byte> In(ReadOnlyMemory<byte> signed, BufferForm form) =>
        form == BufferForm.Unsigned ? signed.ToArray().Select(value => (byte)(value ^ SignBit)).ToArray() : signed;
}
