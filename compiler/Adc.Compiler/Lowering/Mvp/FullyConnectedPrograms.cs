using Adc.Compiler.Ir;
using Adc.Compiler.Lowering.Cpu;
using Adc.Compiler.Lowering.Mvp.Shapes;
using Adc.Mvp;
using static Adc.Compiler.Lowering.Mvp.CandidateConstants;

namespace Adc.Compiler.Lowering.Mvp;

/// <summary>FULLY_CONNECTED on the accelerator: generates the candidates; the cycle model and the error budget choose.</summary>
internal sealed class FullyConnectedPrograms : IAcceleratedOperator
{
    private const int MostBatches = 16;
    private const int FewestMultiplyAdds = 256;

    private static readonly IReadOnlyList<LegalityRule> SizeRules =
    [
        new(
            "several rows at once need outputs in fours and an even number of inputs, and at most 16 of them",
            (node, graph) => graph.TypeOf(node.Inputs[0]).Shape.ElementCount / graph.TypeOf(node.Inputs[1]).Shape[1] is var batches
                && (batches == 1 || (batches <= MostBatches && graph.TypeOf(node.Inputs[1]).Shape is var shape && shape[0] % 4 == 0 && shape[1] % 2 == 0))),
    ];

    public IReadOnlyList<LegalityRule> Rules => SizeRules;

    public bool Concerns(Node node, Graph graph) => graph.TypeOf(node.Inputs[0]).Element == ElementType.Int8
        && (graph.TypeOf(node.Output).Element == ElementType.Int8 || FullyConnectedWide.Takes(node, graph));

    public bool IsLikely(Node node, Graph graph) => Work.MultiplyAdds(node, graph) >= FewestMultiplyAdds;

    public LayerTolerance Tolerance(LayerRequest request) => LayerTolerance.ForFullyConnected(
        request.Graph.TypeOf(request.Node.Inputs[1]).Shape[1], request.Support.Calibration.IsFromData, request.Support.Options);

    /// <remarks>The packed CPU kernel: 29 instructions for 32 multiply-adds and about 50 for each eight outputs; the plain one 10 for four.</remarks>
    public long CpuCycles(LayerRequest request)
    {
        var numbers = FullyConnectedNumbers.Of(request.Node, request.Graph);
        double perProduct = FullyConnectedWide.Takes(request.Node, request.Graph) ? 10.0 / 4 : 29.0 / 32;
        return (long)(1.3 * numbers.Batches * ((numbers.Rows * numbers.Columns * perProduct) + (numbers.Rows * 50.0 / 8) + 100));
    }

    public IReadOnlyList<MvpProposal> Propose(LayerRequest request, out string reason)
    {
        var numbers = FullyConnectedNumbers.Of(request.Node, request.Graph);
        int longestSum = request.Support.Options.LongestSum;
        FullyConnectedOperands[] operands = [.. Operands(request, numbers).Where(operands => operands.IsRepresentable)];
        reason = operands.Length == 0 ? "its sums could leave the range of half precision"
            : numbers.Columns <= longestSum ? "no program shape fits these sizes"
            : $"no program sums its {numbers.Columns:N0} inputs in blocks of at most {longestSum}";
        return [.. operands.SelectMany(layer => Candidates(layer, longestSum)
            .Select(forms => new MvpProposal([.. forms.Where(form => form.LongestSum <= longestSum)], layer.StoresHalf ? null : new FullyConnectedErrors(layer)))
            .Where(proposal => proposal.Forms.Count > 0))];
    }

    private static IEnumerable<FullyConnectedOperands> Operands(LayerRequest request, FullyConnectedNumbers numbers)
    {
        int zeroPoint = request.Input.Quantization!.ZeroPoint;
        bool isWide = FullyConnectedWide.Takes(request.Node, request.Graph);
        int power = isWide ? FullyConnectedWide.HalfRadix(request.Node) - FullyConnectedWide.Radix(request.Output) : 0;
        double[] multipliers = [.. FullyConnectedNumbers.RealMultipliers(request.Node, request.Graph).Select(multiplier => Math.ScaleB(multiplier, power))];
        yield return new(numbers, zeroPoint, [.. Enumerable.Repeat(zeroPoint, numbers.Columns)], multipliers, request.InputForms[0], request.OutputForm) { StoresHalf = isWide, InPairs = request.Support.Options.Parallel };
        // Means over seeded rows say less than means over data, but often more than the zero point; the trial tells.
        if (request.Support.Options.Centre && request.Support.Calibration is { Rows.Count: > 0 } calibration)
        {
            yield return new(numbers, zeroPoint, Means(request.Node.Inputs[0], numbers.Columns, calibration), multipliers, request.InputForms[0], request.OutputForm) { StoresHalf = isWide, InPairs = request.Support.Options.Parallel };
        }
    }

    private static int[] Means(TensorId input, int columns, Calibration calibration)
    {
        long[] sums = new long[columns];
        int count = 0;
        foreach (ReadOnlyMemory<byte> bytes in calibration.Rows.Select(row => row[input].Bytes))
        {
            for (int index = 0; index < bytes.Length; index++)
            {
                sums[index % columns] += (sbyte)bytes.Span[index];
            }

            count += bytes.Length / columns;
        }

        return [.. sums.Select(sum => (int)Math.Round(sum / (double)count, MidpointRounding.AwayFromZero))];
    }

    // For each shape that fits, its forms.
    private static IEnumerable<MvpCandidate[]> Candidates(FullyConnectedOperands layer, int longestSum) => !layer.StoresHalf
        ? Shapes(layer, longestSum)
        : Shapes(layer, longestSum).Where(forms => forms[0].Shape is "fc2s" or "fc2" or "fcc")
            .Select(forms => Array.ConvertAll(forms, form => form with
            {
                OutputSizeInBytes = layer.Numbers.Batches * OutputPerLane.OutputSizeInBytes(layer.Outputs) * layer.OutputElementSize,
            }));

    private static IEnumerable<MvpCandidate[]> Shapes(FullyConnectedOperands layer, int longestSum)
    {
        string centred = layer.HasOwnCentres ? "centred inputs, late bias" : "late bias";
        var scaled = new MvpBase(MvpCandidate.Scratch, 0);
        MvpBase record = new(MvpCandidate.Constant(1), 0), output = new(MvpCandidate.Output, 0);
        if (OutputPerLane.FitsWithScaling(layer) && layer.Numbers.Batches == 1)
        {
            yield return InBothForms((weights, isPortSparing) =>
            {
                MvpProgram program = OutputPerLane.BuildWithScaling(
                    layer, new(MvpCandidate.Input, 0), scaled, weights, record, output, isPortSparing);
                return new MvpCandidate(
                    "fc2s", $"outputs in lanes, two accumulators, scale loop inside, {centred}",
                    [new CandidateProgram("scale and multiply", program), .. Clamp(layer)],
                    [Weights(OutputPerLane.Weights(layer), weights), Record(OutputPerLane.RecordWithCentres(layer), "centres, then late constants")],
                    [2 * layer.Inputs], layer.Inputs);
            });
        }

        if (SingleInput.Fits(layer) && layer.Numbers.Batches == 1)
        {
            var slopes = new MvpBase(MvpCandidate.Constant(0), 0);
            MvpProgram program = SingleInput.Build(layer, new(MvpCandidate.Input, 0), slopes, record, output);
            yield return [new MvpCandidate(
                "fc1", $"one input, an output a cycle, {centred}",
                [new CandidateProgram("multiply", program), .. Clamp(layer)],
                [
                    Record(SingleInput.Slopes(layer), "weights times multipliers", "slopes"),
                    Record(Enumerable.Range(0, layer.Outputs).Select(layer.LateConstant), "late constants"),
                ],
                ScratchSizesInBytes: [], LongestSum: 1)];
        }

        ConstantData ownOrder = ConstantData.Of<sbyte>(layer.Numbers.Weights);
        if (PipelinedPairs.Fits(layer) && layer.Numbers.Batches == 1)
        {
            var weights = new MvpBase(MvpCandidate.Constant(0), 0);
            MvpProgram program = PipelinedPairs.Build(layer, new(MvpCandidate.Input, 0), weights, record, output);
            yield return [new MvpCandidate(
                "fcp", $"input pairs in lanes, scaled in passing, {centred}",
                [new CandidateProgram("scale and multiply", program), .. Clamp(layer)],
                [Weights(ownOrder, weights), Record(Enumerable.Range(0, layer.Outputs).Select(layer.LateConstant), "late constants")],
                ScratchSizesInBytes: [], layer.Inputs / 2, Accumulators: 2) { InputsInnermost = true }];
        }

        if (ScaleToHalf.Build(layer, new(MvpCandidate.Input, 0), scaled, new(MvpCandidate.Constant(2), 0)) is not MvpProgram scale)
        {
            yield break;
        }

        CandidateConstant centres = Record(ScaleToHalf.CentreTerms(layer), "centres", "centres");
        MvpCandidate TwoSteps(string shape, string idea, MvpProgram multiply, CandidateConstant weights, IEnumerable<double> constants, int longestSum) => new(
            shape, $"{idea}, {centred}", [.. Batches(layer, scale, multiply), .. Clamp(layer)],
            [weights, Record(constants, "late constants"), centres], [2 * layer.Inputs], longestSum);

        if (OutputPerLane.Fits(layer))
        {
            yield return InBothForms((weights, isPortSparing) => TwoSteps(
                "fc2", "outputs in lanes, two accumulators", OutputPerLane.Build(layer, scaled, weights, record, output, isPortSparing),
                Weights(OutputPerLane.Weights(layer), weights), OutputPerLane.LateConstants(layer), layer.Inputs));
        }

        if (InputPairPerLane.Fits(layer) && layer.Numbers.Batches == 1)
        {
            var weights = new MvpBase(MvpCandidate.Constant(0), 0);
            yield return [TwoSteps(
                "fc_in", layer.InPairs ? "input pairs in lanes, one accumulator" : "an input an element, one accumulator", InputPairPerLane.Build(layer, scaled, weights, record, output),
                Weights(ownOrder, weights),
                Enumerable.Range(0, layer.Outputs + (layer.Outputs % 2)).Select(layer.LateConstant), layer.Inputs / (layer.InPairs ? 2 : 1))
                with { Accumulators = layer.InPairs ? 2 : 1, InputsInnermost = true }];
        }

        if (ScalePerOutput.Chunk(layer) is int chunk)
        {
            yield return InBothForms((weights, isPortSparing) => TwoSteps(
                "fcc", "outputs in lanes, scale per output", ScalePerOutput.Build(layer, chunk, scaled, weights, record, output, isPortSparing),
                Weights(OutputPerLane.Weights(layer), weights), ScalePerOutput.Record(layer), layer.Inputs));
        }

        if (longestSum < layer.Inputs && SumsInBlocks.Block(layer) is int block)
        {
            yield return InBothForms((weights, _) => TwoSteps(
                "fcb", $"outputs in lanes, sums in blocks of {block}", SumsInBlocks.Build(layer, block, scaled, weights, record, output),
                Weights(OutputPerLane.Weights(layer), weights), SumsInBlocks.Record(layer), block));
        }
    }

    private static IEnumerable<CandidateProgram> Batches(FullyConnectedOperands layer, MvpProgram scale, MvpProgram multiply)
    {
        for (int batch = 0; batch < layer.Numbers.Batches; batch++)
        {
            yield return new CandidateProgram("scale", Shift(scale, MvpCandidate.Input, batch * layer.Inputs));
            yield return new CandidateProgram("multiply", Shift(multiply, MvpCandidate.Output, batch * layer.Outputs * layer.OutputElementSize));
        }
    }

    private static IEnumerable<CandidateProgram> Clamp(FullyConnectedOperands layer) => layer.StoresHalf ? [] :
        ClampInPlace.Programs(layer.Numbers.Batches * layer.Outputs, layer.OutputForm == BufferForm.Plain, layer.Numbers.Low, layer.Numbers.High, layer.InPairs);

    private static MvpProgram Shift(MvpProgram program, MvpBufferId buffer, int bytes) => bytes == 0 ? program : program with
    {
        Arrays = [.. program.Arrays.Select(array => array.Base.Buffer == buffer ? array with { Base = array.Base + bytes } : array)],
    };
}
