using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Adc.Compiler.Emission;
using Adc.Compiler.Pipeline;
using Adc.Compiler.Toolchain;

namespace Adc.Compiler.Reports;

/// <summary>What is told of a firmware of several models: a summary, report.json of schema adc.together/1, and adc.log.</summary>
public static partial class TogetherReport
{
    private const int Width = 80;

    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <returns>Relative paths and texts.</returns>
    public static IEnumerable<(string Path, string Text)> Files(TogetherResult firmware) =>
    [
        (CompiledFolder.ReportName, Json(firmware)),
        (CompiledFolder.LogName, Log(firmware)),
    ];

    /// <summary>For people: plain text, at most 80 columns.</summary>
    public static string Summary(TogetherResult firmware)
    {
        var text = new StringBuilder($"{firmware.Name}  ({string.Join(", ", firmware.Models.Select(model => model.Identity.Name))})\n");
        void Line(string label, string value) => text.Append(Wrapped.Of(value, $"  {label,-9} ", Width)).Append('\n');
        if (firmware.Image is FirmwareImage image)
        {
            SectionSizes sizes = image.Sizes.ModelAndKernels;
            Line("flash", string.Create(CultureInfo.InvariantCulture, $"{sizes.Flash:N0} B of {firmware.Target.FlashInBytes:N0}: constants {sizes.Flash - sizes.Code:N0}, code {sizes.Code:N0}"));
            Line("ram", string.Create(CultureInfo.InvariantCulture, $"{Ram(image):N0} B of {firmware.Target.RamInBytes:N0}: {Arenas(firmware)}, constants {firmware.PinnedInBytes:N0}"));
        }

        Verdict("host", "emitted C on this machine", firmware.Host);
        Verdict("board", "firmware on the emulated board", firmware.Board);
        return text.ToString();

        void Verdict(string label, string who, SelfTestResult? result)
        {
            if (result is not null)
            {
                Line(label, $"{(result.Succeeded ? "PASS" : "FAIL")}: {who}, in turn: {string.Join(", ", ByModel(result).Select(model => string.Create(CultureInfo.InvariantCulture, $"{model.Name} {model.Passed} of {model.Count}")))}");
            }
        }
    }

    public static string Json(TogetherResult firmware)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("schema", "adc.together/1");
            json.WriteString("adc_version", AdcVersion.Text);
            json.WriteStartObject("model");
            json.WriteString("name", firmware.Name);
            json.WriteEndObject();
            json.WriteStartObject("target");
            json.WriteString("board", firmware.Target.BoardName);
            json.WriteString("part", firmware.Target.PartNumber);
            json.WriteNumber("flash_origin", firmware.Target.Layout.FlashOrigin);
            json.WriteNumber("flash_bytes", firmware.Target.FlashInBytes);
            json.WriteNumber("ram_bytes", firmware.Target.RamInBytes);
            json.WriteEndObject();
            WriteMemory(json, firmware);
            WriteModels(json, firmware);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    /// <summary>Arenas, contexts and constants; the stack and what start-up code keeps are apart.</summary>
    private static int Ram(FirmwareImage image) => image.Sizes.ModelAndKernels.Ram + image.Sizes.Of(SourceRole.TestVectors).Ram;

    private static string Arenas(TogetherResult firmware) => string.Create(CultureInfo.InvariantCulture, $"shared arena {firmware.SharedArenaInBytes:N0}")
        + (firmware.OwnArenasInBytes > 0 ? string.Create(CultureInfo.InvariantCulture, $", arenas with states {firmware.OwnArenasInBytes:N0}") : "");

    private static void WriteMemory(Utf8JsonWriter json, TogetherResult firmware)
    {
        json.WriteStartObject("memory");
        if (firmware.Image is FirmwareImage image)
        {
            json.WriteNumber("flash_bytes", image.Sizes.ModelAndKernels.Flash);
            json.WriteNumber("ram_bytes", Ram(image));
        }

        json.WriteStartObject("ram");
        json.WriteNumber("shared_arena", firmware.SharedArenaInBytes);
        json.WriteNumber("own_arenas", firmware.OwnArenasInBytes);
        json.WriteNumber("pinned_constants", firmware.PinnedInBytes);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteModels(Utf8JsonWriter json, TogetherResult firmware)
    {
        ModelVerdict[] host = [.. ByModel(firmware.Host)], board = [.. ByModel(firmware.Board)];
        json.WriteStartArray("models");
        foreach (Compilation model in firmware.Models)
        {
            json.WriteStartObject();
            json.WriteString("name", model.Identity.Name);
            json.WriteNumber("arena", model.Plan.ArenaSizeInBytes);
            json.WriteNumber("test_vectors", model.Vectors.Vectors.Count);
            JsonText.Optional(json, "host_exact_rows", host.FirstOrDefault(verdict => verdict.Name == model.Identity.Name)?.Passed);
            JsonText.Optional(json, "board_exact_rows", board.FirstOrDefault(verdict => verdict.Name == model.Identity.Name)?.Passed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Log(TogetherResult firmware)
    {
        var log = new StringBuilder($"{CompiledFolder.LogHeading}{AdcVersion.Text}\n\n");
        foreach ((string title, SelfTestResult? result) in ((string, SelfTestResult?)[])[("desktop program", firmware.Host), ("console of the emulated board", firmware.Board)])
        {
            log.Append(result is null ? "" : $"== {title}\n{result.Console.ReplaceLineEndings("\n").Trim()}\n\n");
        }

        return log.ToString();
    }

    private static IEnumerable<ModelVerdict> ByModel(SelfTestResult? result) => VerdictLine().Matches(result?.Console ?? "").Select(match => new ModelVerdict(
        match.Groups[1].Value, int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture)));

    [GeneratedRegex(@"^adc model (\w+) (?:PASS|FAIL) (\d+)/(\d+)\r?$", RegexOptions.Multiline)]
    private static partial Regex VerdictLine();

    private sealed record ModelVerdict(string Name, int Passed, int Count);
}
