using Adc.Compiler.Memory;
using Adc.Compiler.Reports.Svg;

namespace Adc.Compiler.Reports.Html;

/// <summary>What lies where in the arena, step by step.</summary>
internal static class MemoryViews
{
    /// <returns>Null for a model whose arena is empty.</returns>
    public static MemoryView? Of(PlannedModel plan)
    {
        if (plan.ArenaSizeInBytes == 0)
        {
            return null;
        }

        IReadOnlyList<ArenaBox> boxes = ArenaBox.AllOf(plan);
        (string Class, string Label)[] kinds = [("io", "inputs and outputs"), ("tensor", "tensors between layers"), ("scratch", "scratch of one layer"), ("state", "states")];
        return new MemoryView(
            ArenaPicture.Of(plan, boxes),
            [.. kinds.Where(kind => boxes.Any(box => box.Class == kind.Class)).Select(kind => new LegendView(Markup.Text(kind.Class), Markup.Text(kind.Label), default))],
            Markup.Lines($"Arena of {Readable.Count(plan.ArenaSizeInBytes)} B; no plan can be smaller than {Readable.Count(plan.LowerBoundInBytes)} B. One column for each of {Readable.Count(plan.Lowered.Steps.Count())} steps; numbers below are layers."));
    }
}
