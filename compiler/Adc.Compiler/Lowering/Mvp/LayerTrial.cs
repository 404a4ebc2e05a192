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

    private IReadOnlyList<ReadOnlyMemory<byte>> Expected => [.. support.Calibration.Rows.Select(row => row[node.Output].Bytes)];

    public long Cycles(MvpCandidate candidate) => candidate.Cycles(inputSizeInBytes, outputSizeInBytes, support.Options.Timing);

    /// <summary>Cycles with one port of the RAM for both load streams, weights in RAM if they ever are.</summary>
    public long CyclesOnOnePort(MvpCandidate candidate) => (support.Options.WeightsStayInFlash ? candidate : candidate.InRam)
        .Cycles(inputSizeInBytes, outputSizeInBytes, support.Options.Timing with { LoadsShareRamPort = true });

    /// <summary>Difference from the integer reference over the calibration rows; null when a program breaks a rule or faults.</summary>
    public StepDifference? Difference(MvpCandidate candidate)
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
        return outputs is null ? null : StepDifference.Between(Expected, [.. outputs.Select(output => In(output, outputForm))]);
    }

    /// <summary>Where the difference of a candidate comes from, and how large it can be.</summary>
    public LayerError Explain(MvpChoice choice, StepDifference difference)
    {
        FullyConnectedSums sums = FullyConnectedSums.Of(
            choice.Layer, choice.Candidate, support.Numerics, [.. support.Calibration.Rows.Select(row => row[node.Inputs[0]].Bytes)]);
        var stages = new FullyConnectedStages(choice.Layer, sums, support.Numerics);
        double rounding = StepDifference.Between(Expected, stages.Outputs(halfConstants: false)).MeanAbsLsb;
        double constants = StepDifference.Between(Expected, stages.Outputs(halfConstants: true)).MeanAbsLsb;
        var bound = new FullyConnectedBound(choice.Layer, support.Numerics);
        ErrorSplit onRows = bound.Largest(sums.OnRows);
        return new LayerError(
            difference.MaxAbsLsb, difference.MeanAbsLsb, difference.ExactRatio,
            new ErrorSplit(difference.MeanAbsLsb - constants, constants - rounding, rounding),
            bound.InSteps(onRows), onRows, bound.InSteps(bound.Largest(sums.OnAnyInput)));
    }

    // Adding and removing 128 both turn the sign bit.
    private static ReadOnlyMemory<byte> In(ReadOnlyMemory<byte> signed, BufferForm form) =>
        form == BufferForm.Unsigned ? signed.ToArray().Select(value => (byte)(value ^ SignBit)).ToArray() : signed;
}
