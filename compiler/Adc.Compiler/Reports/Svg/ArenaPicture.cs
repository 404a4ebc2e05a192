using Adc.Compiler.Lowering;
using Adc.Compiler.Memory;
using Adc.Compiler.Reports.Html;

namespace Adc.Compiler.Reports.Svg;

/// <summary>The arena over time: a column for each step, bytes upwards, a rectangle for each buffer.</summary>
/// <remarks>Coordinates are percentages, so that the picture fills its place and text is never scaled.</remarks>
internal static class ArenaPicture
{
    private const int Height = 280, MostTitles = 2500, MostLayerNumbers = 24;

    public static Markup Of(PlannedModel plan, IReadOnlyList<ArenaBox> boxes)
    {
        int slots = plan.Lowered.Steps.Count() + 2; // before the first step and after the last
        double arena = plan.ArenaSizeInBytes;
        List<Markup> drawn = [];
        foreach (ArenaBox box in boxes)
        {
            double x = 100.0 * (box.Range.First + 1) / slots, width = 100.0 * (box.Range.Last - box.Range.First + 1) / slots;
            double height = 100 * box.SizeInBytes / arena, y = 100 - (100 * box.Offset / arena) - height;
            Markup title = boxes.Count <= MostTitles ? Markup.Of($"<title>{box.Title}</title>") : default;
            // About a hundredth of the wide picture for each letter.
            bool hasRoom = box.Class != "scratch" && height > 8 && width > 1.1 * box.Name.Length;
            Markup label = hasRoom ? Markup.Of($"<text x=\"6\" y=\"15\">{box.Name}</text>") : default;
            Markup hatch = box.Class == "scratch" ? Markup.Of($"<rect fill=\"url(#p-scratch)\" width=\"100%\" height=\"100%\"/>") : default;
            drawn.Add(Markup.Of($"<svg x=\"{x}%\" y=\"{y}%\" width=\"{width}%\" height=\"{height}%\">{title}<rect class=\"{box.Class}\" width=\"100%\" height=\"100%\"/>{hatch}{label}</svg>"));
        }

        string what = $"Memory plan: {Readable.Count(plan.ArenaSizeInBytes)} bytes over {slots - 2} steps, {boxes.Count} buffers";
        return Markup.Of($"""
            <div class="plot"><svg class="axis" width="64" height="{Height}" aria-hidden="true">{Scale(plan.ArenaSizeInBytes)}</svg>
            <svg class="arena" role="img" aria-labelledby="arena-t" height="{Height}"><title id="arena-t">{what}</title>{Markup.Join(drawn)}</svg></div>
            <div class="plot"><span></span><svg class="axis" height="18" width="100%" aria-hidden="true">{LayerNumbers(plan, slots)}</svg></div>
            """);
    }

    private static Markup Scale(int arena) => Markup.Join(Enumerable.Range(0, 5).Select(quarter =>
        Markup.Of($"<text class=\"e\" x=\"58\" y=\"{Math.Clamp(Height - (Height * quarter / 4) + 4, 11, Height - 2)}\">{Readable.Bytes((long)arena * quarter / 4)}</text>")));

    private static Markup LayerNumbers(PlannedModel plan, int slots)
    {
        List<Markup> numbers = [];
        int apart = Math.Max(1, slots / MostLayerNumbers), step = 0, last = -apart;
        foreach (LoweredLayer layer in plan.Lowered.Layers.Where(layer => layer.Steps.Count > 0))
        {
            if (step - last >= apart)
            {
                numbers.Add(Markup.Of($"<text x=\"{100.0 * (step + 1) / slots}%\" y=\"13\">{layer.Index}</text>"));
                last = step;
            }

            step += layer.Steps.Count;
        }

        return Markup.Join(numbers);
    }
}
