using Adc.Compiler.Emission;
using Adc.Compiler.Pipeline;
using Adc.Compiler.Reports.Svg;
using Adc.Compiler.Toolchain;

namespace Adc.Compiler.Reports.Html;

/// <summary>Flash and RAM of the part, and what fills them.</summary>
internal static class FitViews
{
    public static IReadOnlyList<FitView> Of(ReportFigures figures)
    {
        TargetRequest target = figures.Compilation.Request.Target;
        List<FitView> fits = [];
        if (figures.Compilation.Image is FirmwareImage image)
        {
            Part[] parts =
            [
                new("c1", "constants", figures.FlashInBytes!.Value - figures.CodeInBytes!.Value), new("c2", "code of model and kernels", figures.CodeInBytes.Value),
                new("c3", "test vectors", image.Sizes.Of(SourceRole.TestVectors).Flash),
                new("c4", "start-up and self-test", image.Sizes.Of(SourceRole.Boot).Flash + image.Sizes.Of(SourceRole.App).Flash),
            ];
            fits.Add(Fit("Flash", figures.FlashInBytes.Value, target.FlashInBytes, target.FlashBudget, parts,
                (figures.PinnedInBytes > 0 ? $"Constants with the {Readable.Count(figures.PinnedInBytes)} B that are copied to RAM at start-up. " : "")
                + $"The image starts at 0x{target.Layout.FlashOrigin:X8}, {Bootloader(target.Layout)}. Test vectors, start-up and self-test are no part of the {Readable.Bytes(figures.FlashInBytes.Value)}."));
        }

        Part[] ram =
        [
            new("c1", "arena: inputs, outputs, tensors, scratch", figures.ArenaInBytes), new("c2", figures.ProgramsInRamInBytes > 0 ? "constants and programs kept in RAM" : "constants kept in RAM", figures.PinnedInBytes + figures.ProgramsInRamInBytes),
            new("c3", "other variables", figures.RamInBytes - figures.ArenaInBytes - figures.PinnedInBytes - figures.ProgramsInRamInBytes), new("c4", "stack", figures.StackInBytes ?? 0),
        ];
        fits.Add(Fit("RAM", figures.RamInBytes, target.RamInBytes, target.RamBudget, ram, figures.StackInBytes is null ? "" : "Stack was measured, and counts apart."));
        return fits;
    }

    private static FitView Fit(string name, int used, int available, int budget, Part[] all, string note)
    {
        Part[] parts = [.. all.Where(part => part.Bytes > 0)];
        string sum = $"{Readable.Count(used)} B of {Readable.Count(available)} B";
        var bar = PartsBar.Of($"{name}: {sum}", [.. parts.Select(part => (part.Swatch, $"{part.Label}: {Readable.Count(part.Bytes)} B", (double)part.Bytes))], Math.Max(available, parts.Sum(part => part.Bytes)), budget);
        return new FitView(
            Markup.Text(name), Markup.Text(sum), Markup.Text(Readable.Percent(used / (double)available)), bar,
            [
                .. parts.Select(part => new LegendView(Markup.Text(part.Swatch), Markup.Text(part.Label), Markup.Text($"{Readable.Count(part.Bytes)} B"))),
                new LegendView(Markup.Text("limit"), Markup.Text("budget of the model"), Markup.Text($"{Readable.Count(budget)} B")),
            ],
            Markup.Lines(note));
    }

    private static string Bootloader(TargetLayout layout)
    {
        const uint FlashStart = 0x0800_0000;
        return layout.FlashOrigin == FlashStart ? "without a bootloader below it" : $"above {Readable.Count(layout.FlashOrigin - FlashStart)} B for a bootloader";
    }

    private sealed record Part(string Swatch, string Label, int Bytes);
}
