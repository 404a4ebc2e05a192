using System.Globalization;
using System.Security.Cryptography;
using Adc.Compiler.Configuration.Reading;
using Adc.Compiler.Configuration.Schema;
using Adc.Compiler.Configuration.Schema.Keys;
using Adc.Compiler.Configuration.Yaml;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Configuration;

/// <summary>Reads a configuration. What is wrong with it is reported, all of it at once; nothing but the file itself is opened.</summary>
public static class ConfigReader
{
    public const int LargestFileInBytes = 1024 * 1024;

    private const string HowToStart = "write a test's name and, below it, 'tflite_model'";
    // Ten times what a file may hold: more than any honest file comes to.
    private const int MostMergedNodes = 10 * YamlReader.MostNodes;

    private const string SchemaFamily = "adc/";
    private const int SchemaMajor = 1;

    /// <summary>Reads a file; null when it has an error.</summary>
    public static CompilerConfig? ReadFile(string path, ConfigOptions options, DiagnosticBag bag)
    {
        byte[]? bytes = ConfigText.Load(path, bag);
        return bytes is null || Read(bytes, path, options, bag) is not CompilerConfig config ? null : config with { Hash = Convert.ToHexStringLower(SHA256.HashData(bytes)) };
    }

    /// <summary>Reads the bytes of a file; null when it has an error.</summary>
    /// <param name="fileName">For messages; relative paths in the file start at its folder.</param>
    public static CompilerConfig? Read(ReadOnlySpan<byte> bytes, string fileName, ConfigOptions options, DiagnosticBag bag)
    {
        string? text = ConfigText.Decode(bytes, fileName, bag);
        return text is null ? null : Read(text, fileName, options, bag);
    }

    /// <summary>Reads text; null when it has an error.</summary>
    /// <param name="fileName">For messages; relative paths in the file start at its folder.</param>
    public static CompilerConfig? Read(string text, string fileName, ConfigOptions options, DiagnosticBag bag)
    {
        // Anchors and defaults bring one mistake to several tests: it is told once.
        var found = new DiagnosticBag();
        CompilerConfig? config = ReadAll(text, fileName, options, found);
        foreach (Diagnostic diagnostic in found.All.Distinct())
        {
            bag.Add(diagnostic);
        }

        return found.HasErrors ? null : config;
    }

    private static CompilerConfig? ReadAll(string text, string fileName, ConfigOptions options, DiagnosticBag bag)
    {
        YamlNode? node = YamlReader.Read(text, fileName, bag);
        if (bag.All.Any(diagnostic => diagnostic.Descriptor == Catalogue.ConfigSyntax))
        {
            return null;
        }

        if (node is null or YamlScalar { IsEmpty: true })
        {
            bag.Report(Catalogue.NoTest, Origin.OfFile(fileName), $"the file is empty; {HowToStart}");
            return null;
        }

        if (node is not YamlMap root)
        {
            bag.Report(Catalogue.WrongType, node.Origin, "the file", ReadContext.Describe(node), "a map of tests");
            return null;
        }

        foreach (SettingOverride setting in options.Overrides)
        {
            root = Overrides.Apply(root, setting, bag);
        }

        ConfigDocument document = ConfigDocument.Of(root, bag);
        string folder = Path.GetDirectoryName(fileName) ?? "";
        SettingTable fileSettings = ReadFileBlock(document, folder, fileName, options, bag);
        UnknownKeys unknownKeys = PolicyOf(document, fileSettings, options);
        var binder = new SettingBinder(ConfigSchema.Model, folder, options.AllowOutside, unknownKeys, bag);
        Sequence<ModelConfig> models = ReadModels(document, binder, fileName, options, bag);
        var config = new CompilerConfig(fileName, fileSettings, unknownKeys == UnknownKeys.AreErrors, models);
        if (config.Together is Setting<string> together)
        {
            NameRules.CheckTogether(together, models, bag);
        }

        return config;
    }

    private static SettingTable ReadFileBlock(
        ConfigDocument document, string folder, string fileName, ConfigOptions options, DiagnosticBag bag)
    {
        YamlMap map = document.FileMap ?? new YamlMap([], Origin.OfFile(fileName));
        var binder = new SettingBinder(ConfigSchema.File, folder, options.AllowOutside, UnknownKeys.AreErrors, bag);
        SettingTable settings = binder.Bind(map, "adc", map.Origin);
        Setting<string> schema = settings.Get(FileKeys.Schema);
        if (MajorOf(schema.Value) is not SchemaMajor)
        {
            bag.Report(Catalogue.SchemaVersion, schema.Origin, schema.Value, $"{SchemaFamily}{SchemaMajor}");
        }

        return options.OutputDir is null
            ? settings
            : settings.With(FileKeys.OutputDir, new Setting<FilePath>(new(options.OutputDir, options.OutputDir), Origin.OfFile("--out")));
    }

    // adc/1 and adc/1.4 are both of major version 1.
    private static int? MajorOf(string schema)
    {
        if (!schema.StartsWith(SchemaFamily, StringComparison.Ordinal))
        {
            return null;
        }

        string[] parts = schema[SchemaFamily.Length..].Split('.');
        bool isVersion = parts.Length <= 2 && parts.All(part => part.Length is > 0 and <= 4 && part.All(char.IsAsciiDigit));
        return isVersion ? int.Parse(parts[0], CultureInfo.InvariantCulture) : null;
    }

    private static UnknownKeys PolicyOf(ConfigDocument document, SettingTable fileSettings, ConfigOptions options) =>
        (options.Compatibility, fileSettings.Find(FileKeys.Strict)?.Value) switch
        {
            (Compatibility.Strict, _) or (Compatibility.Auto, true) => UnknownKeys.AreErrors,
            (Compatibility.Axon, _) or (Compatibility.Auto, false) => UnknownKeys.AreWarnings,
            _ when document.FileMap is not null || document.Tests.Any(HasKeyOfAdc) => UnknownKeys.AreErrors,
            _ => UnknownKeys.AreWarningsUnlessNear,
        };

    private static bool HasKeyOfAdc(YamlEntry test) => ((YamlMap)test.Value).Entries.Any(entry =>
        ConfigSchema.Model.IsSection(entry.Key)
        || entry.Key.Equals(TaskKeys.Task.Path, StringComparison.OrdinalIgnoreCase)
        || entry.Key.Equals(TaskKeys.Evaluator.Path, StringComparison.OrdinalIgnoreCase));

    private static Sequence<ModelConfig> ReadModels(
        ConfigDocument document, SettingBinder binder, string fileName, ConfigOptions options, DiagnosticBag bag)
    {
        if (document.Defaults is not null)
        {
            binder.Bind(document.Defaults, "", document.Defaults.Origin);
        }

        List<ModelConfig> models = [];
        List<ModelConfig> sound = [];
        IReadOnlyList<YamlEntry> tests = Selected(document, fileName, options, bag);
        if ((document.Defaults?.Count() ?? 0) * (long)tests.Count > MostMergedNodes)
        {
            bag.Report(Catalogue.ConfigSyntax, document.Defaults!.Origin, $"these defaults are too many for {tests.Count} tests");
            return [];
        }

        foreach (YamlEntry test in tests)
        {
            var own = (YamlMap)test.Value;
            YamlMap merged = document.Defaults is null ? own : YamlMerge.Deep(document.Defaults, own);
            int errorsBefore = CountErrors(bag);
            var model = new ModelConfig(test.Key, binder.Bind(merged, "", test.KeyOrigin));

            // What the keys say together can be judged only once each of them is right.
            if (CountErrors(bag) == errorsBefore)
            {
                ModelRules.Check(model, bag);
            }

            models.Add(model);
            if (CountErrors(bag) == errorsBefore)
            {
                sound.Add(model);
            }
        }

        NameRules.Check(sound, bag);
        return models.ToSequence();
    }

    private static int CountErrors(DiagnosticBag bag) => bag.All.Count(diagnostic => diagnostic.Severity == Severity.Error);

    private static IReadOnlyList<YamlEntry> Selected(ConfigDocument document, string fileName, ConfigOptions options, DiagnosticBag bag)
    {
        string[] names = [.. document.Tests.Select(test => test.Key)];
        if (names.Length == 0 && !bag.HasErrors)
        {
            bag.Report(Catalogue.NoTest, Origin.OfFile(fileName), $"the file has no test; {HowToStart}");
        }

        foreach (string missing in options.Only.Where(name => !names.Contains(name)))
        {
            bag.Report(
                Catalogue.NoTest,
                Origin.OfFile(fileName),
                new Wording($"--only names '{Printable.Text(missing)}', but the tests of the file are {Wording.AnyOf(names)}"));
        }

        return options.Only.Count == 0 ? document.Tests : [.. document.Tests.Where(test => options.Only.Contains(test.Key))];
    }
}
