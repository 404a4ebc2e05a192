using System.CommandLine;
using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;

namespace Adc.Cli;

/// <summary>The argument FILE.yaml and the options that say how it is read, for every command that takes one.</summary>
internal sealed class ConfigurationFile
{
    private readonly Argument<string> file = new("FILE") { Description = "the YAML configuration; compiler_sample_ad_input.yaml is a small one" };
    private readonly Option<string[]> only;
    private readonly Option<string[]> set = new("--set") { Description = "override a key, e.g. --set ad.target.rounding=tflite; repeatable", HelpName = "PATH=VALUE" };
    private readonly ChoiceOption<Compatibility> compatibility = new("--compat", Compatibility.Auto)
    {
        Description = "unknown keys are warnings (axon) or errors (strict); auto: errors in files written for adc",
    };
    private readonly Option<bool> outside = new("--allow-outside") { Description = "let paths leave the folder of the YAML file" };

    private readonly Option<bool> programs = new("--allow-exec") { Description = "let the file start the program of its key 'evaluator'" };

    /// <param name="verb">What the command does to the tests: "compile".</param>
    public ConfigurationFile(string verb) =>
        only = new("--only") { Description = $"{verb} only these tests of the file, separated by commas", HelpName = "NAME" };

    /// <summary>Adds argument and options in the order of the help.</summary>
    /// <param name="further">Options that stand behind the overrides.</param>
    public void AddTo(Command command, params Option[] further)
    {
        command.Add(file);
        command.Add(only);
        command.Add(set);
        foreach (Option option in further)
        {
            command.Add(option);
        }

        command.Add(compatibility);
        command.Add(outside);
        command.Add(programs);
    }

    /// <summary>What is wrong with the values of --set, or null.</summary>
    public string? Problem(ParseResult parsed) =>
        (parsed.GetValue(set) ?? []).FirstOrDefault(text => text.IndexOf('=', StringComparison.Ordinal) <= 0) is string text
            ? $"--set '{text}': expected PATH=VALUE, e.g. ad.target.clock_hz=39MHz"
            : null;

    public bool AllowsPrograms(ParseResult parsed) => parsed.GetValue(programs);

    public Sequence<SettingOverride> Overrides(ParseResult parsed) => (parsed.GetValue(set) ?? []).Select(Override).ToSequence();

    /// <param name="outputDir">Folder for the results in place of adc.output_dir, or null.</param>
    /// <returns>Null when <paramref name="diagnostics"/> got an error.</returns>
    public CompilerConfig? Read(ParseResult parsed, DiagnosticBag diagnostics, string? outputDir = null)
    {
        ConfigOptions options = ConfigOptions.Default with
        {
            Compatibility = parsed.GetValue(compatibility),
            Only = (parsed.GetValue(only) ?? []).SelectMany(names => names.Split(',')).ToSequence(),
            Overrides = Overrides(parsed),
            OutputDir = outputDir,
            AllowOutside = parsed.GetValue(outside),
        };
        return ConfigReader.ReadFile(parsed.GetRequiredValue(file), options, diagnostics);
    }

    private static SettingOverride Override(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        return new SettingOverride(text[..equals], text[(equals + 1)..]);
    }
}
