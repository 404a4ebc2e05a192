using System.Text.Json;
using System.Text.Json.Nodes;
using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Targets;
using Adc.Mvp;

namespace Adc.Compiler.Pipeline;

/// <summary>The file of <c>adc calibrate</c> that <c>mvp.timing</c> reads back.</summary>
/// <remarks>
/// <c>{ "schema": "adc.timing/1", "source": "…", "program_overhead_cycles": 14, "flash_line_cycles": 2, "fence_cycles": 1, "ram_ports": "separate",
/// "core_cycles_per_instruction": 1.3 }</c>; what is not there stays as it is built in.
/// </remarks>
public static class TimingFile
{
    private const string Schema = "adc.timing/1";
    private const int MostCycles = 14, MostOverhead = 1000;

    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, NewLine = "\n" };

    /// <param name="source">What was measured.</param>
    public static string Text(TimingFigures figures, string source) => new JsonObject
    {
        ["schema"] = Schema,
        ["source"] = source,
        ["program_overhead_cycles"] = figures.Accelerator.ProgramOverheadInCycles,
        ["flash_line_cycles"] = figures.Accelerator.FlashLineInCycles,
        ["fence_cycles"] = figures.Accelerator.FenceInCycles,
        ["ram_ports"] = figures.Accelerator.LoadsShareRamPort ? "shared" : "separate",
        ["core_cycles_per_instruction"] = figures.CyclesPerInstruction,
    }.ToJsonString(Options) + "\n";

    /// <returns>The built-in figures when there is no file, or <paramref name="diagnostics"/> got an error.</returns>
    internal static TimingFigures Of(Setting<FilePath>? setting, DiagnosticBag diagnostics)
    {
        if (setting is null)
        {
            return TimingFigures.BuiltIn;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(setting.Value.Full));
            JsonElement root = document.RootElement;
            if (root.GetProperty("schema").GetString() != Schema)
            {
                throw new FormatException($"its schema is not {Schema}");
            }

            MvpTiming start = MvpTiming.Default;
            return new TimingFigures(
                start with
                {
                    ProgramOverheadInCycles = Cycles(root, "program_overhead_cycles", MostOverhead) ?? start.ProgramOverheadInCycles,
                    FlashLineInCycles = Cycles(root, "flash_line_cycles", MostCycles) ?? start.FlashLineInCycles,
                    FenceInCycles = Cycles(root, "fence_cycles", MostCycles) ?? start.FenceInCycles,
                    LoadsShareRamPort = root.TryGetProperty("ram_ports", out JsonElement ports) && ports.GetString() == "shared",
                },
                root.TryGetProperty("core_cycles_per_instruction", out JsonElement core)
                    ? core.GetDouble() is > 0.1 and < 100 and double cycles ? cycles : throw new FormatException("'core_cycles_per_instruction' is not between 0.1 and 100")
                    : TimingFigures.BuiltIn.CyclesPerInstruction);
        }
        catch (KeyNotFoundException)
        {
            diagnostics.Report(Catalogue.BadTimingFile, setting.Origin, setting.Value.Written, "'schema' is missing");
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            diagnostics.Report(Catalogue.BadTimingFile, setting.Origin, setting.Value.Written, exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Report(Catalogue.FileMissing, setting.Origin, "mvp.timing", setting.Value.Written, exception.Message);
        }

        return TimingFigures.BuiltIn;
    }

    private static int? Cycles(JsonElement root, string name, int most) =>
        !root.TryGetProperty(name, out JsonElement value) ? null
        : value.TryGetInt32(out int cycles) && cycles >= 0 && cycles <= most ? cycles
        : throw new FormatException($"'{name}' is no whole number from 0 to {most}");
}
