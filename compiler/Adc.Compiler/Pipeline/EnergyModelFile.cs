using System.Text.Json;
using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Targets;

namespace Adc.Compiler.Pipeline;

/// <summary>Power figures that the user has measured: a JSON file.</summary>
/// <remarks>
/// <c>{ "source": "our board, 3.3 V", "core_pj_per_cycle": 105, "accelerator_pj_per_cycle": 130, "uncertainty": 0.05 }</c>; a figure that is
/// not there is not known.
/// </remarks>
internal static class EnergyModelFile
{
    private const double Pico = 1e-12, Largest = 1e6;

    /// <returns>Null when there is no energy model, or <paramref name="diagnostics"/> got an error.</returns>
    public static PowerFigures? Of(Setting<EnergyModel> setting, DiagnosticBag diagnostics)
    {
        if (setting.Value.File is not FilePath file)
        {
            return setting.Value == EnergyModel.None ? null : PowerFigures.BuiltIn;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file.Full));
            JsonElement root = document.RootElement;
            return new PowerFigures(
                root.GetProperty("source").GetString() ?? throw new FormatException("'source' is null"), Pico * Figure(root, "core_pj_per_cycle"),
                Pico * Figure(root, "accelerator_pj_per_cycle"), null, Figure(root, "uncertainty") ?? throw new FormatException("'uncertainty' is missing"));
        }
        catch (KeyNotFoundException)
        {
            diagnostics.Report(Catalogue.BadEnergyModel, setting.Origin, file.Written, "'source' is missing");
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            diagnostics.Report(Catalogue.BadEnergyModel, setting.Origin, file.Written, exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Report(Catalogue.FileMissing, setting.Origin, "target.energy_model", file.Written, exception.Message);
        }

        return null;
    }

    private static double? Figure(JsonElement root, string name) =>
        !root.TryGetProperty(name, out JsonElement value) ? null
        : value.ValueKind == JsonValueKind.Number && value.GetDouble() is >= 0 and <= Largest and double number ? number
        : throw new FormatException($"'{name}' is no number from 0 to a million");
}
