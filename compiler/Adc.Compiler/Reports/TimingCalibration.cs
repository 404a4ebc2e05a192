using System.Globalization;
using System.Text;
using System.Text.Json;
using Adc.Compiler.Targets;
using Adc.Mvp;

namespace Adc.Compiler.Reports;

/// <summary>Fits the constants of the cycle models to reports that a board has measured.</summary>
/// <param name="Source">Models and part that were measured.</param>
/// <param name="Fit">Of the accelerator; null where no layer ran on it.</param>
public sealed record TimingCalibration(string Source, MvpTimingFit? Fit, TimingFigures Before, TimingFigures After, IReadOnlyList<CalibratedLayer> Layers)
{
    /// <param name="reports">Texts of report.json files after <c>adc profile --device</c>.</param>
    /// <exception cref="FormatException">One is not such a report; the message says why.</exception>
    public static TimingCalibration Of(IEnumerable<string> reports)
    {
        List<CalibratedLayer> layers = [];
        List<string> sources = [];
        TimingFigures? before = null;
        foreach (string text in reports)
        {
            using JsonDocument document = Parse(text);
            JsonElement root = document.RootElement;
            try
            {
                JsonElement target = root.GetProperty("target"), model = root.GetProperty("model");
                if (root.GetProperty("cycles").GetProperty("kind").GetString() != "measured")
                {
                    throw new FormatException("its cycles are not measured; 'adc profile DIR --device' measures them");
                }

                before = Figures(target.GetProperty("timing"));
                sources.Add($"{model.GetProperty("name").GetString()} on {target.GetProperty("part").GetString()}");
                layers.AddRange(root.GetProperty("layers").EnumerateArray().Where(layer => layer.TryGetProperty("measured", out _))
                    .Select(layer => Layer(model.GetProperty("name").GetString()!, layer)));
            }
            catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException)
            {
                throw new FormatException("it is no report of this version of adc after 'adc profile DIR --device'", exception);
            }
        }

        MvpTimingSample[] samples = [.. layers.Select(layer => layer.Accelerator).OfType<MvpTimingSample>()];
        MvpTimingFit? fit = samples.Length == 0 ? null : MvpTimingFit.Of(samples, before!.Accelerator);

        // Layers of the core alone tell most of it; those of the accelerator only where there are no others.
        CalibratedLayer[] core = [.. layers.Where(layer => layer is { Instructions: > 0, Accelerator: null })];
        core = core.Length > 0 ? core : [.. layers.Where(layer => layer.Instructions > 0)];
        double perInstruction = core.Length == 0 ? before!.CyclesPerInstruction
            : Math.Round(core.Sum(layer => layer.CoreCycles) / (double)core.Sum(layer => layer.Instructions), 3);
        var after = new TimingFigures(fit?.Timing ?? before!.Accelerator, Math.Clamp(perInstruction, 0.2, 99));
        return new TimingCalibration(string.Join(", ", sources), fit, before!, after, layers);
    }

    /// <summary>Constants and errors, before and after.</summary>
    public string Print(int width = int.MaxValue)
    {
        var text = new StringBuilder();
        text.Append(Wrapped.Of($"{Readable.Several(Layers.Count, "layer")} measured: {Source}", "", Math.Min(width, Wrapped.Widest))).Append("\n\n");
        var constants = new TextTable([new("constant"), new("before", IsNumber: true), new("best", IsNumber: true), new("after", IsNumber: true)]);
        if (Fit is not null)
        {
            constants.Add("program overhead (cycles)", Whole(Before.Accelerator.ProgramOverheadInCycles), Exact(Fit.Overhead), Whole(After.Accelerator.ProgramOverheadInCycles));
            constants.Add("line of flash (cycles)", Whole(Before.Accelerator.FlashLineInCycles), Exact(Fit.FlashLine), Whole(After.Accelerator.FlashLineInCycles));
            constants.Add("load behind a store (cycles)", Whole(Before.Accelerator.FenceInCycles), Exact(Fit.Fence), Whole(After.Accelerator.FenceInCycles));
            constants.Add("ports of the RAM", Ports(Before), "", Ports(After));
        }

        constants.Add("core, cycles per instruction", Exact(Before.CyclesPerInstruction), "", Exact(After.CyclesPerInstruction));
        text.Append(constants.Print(width)).Append('\n');
        var table = new TextTable([new("model"), new("layer", Fewest: 12), new("", IsNumber: true), new("measured", IsNumber: true), new("off before", IsNumber: true), new("off after", IsNumber: true)]);
        foreach (CalibratedLayer layer in Layers)
        {
            if (layer.Accelerator is MvpTimingSample sample)
            {
                table.Add(layer.Model, layer.Name, "MVP", TextTable.Number((long)sample.Measured), Off(Predicted(sample, Before), sample.Measured), Off(Predicted(sample, After), sample.Measured));
            }

            if (layer.Instructions > 0 && layer.CoreCycles > 0)
            {
                table.Add(
                    layer.Model, layer.Name, "CPU", TextTable.Number(layer.CoreCycles), Off(layer.Instructions * Before.CyclesPerInstruction, layer.CoreCycles),
                    Off(layer.Instructions * After.CyclesPerInstruction, layer.CoreCycles));
            }
        }

        text.Append(table.Print(width));
        if (Fit is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  MVP, root of the mean squared relative error: {100 * Fit.ErrorBefore:0.00}% before, {100 * Fit.ErrorAfter:0.00}% after\n");
        }

        return text.ToString();
    }

    private static JsonDocument Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException exception)
        {
            throw new FormatException($"it is no JSON: {exception.Message}", exception);
        }
    }

    private static CalibratedLayer Layer(string model, JsonElement layer)
    {
        JsonElement measured = layer.GetProperty("measured");
        MvpTimingSample? sample = null;
        if (layer.TryGetProperty("cycle_terms", out JsonElement terms) && measured.TryGetProperty("accelerator_cycles", out JsonElement cycles) && cycles.GetInt64() > 0)
        {
            sample = new MvpTimingSample(
                cycles.GetInt64(), terms.GetProperty("fixed").GetDouble(), terms.GetProperty("programs").GetDouble(), terms.GetProperty("per_flash_line_cycle").GetDouble(),
                terms.GetProperty("per_fence_cycle").GetDouble(), terms.GetProperty("if_ram_ports_are_shared").GetDouble());
        }

        return new CalibratedLayer(
            model, layer.GetProperty("name").GetString()!, sample,
            layer.TryGetProperty("instructions", out JsonElement instructions) ? instructions.GetInt64() : 0, measured.GetProperty("cpu_cycles").GetInt64());
    }

    private static TimingFigures Figures(JsonElement timing) => new(
        MvpTiming.Default with
        {
            ProgramOverheadInCycles = timing.GetProperty("program_overhead_cycles").GetInt32(), FlashLineInCycles = timing.GetProperty("flash_line_cycles").GetInt32(),
            FenceInCycles = timing.GetProperty("fence_cycles").GetInt32(), LoadsShareRamPort = timing.GetProperty("ram_ports").GetString() == "shared",
        },
        timing.GetProperty("core_cycles_per_instruction").GetDouble());

    private static double Predicted(MvpTimingSample sample, TimingFigures figures) => sample.Predicted(
        figures.Accelerator.ProgramOverheadInCycles, figures.Accelerator.FlashLineInCycles, figures.Accelerator.FenceInCycles, figures.Accelerator.LoadsShareRamPort);

    private static string Off(double predicted, double measured) => ((predicted - measured) / measured).ToString("+0.0%;-0.0%;0.0%", CultureInfo.InvariantCulture);

    private static string Ports(TimingFigures figures) => figures.Accelerator.LoadsShareRamPort ? "shared" : "separate";

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Exact(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}

/// <summary>A measured layer.</summary>
/// <param name="Accelerator">Null for a layer of the core.</param>
/// <param name="Instructions">Of the core, on the emulated board; 0 when they were not counted.</param>
/// <param name="CoreCycles">Of the core alone, measured.</param>
public sealed record CalibratedLayer(string Model, string Name, MvpTimingSample? Accelerator, long Instructions, long CoreCycles);
