using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Adc.Compiler.Diagnostics;

namespace Adc.Compiler.Pipeline;

/// <summary>The folder <c>.adc</c> inside an output folder: what it was made from, every file's hash, and what was said meanwhile.</summary>
/// <remarks>With it a compilation of unchanged inputs into an untouched folder has nothing to do.</remarks>
public static class OutputRecord
{
    /// <summary>Folder of the record, below the output folder.</summary>
    public const string Folder = ".adc";

    /// <summary>The summary as it was printed.</summary>
    public const string SummaryPath = $"{Folder}/summary.txt";

    /// <summary>The report, where the configuration asks for none in JSON.</summary>
    public const string ReportPath = $"{Folder}/result.json";

    /// <summary>Objects of the C build, for the next one.</summary>
    internal const string ObjectFolder = $"{Folder}/objects";

    private const string StatePath = $"{Folder}/state.json", Schema = "adc.state/1";

    /// <summary>Describes a finished output folder.</summary>
    /// <param name="configurationFile">Diagnostics in it are recorded without its name, which another run may write differently.</param>
    internal static void Write(string folder, string fingerprint, string configurationFile, IReadOnlyList<Diagnostic> diagnostics)
    {
        var state = new JsonObject
        {
            ["schema"] = Schema,
            ["fingerprint"] = fingerprint,
            ["files"] = new JsonObject(FilesIn(folder).Select(path => KeyValuePair.Create(path, (JsonNode?)HashOf(folder, path)))),
            ["diagnostics"] = new JsonArray([.. diagnostics.Select(diagnostic => (JsonNode)new JsonObject
            {
                ["code"] = diagnostic.Code,
                ["severity"] = diagnostic.Severity.ToString(),
                ["message"] = diagnostic.Message,
                ["file"] = diagnostic.Origin.File == configurationFile ? null : diagnostic.Origin.File,
                ["line"] = diagnostic.Origin.Line,
                ["column"] = diagnostic.Origin.Column,
                ["operator"] = diagnostic.Origin.OperatorIndex,
                ["name"] = diagnostic.Origin.Name,
            })]),
        };
        SourceFolder.Write(folder, StatePath, state.ToJsonString(Indented) + "\n");
    }

    /// <summary>Reads the record of an output folder that is as its last run left it.</summary>
    /// <returns>Null when it was made from something else, a file is missing or was changed, or the record cannot be read.</returns>
    internal static UnchangedOutput? Read(string folder, string fingerprint, string configurationFile)
    {
        try
        {
            using JsonDocument state = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, StatePath)));
            JsonElement root = state.RootElement;
            if (root.GetProperty("schema").GetString() != Schema || root.GetProperty("fingerprint").GetString() != fingerprint
                || !root.GetProperty("files").EnumerateObject().All(file => HashOf(folder, file.Name) == file.Value.GetString()))
            {
                return null;
            }

            string report = Path.Combine(folder, CompiledFolder.ReportName);
            return new UnchangedOutput(
                File.ReadAllText(Path.Combine(folder, SummaryPath)),
                File.ReadAllText(File.Exists(report) ? report : Path.Combine(folder, ReportPath)),
                [.. root.GetProperty("diagnostics").EnumerateArray().Select(diagnostic => DiagnosticIn(diagnostic, configurationFile))]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException
            or JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            return null; // nothing to go by: the folder is made anew
        }
    }

    private static JsonSerializerOptions Indented { get; } = new() { WriteIndented = true, NewLine = "\n" };

    private static IEnumerable<string> FilesIn(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'))
        .Where(path => path != StatePath && !path.StartsWith(ObjectFolder, StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    private static string HashOf(string folder, string path)
    {
        using FileStream file = File.OpenRead(Path.Combine(folder, path));
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static Diagnostic DiagnosticIn(JsonElement element, string configurationFile) => new(
        Catalogue.All.First(descriptor => descriptor.Code == element.GetProperty("code").GetString()),
        new Origin(
            element.GetProperty("file").GetString() ?? configurationFile, Number(element, "line"), Number(element, "column"), Number(element, "operator"),
            element.GetProperty("name").GetString()),
        element.GetProperty("message").GetString()!,
        Enum.Parse<Severity>(element.GetProperty("severity").GetString()!));

    private static int? Number(JsonElement element, string key) => element.GetProperty(key) is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : null;
}

/// <summary>What the last run said, when another one would say the same.</summary>
/// <param name="Report">In JSON.</param>
public sealed record UnchangedOutput(string Summary, string Report, IReadOnlyList<Diagnostic> Diagnostics);
