using Adc.Compiler.Emission;
using Adc.Compiler.Lowering;
using Adc.Compiler.Memory;
using Adc.Mvp;

namespace Adc.Compiler.Reports.Html;

/// <summary>Which programs were chosen for each layer of the accelerator, with their listings.</summary>
internal static class ShapeViews
{
    private const int MostCharacters = 400_000;

    /// <returns>The layers, and what is said when not all listings have room on the page.</returns>
    public static (IReadOnlyList<ShapeView> Layers, Markup? Cut) Of(ReportFigures figures, bool all)
    {
        PlannedModel plan = figures.Compilation.Plan;
        if (figures.Compilation.Request.Accelerator is not { } accelerator)
        {
            return ([], null);
        }

        MvpMemoryMap map = ProgramAddresses.Of(plan);
        List<ShapeView> views = [];
        int room = all ? int.MaxValue : MostCharacters, left = 0;
        foreach (LoweredLayer layer in plan.Lowered.Layers.Where(layer => layer.Engine == Engine.Mvp))
        {
            List<ListingView> listings = [];
            (string Purpose, ProgramCall Call)[] calls = [.. layer.Steps.Where(step => step.Call is ProgramCall).Select(step => (step.Purpose, (ProgramCall)step.Call))];
            foreach (var group in calls.GroupBy(call => (call.Call.Shape, call.Purpose, call.Call.Program.Instructions)))
            {
                string text = string.Join('\n', ProgramListing.Of(group.First().Call.Program, plan));
                room -= text.Length;
                if (room < 0)
                {
                    left++;
                    continue;
                }

                long cycles = group.Sum(call => MvpCycleModel.Count(call.Call.Program, map, accelerator.Options.Timing).Cycles);
                string others = group.Count() == 1 ? "" : $"; {group.Count()} programs of these instructions, the first is shown";
                listings.Add(new ListingView(Markup.Lines($"{group.Key.Shape}, {group.Key.Purpose}: {Readable.Count(cycles)} cycles{others}"), Markup.Lines(text)));
            }

            views.Add(new ShapeView(
                LayerBarViews.Name(layer, figures), Markup.Text($"{string.Join(" + ", calls.Select(call => call.Call.Shape).Distinct())}, {(calls.Length == 1 ? "1 program" : $"{calls.Length} programs")}"),
                Markup.Text($"{Readable.Count(figures.AcceleratorCyclesOf(layer))} cycles"), Markup.Lines(layer.Reason), listings));
        }

        return (views, left == 0 ? null : Markup.Text($"{left} more listings stand in {figures.Compilation.Identity.Name}_programs.c."));
    }
}
