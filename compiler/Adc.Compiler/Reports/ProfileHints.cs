using System.Globalization;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Lowering;
using Adc.Compiler.Memory;
using Adc.Compiler.Pipeline;
using Adc.Mvp;

namespace Adc.Compiler.Reports;

/// <summary>What would make an inference faster, computed with the models that have made the plan.</summary>
internal static class ProfileHints
{
    /// <summary>Less is not worth a line.</summary>
    private const double SmallestShare = 0.005;

    /// <summary>The largest saving first.</summary>
    public static Sequence<ProfileHint> Of(ReportFigures figures)
    {
        long all = figures.TotalCycles ?? figures.AcceleratorCycles;
        return OfPinning(figures).Concat(OfEdges(figures)).Where(hint => hint.SavedCycles >= SmallestShare * all).OrderByDescending(hint => hint.SavedCycles).ToSequence();
    }

    private static IEnumerable<ProfileHint> OfPinning(ReportFigures figures)
    {
        Compilation compilation = figures.Compilation;
        if (compilation.Request.Accelerator is not AcceleratorRequest accelerator)
        {
            yield break;
        }

        PinningCandidate[] candidates = [.. PinnedConstants.Candidates(compilation.Plan.Lowered, accelerator.Options.Timing)];
        if (candidates.Length == 0)
        {
            yield break;
        }

        if (accelerator.Pinning == Pinning.Flash)
        {
            int left = compilation.Request.Target.RamBudget - figures.RamInBytes;
            yield return OfPinned(figures, accelerator, PinnedConstants.Choose(compilation.Plan.Lowered, Math.Max(0, left), accelerator.Options.Timing), "write 'memory.constants: auto', which puts weights into the RAM that is left");
            yield break;
        }

        // The one that saves most for its size, and all of them: what a part with more RAM would give.
        PinningCandidate best = candidates.MaxBy(candidate => (double)candidate.SavedCycles / candidate.Bytes)!;
        yield return OfPinned(
            figures, accelerator, PinnedConstants.Pin(compilation.Plan.Lowered, [best.Constant]),
            string.Create(CultureInfo.InvariantCulture, $"keep the {compilation.Plan.Lowered.Constants[best.Constant].Role} of layer {best.Layer} in RAM too, beyond the budget"));
        if (candidates.Length > 1)
        {
            yield return OfPinned(
                figures, accelerator, PinnedConstants.Pin(compilation.Plan.Lowered, candidates.Select(candidate => candidate.Constant)),
                $"keep all that the accelerator reads in RAM, beyond the budget: layers {string.Join(", ", candidates.Select(candidate => candidate.Layer).Distinct())}");
        }
    }

    private static ProfileHint OfPinned(ReportFigures figures, AcceleratorRequest accelerator, LoweredModel pinned, string advice)
    {
        PlannedModel plan = figures.Compilation.Plan with { Lowered = pinned };
        MvpMemoryMap map = ProgramAddresses.Of(plan);
        long cycles = pinned.Layers.Where(layer => layer.Engine == Engine.Mvp).Sum(layer => ProgramAddresses.CyclesOf(layer, map, accelerator.Options.Timing));
        return new ProfileHint(advice, figures.AcceleratorCycles - cycles, ConstantLayout.Of(pinned).RamSizeInBytes - figures.PinnedInBytes);
    }

    /// <summary>Conversions at the model's edges, which the application can leave out.</summary>
    private static IEnumerable<ProfileHint> OfEdges(ReportFigures figures)
    {
        Graph graph = figures.Compilation.Model.Graph;
        foreach (LoweredLayer layer in figures.Compilation.Plan.Lowered.Layers)
        {
            bool isFirst = graph.Inputs.Contains(layer.Node.Inputs[0]), isLast = graph.Outputs.Contains(layer.Node.Output);
            string? advice = layer.Node.Operator switch
            {
                Quantize when isFirst && graph.TypeOf(layer.Node.Inputs[0]).Element == ElementType.Float32 => "give the model int8 inputs: convert it without its first QUANTIZE",
                Dequantize when isLast => "read int8 outputs: convert the model without its last DEQUANTIZE",
                Softmax when isLast => "write 'skip_softmax_op: true': the largest output stays the largest",
                _ => null,
            };
            if (advice is not null && figures.CyclesOf(layer) is long core)
            {
                yield return new ProfileHint(advice, core + figures.AcceleratorCyclesOf(layer));
            }
        }
    }
}
