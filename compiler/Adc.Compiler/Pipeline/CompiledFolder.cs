using System.Text.Json;
using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Memory;
using Adc.Compiler.Targets;

namespace Adc.Compiler.Pipeline;

/// <summary>An output folder of <c>adc compile</c>, read back through its compiled.json, or through the report.json of older versions.</summary>
internal static class CompiledFolder
{
    public const string ReportName = "report.json";

    /// <summary>The file that every output folder has, whichever reports it holds.</summary>
    public const string Name = "compiled.json";

    /// <summary>The beginning of the schema's name; the number behind it counts versions.</summary>
    public const string SchemaName = "adc.report/";

    public const string LogName = "adc.log";

    /// <summary>How the log begins, which every output folder has.</summary>
    public const string LogHeading = "== compiled by adc ";

    /// <summary>Whether some version of adc has written a folder.</summary>
    public static bool IsAt(string folder)
    {
        string report = Path.Combine(folder, ReportName), log = Path.Combine(folder, LogName);
        return (File.Exists(report) && File.ReadAllText(report).Contains(SchemaName, StringComparison.Ordinal))
            || (File.Exists(log) && File.ReadAllText(log).StartsWith(LogHeading, StringComparison.Ordinal));
    }

    /// <returns>Null when <paramref name="diagnostics"/> got an error.</returns>
    public static ModelLayout? Read(string folder, DiagnosticBag diagnostics) => Read(folder, Layout, diagnostics, NameIn(folder));

    /// <summary>What the folder was compiled for.</summary>
    /// <returns>Null when <paramref name="diagnostics"/> got an error.</returns>
    public static CompiledTarget? ReadTarget(string folder, DiagnosticBag diagnostics) => Read(folder, Target, diagnostics, NameIn(folder));

    /// <summary>The same, for what goes over the board's serial port.</summary>
    /// <param name="what">What needs the port, in messages.</param>
    /// <returns>Null when <paramref name="diagnostics"/> got an error.</returns>
    public static CompiledTarget? ReadTargetOnLine(string folder, string what, DiagnosticBag diagnostics)
    {
        if (ReadTarget(folder, diagnostics) is not CompiledTarget target)
        {
            return null;
        }

        if (target.Channel == ResultChannel.Vcom)
        {
            return target;
        }

        diagnostics.Report(Catalogue.ConsoleElsewhere, Origin.None, $"'{folder}'", target.Channel.ToString().ToLowerInvariant(), what);
        return null;
    }

    /// <summary>Whatever <paramref name="parse"/> makes of the report; what it finds missing or wrong is a diagnostic.</summary>
    public static T? Read<T>(string folder, Func<JsonElement, T> parse, DiagnosticBag diagnostics, string name = ReportName)
        where T : class
    {
        try
        {
            using JsonDocument report = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, name)));
            return parse(report.RootElement);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Report(Catalogue.NotAnOutputFolder, Origin.None, folder, $"it has no readable {name}; compile the model again, with json among reports.formats");
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            diagnostics.Report(Catalogue.NotAnOutputFolder, Origin.None, folder, $"its {name} is damaged or of another version of adc: {exception.Message}");
        }

        return null;
    }

    /// <summary>A file that the C build leaves; null, with a diagnostic, when it is not there.</summary>
    public static string? Find(string folder, string relativePath, DiagnosticBag diagnostics)
    {
        string path = Path.GetFullPath(Path.Combine(folder, relativePath));
        if (File.Exists(path))
        {
            return path;
        }

        diagnostics.Report(Catalogue.NotAnOutputFolder, Origin.None, folder, $"it has no {relativePath}, as after --no-build or a failed build; compile the model again");
        return null;
    }

    private static string NameIn(string folder) => File.Exists(Path.Combine(folder, Name)) ? Name : ReportName;

    private static CompiledTarget Target(JsonElement report)
    {
        JsonElement model = report.GetProperty("model"), target = report.GetProperty("target");
        string part = Text(target, "part");
        return new CompiledTarget(
            Text(model, "name"),
            Parts.Find(part) ?? throw new FormatException($"there is no part '{part}'"),
            target.TryGetProperty("flash_origin", out JsonElement origin) ? origin.GetUInt32() : 0x0800_0000,
            model.TryGetProperty("sha256", out JsonElement hash) ? hash.GetString() : null,
            model.TryGetProperty("build", out JsonElement build) ? build.GetString() : null,
            target.TryGetProperty("console", out JsonElement console) ? Enum.Parse<ResultChannel>(console.GetString() ?? "", ignoreCase: true) : ResultChannel.Vcom);
    }

    private static ModelLayout Layout(JsonElement report)
    {
        JsonElement model = report.GetProperty("model"), memory = report.GetProperty("memory");
        int arena = memory.GetProperty("ram").GetProperty("arena").GetInt32();
        return new ModelLayout(
            Text(model, "name"),
            Ports(model.GetProperty("inputs")),
            Ports(model.GetProperty("outputs")),
            arena,
            report.GetProperty("layers").EnumerateArray()
                .Where(layer => layer.TryGetProperty("function", out _))
                .Select(layer => new LayerFunction(layer.GetProperty("index").GetInt32(), Text(layer, "function"))).ToSequence(),
            memory.GetProperty("tensors").EnumerateArray().Select(place => Place(place, arena)).ToSequence());
    }

    private static Sequence<ModelPort> Ports(JsonElement ports) =>
        ports.EnumerateArray().Select(port => new ModelPort(Text(port, "name"), Type(port))).ToSequence();

    private static TensorPlace Place(JsonElement tensor, int arenaSizeInBytes)
    {
        var place = new TensorPlace(
            tensor.GetProperty("tensor").GetInt32(),
            Type(tensor),
            tensor.TryGetProperty("input", out JsonElement input) ? input.GetInt32() : null,
            tensor.TryGetProperty("layer", out JsonElement layer) ? layer.GetInt32() : 0,
            tensor.GetProperty("offset").GetInt32(),
            Enum.Parse<BufferForm>(Text(tensor, "form"), ignoreCase: true));
        return place.Offset >= 0 && place.Offset + place.SizeInArena <= arenaSizeInBytes
            ? place
            : throw new FormatException($"tensor {place.SourceIndex} leaves the arena of {arenaSizeInBytes:N0} bytes");
    }

    private static string Text(JsonElement element, string key) => element.GetProperty(key).GetString() ?? throw new FormatException($"'{key}' has no text");

    private static TensorType Type(JsonElement tensor)
    {
        string name = Text(tensor, "type");
        return new TensorType(
            Enum.GetValues<ElementType>().First(element => element.DisplayName() == name),
            new Shape(tensor.GetProperty("shape").EnumerateArray().Select(extent => extent.GetInt32()).ToSequence()),
            tensor.TryGetProperty("scale", out JsonElement scale) ? Quantization.PerTensor(scale.GetSingle(), tensor.GetProperty("zero_point").GetInt32()) : null);
    }
}
