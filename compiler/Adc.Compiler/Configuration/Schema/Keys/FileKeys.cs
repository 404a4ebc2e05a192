using Adc.Compiler.Configuration.Schema.Types;

namespace Adc.Compiler.Configuration.Schema.Keys;

/// <summary>Keys of the block <c>adc</c>, which hold for the whole file.</summary>
public static class FileKeys
{
    public static readonly SettingKey<string> Schema = new(
        "adc.schema", new TextType("the name of a schema such as adc/1"), "adc/1",
        "Version of the configuration format that the file is written for.");

    public static readonly SettingKey<FilePath> OutputDir = new(
        "adc.output_dir", new PathType("a path to a folder", isOutput: true), FilePath.In("", "outputs"),
        "Folder for the results, with one folder per test in it.");

    public static readonly OptionalKey<bool> Strict = new(
        "adc.strict", BooleanType.Instance, "true when the block adc is present",
        "Whether unknown keys are errors.");

    public static readonly SettingKey<int> Seed = new(
        "adc.seed", new IntegerType(0), 0,
        "Start of every random choice: rows that stand in for test data.");

    public static readonly OptionalKey<string> Together = new(
        "adc.together", NameType.Identifier, "none",
        "Name of a firmware, and of its folder, that holds all models of the file: they share kernels and one arena, and take turns.", "none");

    public static IReadOnlyList<SettingKey> All { get; } = [Schema, OutputDir, Strict, Seed, Together];
}
