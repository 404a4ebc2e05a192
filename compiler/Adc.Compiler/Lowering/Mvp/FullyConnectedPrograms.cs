using System.Globalization;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering.Cpu;
using Adc.Compiler.Lowering.Mvp.Shapes;
using Adc.Mvp;

namespace Adc.Compiler.Lowering.Mvp;

/// <summary>FULLY_CONNECTED on the accelerator: generates the candidates; the cycle model and the error budget choose.</summary>
internal static class FullyConnectedPrograms
{
    private const int MostBatches = 16;
    private const int FewestMultiplyAdds = 256;

    // A program costs the core about this many cycles to start, plus six for each word that differs from the one before.
    private const int LaunchInCycles = 180;

    private static readonly IReadOnlyList<LegalityRule> SizeRules =
    [
        new(
            "a clamp needs a number of outputs that the accelerator's axes can count",
            (node, graph) => FlatRuns.Split((graph.TypeOf(node.Output).Shape.ElementCount + 1) / 2) is not null),
        new("a layer with one input has nothing to accumulate", (node, graph) => graph.TypeOf(node.Inputs[1]).Shape[1] >= 2),
        new(
            "several rows at once need outputs in fours and an even number of inputs, and at most 16 of them",
            (node, graph) => graph.TypeOf(node.Inputs[0]).Shape.ElementCount / graph.TypeOf(node.Inputs[1]).Shape[1] is var batches
                && (batches == 1 || (batches <= MostBatches && graph.TypeOf(node.Inputs[1]).Shape is var shape && shape[0] % 4 == 0 && shape[1] % 2 == 0))),
    ];

    /// <summary>The rules beyond those of the CPU path.</summary>
    public static IReadOnlyList<LegalityRule> Rules => SizeRules;

    /// <summary>Whether a layer will most likely run on the accelerator, so that its neighbours store what it wants to read.</summary>
    public static bool IsLikely(Node node, Graph graph) =>
        SizeRules.All(rule => rule.Holds(node, graph)) && Work.MultiplyAdds(node, graph) >= FewestMultiplyAdds;

    /// <summary>The chosen programs, or null with the reason why the layer stays on the CPU.</summary>
    /// <param name="forced">Take the programs even if the CPU is faster, and the closest ones if none keeps the tolerance.</param>
    public static MvpChoice? Choose(
        Node node, LoweringContext context, AcceleratorSupport support, BufferForm inputForm, BufferForm outputForm, bool forced, out Refusal? refusal)
    {
        refusal = null;
        if (SizeRules.FirstOrDefault(rule => !rule.Holds(node, context.Graph)) is LegalityRule broken)
        {
            refusal = Refusal.Inability(broken.Sentence);
            return null;
        }

        var numbers = FullyConnectedNumbers.Of(node, context.Graph);
        var trial = new LayerTrial(node, context.Graph, support, inputForm, outputForm);
        LayerTolerance tolerance = LayerTolerance.ForFullyConnected(numbers.Columns, support.Calibration.IsFromData, support.Options);
        FullyConnectedOperands[] operands = [.. Operands(node, context.Graph, numbers, support, inputForm, outputForm).Where(operands => operands.IsRepresentable)];
        if (operands.Length == 0)
        {
            refusal = Refusal.Inability("its sums could leave the range of half precision");
            return null;
        }

        List<MvpChoice> ranked = [.. operands
            .SelectMany(layer => Candidates(layer, support.Options.LongestSum)
                .Select(forms => RamPortForms.Choose(forms, support.Options.Timing.LoadsShareRamPort, trial.Cycles, trial.CyclesOnOnePort))
                .Where(candidate => candidate.LongestSum <= support.Options.LongestSum)
                .Select(candidate => new MvpChoice(candidate, layer, trial.Cycles(candidate))))
            .OrderBy(choice => choice.Cycles + (LaunchInCycles * choice.Candidate.Programs.Count))];
        if (ranked.Count == 0)
        {
            refusal = Refusal.Inability(
                numbers.Columns <= support.Options.LongestSum
                    ? "no program shape fits these sizes"
                    : $"no program sums its {numbers.Columns} inputs in blocks of at most {support.Options.LongestSum}");
            return null;
        }

        long cpu = CpuCycles(numbers);
        long best = ranked[0].Cycles + (LaunchInCycles * ranked[0].Candidate.Programs.Count);
        if (best >= cpu && !forced)
        {
            refusal = Refusal.ByChoice(string.Create(CultureInfo.InvariantCulture, $"the CPU needs about {cpu:N0} cycles, the accelerator {best:N0} with its launch"));
            return null;
        }

        MvpChoice? chosen = First(ranked, trial, tolerance);
        refusal = chosen is { Excess: null } ? null : Refusal.Inability(chosen?.Excess ?? "every candidate faults");
        return chosen?.Excess is null || forced ? chosen : null;
    }

    // Of the candidates within the tolerance, those as fast as the fastest compete by their error; the closest one where there are none.
    private static MvpChoice? First(List<MvpChoice> ranked, LayerTrial trial, LayerTolerance tolerance)
    {
        const double AsFast = 1.005;
        (MvpChoice Choice, StepDifference Difference)? chosen = null, closest = null;
        foreach (MvpChoice candidate in ranked)
        {
            if (chosen is not null && candidate.Cycles > chosen.Value.Choice.Cycles * AsFast)
            {
                break;
            }

            if (trial.Difference(candidate.Candidate) is not StepDifference found)
            {
                continue;
            }

            closest = closest is null || found.MeanAbsLsb < closest.Value.Difference.MeanAbsLsb ? (candidate, found) : closest;
            if (tolerance.Allows(found) && (chosen is null || found.MeanAbsLsb < chosen.Value.Difference.MeanAbsLsb))
            {
                chosen = (candidate, found);
            }
        }

        return (chosen ?? closest) is not (MvpChoice choice, StepDifference difference) ? null : choice with
        {
            Error = trial.Explain(choice, difference),
            Excess = chosen is not null ? null : string.Create(
                CultureInfo.InvariantCulture, $"half precision gives {difference.ExactRatio:P1} equal and up to {difference.MaxAbsLsb} off; allowed are {tolerance}"),
        };
    }

    private static IEnumerable<FullyConnectedOperands> Operands(
        Node node, Graph graph, FullyConnectedNumbers numbers, AcceleratorSupport support, BufferForm inputForm, BufferForm outputForm)
    {
        int zeroPoint = graph.TypeOf(node.Inputs[0]).Quantization!.ZeroPoint;
        double[] multipliers = [.. FullyConnectedNumbers.RealMultipliers(node, graph)];
        yield return new(numbers, zeroPoint, [.. Enumerable.Repeat(zeroPoint, numbers.Columns)], multipliers, inputForm, outputForm);
        // Means over seeded rows say less than means over data, but often more than the zero point; the trial tells.
        if (support.Options.Centre && support.Calibration is { Rows.Count: > 0 } calibration)
        {
            yield return new(numbers, zeroPoint, Means(node.Inputs[0], numbers.Columns, calibration), multipliers, inputForm, outputForm);
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
    private static IEnumerable<MvpCandidate[]> Candidates(FullyConnectedOperands layer, int longestSum)
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
                    [new CandidateProgram("scale and multiply", program, MvpCandidate.Input, MvpCandidate.Output, UsesScratch: true), .. Clamp(layer)],
                    [Weights(OutputPerLane.Weights(layer), weights), Record(OutputPerLane.RecordWithCentres(layer), "centres, then late constants")],
                    2 * layer.Inputs, layer.Inputs);
            });
        }

        ConstantData ownOrder = ConstantData.Of<sbyte>(layer.Numbers.Weights);
        if (PipelinedPairs.Fits(layer) && layer.Numbers.Batches == 1)
        {
            var weights = new MvpBase(MvpCandidate.Constant(0), 0);
            MvpProgram program = PipelinedPairs.Build(layer, new(MvpCandidate.Input, 0), weights, record, output);
            yield return [new MvpCandidate(
                "fcp", $"input pairs in lanes, scaled in passing, {centred}",
                [new CandidateProgram("scale and multiply", program, MvpCandidate.Input, MvpCandidate.Output), .. Clamp(layer)],
                [Weights(ownOrder, weights), Record(Enumerable.Range(0, layer.Outputs).Select(layer.LateConstant), "late constants")],
                ScratchSizeInBytes: 0, layer.Inputs / 2, Accumulators: 2)];
        }

        if (ScaleToHalf.Build(layer, new(MvpCandidate.Input, 0), scaled, new(MvpCandidate.Constant(2), 0)) is not MvpProgram scale)
        {
            yield break;
        }

        CandidateConstant centres = Record(ScaleToHalf.CentreTerms(layer), "centres", "centres");
        MvpCandidate TwoSteps(string shape, string idea, MvpProgram multiply, CandidateConstant weights, IEnumerable<double> constants, int longestSum) => new(
            shape, $"{idea}, {centred}", [.. Batches(layer, scale, multiply), .. Clamp(layer)],
            [weights, Record(constants, "late constants"), centres], 2 * layer.Inputs, longestSum);

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
                "fc_in", "input pairs in lanes, one accumulator", InputPairPerLane.Build(layer, scaled, weights, record, output),
                Weights(ownOrder, weights),
                Enumerable.Range(0, layer.Outputs + (layer.Outputs % 2)).Select(layer.LateConstant), layer.Inputs / 2) with { Accumulators = 2 }];
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

    // The plain form, and the one that is sparing with ports of the RAM.
    private static MvpCandidate[] InBothForms(Func<MvpBase, bool, MvpCandidate> form)
    {
        var weights = new MvpBase(MvpCandidate.Constant(0), 0);
        return [form(weights, false), form(weights + RamPortForms.OutOfStepInBytes, true)];
    }

    private static IEnumerable<CandidateProgram> Batches(FullyConnectedOperands layer, MvpProgram scale, MvpProgram multiply)
    {
        for (int batch = 0; batch < layer.Numbers.Batches; batch++)
        {
            yield return new CandidateProgram("scale", Shift(scale, MvpCandidate.Input, batch * layer.Inputs), MvpCandidate.Input, MvpCandidate.Scratch);
            yield return new CandidateProgram("multiply", Shift(multiply, MvpCandidate.Output, batch * layer.Outputs), MvpCandidate.Scratch, MvpCandidate.Output);
        }
    }

    // Stores saturate to the range of their type; only narrower bounds need a program.
    private static IEnumerable<CandidateProgram> Clamp(FullyConnectedOperands layer)
    {
        if (layer.Numbers.Low == sbyte.MinValue && layer.Numbers.High == sbyte.MaxValue)
        {
            yield break;
        }

        bool signed = layer.OutputForm == BufferForm.Plain;
        int shift = signed ? 0 : 128;
        int count = layer.Numbers.Batches * layer.Outputs;
        if (ClampInPlace.Build(new(MvpCandidate.Output, 0), count, signed, layer.Numbers.Low + shift, layer.Numbers.High + shift) is MvpProgram clamp)
        {
            yield return new CandidateProgram("clamp", clamp, MvpCandidate.Output, MvpCandidate.Output);
        }
    }

    private static MvpProgram Shift(MvpProgram program, MvpBufferId buffer, int bytes) => bytes == 0 ? program : program with
    {
        Arrays = [.. program.Arrays.Select(array => array.Base.Buffer == buffer ? array with { Base = array.Base + bytes } : array)],
    };

    private static CandidateConstant Weights(ConstantData data, MvpBase start) => start.OffsetInBytes == 0
        ? new("weights", data, "weights in streaming order", InRam: false)
        : new(
            "weights", new ConstantData((byte[])[.. new byte[start.OffsetInBytes], .. data.Bytes.Span]),
            $"weights in streaming order, out of step with the words of the inputs by {start.OffsetInBytes} bytes", InRam: false);

    private static CandidateConstant Record(IEnumerable<double> values, string remark, string role = "record") =>
        new(role, HalfPrecision.Array(values), remark, InRam: true);

    // The packed CPU kernel: 29 instructions for 32 multiply-adds and about 50 for each eight outputs.
    private static long CpuCycles(FullyConnectedNumbers numbers) =>
        (long)(1.3 * numbers.Batches * ((numbers.Rows * numbers.Columns * 29.0 / 32) + (numbers.Rows * 50.0 / 8) + 100));
}

/// <summary>A candidate with its price and, once chosen, its error.</summary>
/// <param name="Excess">How it breaks the layer's tolerance; null when it keeps it.</param>
internal sealed record MvpChoice(MvpCandidate Candidate, FullyConnectedOperands Layer, long Cycles, LayerError? Error = null, string? Excess = null);
