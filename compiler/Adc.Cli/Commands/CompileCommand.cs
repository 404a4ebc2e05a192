using System.CommandLine;
using Adc.Cli.Printing;
using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Passes;
using Adc.Compiler.Pipeline;
using Adc.Compiler.Reports;
using Adc.Simulator;

namespace Adc.Cli.Commands;

/// <summary><c>adc compile FILE.yaml</c>: everything, from the YAML file to firmware that was run.</summary>
internal static class CompileCommand
{
    public static Command Create(GlobalOptions global)
    {
        var file = new Argument<string>("FILE") { Description = "the YAML configuration; compiler_sample_ad_input.yaml is the smallest" };
        var only = new Option<string[]>("--only") { Description = "compile only these tests of the file, separated by commas", HelpName = "NAME" };
        var set = new Option<string[]>("--set") { Description = "override a key, e.g. --set ad.target.rounding=tflite; repeatable", HelpName = "PATH=VALUE" };
        var output = new Option<string?>("--out") { Description = "folder for the results, instead of adc.output_dir", HelpName = "DIR" };
        var compatibility = new Option<Compatibility>("--compat") { Description = "axon: unknown keys are warnings; strict: errors" };
        var outside = new Option<bool>("--allow-outside") { Description = "let paths leave the folder of the YAML file" };
        var check = new Option<bool>("--check") { Description = "only read and check; print the effective configuration" };
        var noBuild = new Option<bool>("--no-build") { Description = "emit C, but run no C compiler" };
        var noSimulation = new Option<bool>("--no-sim") { Description = "do not run what was built" };
        var dumpAfter = new Option<string[]>("--dump-after") { Description = $"print the graph after a pass: {string.Join(", ", PassPipeline.All.Select(pass => pass.Name))}", HelpName = "PASS" };
        var command = new Command("compile", "Compiles the models of a configuration to C and firmware, runs both, and reports.\n\nExample: adc compile compiler_sample_ad_input.yaml")
        {
            file, only, set, output, compatibility, outside, check, noBuild, noSimulation, dumpAfter,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var diagnostics = new DiagnosticBag();
            var printer = new Printer(parsed.GetValue(global.Json), parsed.GetValue(global.Quiet), parsed.GetValue(global.Verbose));
            ConfigOptions options = ConfigOptions.Default with
            {
                Compatibility = parsed.GetValue(compatibility),
                Only = (parsed.GetValue(only) ?? []).SelectMany(names => names.Split(',')).ToSequence(),
                Overrides = Overrides(parsed.GetValue(set) ?? [], out bool understood),
                OutputDir = parsed.GetValue(output),
                AllowOutside = parsed.GetValue(outside),
            };
            if (!understood || !PassesKnown(parsed.GetValue(dumpAfter) ?? []))
            {
                return Task.FromResult(ExitCodes.CommandLine);
            }

            CompilerConfig? config = ConfigReader.ReadFile(parsed.GetRequiredValue(file), options, diagnostics);
            if (config is null || diagnostics.HasErrors || parsed.GetValue(check))
            {
                if (config is not null && !diagnostics.HasErrors)
                {
                    printer.Result(EffectiveConfigPrinter.Print(config));
                }

                return Task.FromResult(printer.Finish(diagnostics));
            }

            var job = new JobOptions(!parsed.GetValue(noBuild), !parsed.GetValue(noSimulation), parsed.GetValue(dumpAfter) ?? []);
            return Task.FromResult(CompileAll(config, job, printer, diagnostics, cancellation));
        });
        return command;
    }

    private static int CompileAll(CompilerConfig config, JobOptions options, Printer printer, DiagnosticBag shared, CancellationToken cancellation)
    {
        List<string> reports = [];
        foreach (ModelConfig model in config.Models)
        {
            var own = new DiagnosticBag();
            IEnumerable<(string Path, string Text)> Describe(Compilation compilation, IReadOnlyList<Diagnostic> diagnostics)
            {
                IReadOnlyList<Diagnostic> all = [.. shared.All, .. diagnostics];
                yield return ("report.json", JsonReport.Of(compilation, all));
                yield return ("adc.log", LogReport.Of(compilation, all));
            }

            Compilation? compilation = printer.WithProgress(
                model.Name, progress => new CompileJob(new Engines(), options, Describe, progress).Run(model, config.OutputDir.Value.Full, own, cancellation));
            if (compilation is not null)
            {
                foreach ((string pass, string text) in compilation.Model.Dumps)
                {
                    printer.Result($"after {pass}:\n{text}");
                }

                reports.Add(JsonReport.Of(compilation, [.. shared.All, .. own.Sorted()]));
                printer.Summary(SummaryReport.Of(compilation), Path.Combine(config.OutputDir.Value.Written, model.Name));
            }

            foreach (Diagnostic diagnostic in own.Sorted())
            {
                shared.Add(diagnostic);
            }
        }

        return printer.Finish(shared, reports);
    }

    private static Sequence<SettingOverride> Overrides(string[] texts, out bool understood)
    {
        understood = true;
        List<SettingOverride> overrides = [];
        foreach (string text in texts)
        {
            int equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                Printer.Problem($"--set '{text}': expected PATH=VALUE, e.g. ad.target.clock_hz=39MHz");
                understood = false;
            }
            else
            {
                overrides.Add(new SettingOverride(text[..equals], text[(equals + 1)..]));
            }
        }

        return overrides.ToSequence();
    }

    private static bool PassesKnown(string[] names)
    {
        string? unknown = names.FirstOrDefault(name => PassPipeline.All.All(pass => pass.Name != name));
        if (unknown is not null)
        {
            Printer.Problem($"--dump-after '{unknown}': no such pass; the passes are {string.Join(", ", PassPipeline.All.Select(pass => pass.Name))}");
        }

        return unknown is null;
    }
}
