using System.CommandLine;
using Adc.Cli.Help;
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
    public static Command Create(GlobalOptions global, Terminal terminal)
    {
        var file = new ConfigurationFile("compile");
        var output = new Option<string?>("--out") { Description = "folder for the results, instead of adc.output_dir", HelpName = "DIR" };
        var check = new Option<bool>("--check") { Description = "only read and check; print the effective configuration" };
        var noBuild = new Option<bool>("--no-build") { Description = "emit C, but run no C compiler" };
        var noSimulation = new Option<bool>("--no-sim") { Description = "do not run what was built" };
        var jobs = new Option<int>("--jobs") { Description = "compile so many models at a time; the results do not depend on it", HelpName = "N", DefaultValueFactory = _ => 1 };
        var force = new Option<bool>("--force") { Description = "compile also what is unchanged since the last run" };
        var dumpAfter = new Option<string[]>("--dump-after") { Description = $"print the graph after a pass; repeatable: {string.Join(", ", PassPipeline.All.Select(pass => pass.Name))}", HelpName = "PASS" };
        var command = new ExampleCommand(
            "compile", "Compiles the models of a configuration to C and firmware, runs both, and reports.", "adc compile compiler_sample_ad_input.yaml", "adc compile ad.yaml --only ad_small --set ad_small.target.rounding=tflite");
        file.AddTo(command, output);
        foreach (Option option in (Option[])[check, noBuild, noSimulation, force, jobs, dumpAfter])
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellation) =>
        {
            var diagnostics = new DiagnosticBag();
            Printer printer = global.Printer(parsed, terminal);
            string[] passes = parsed.GetValue(dumpAfter) ?? [];
            int atOnce = parsed.GetValue(jobs);
            if ((file.Problem(parsed) ?? Problem(passes) ?? (atOnce < 1 ? $"--jobs {atOnce}: expected 1 or more" : null)) is string problem)
            {
                return Task.FromResult(printer.Refuse(problem));
            }

            CompilerConfig? config = file.Read(parsed, diagnostics, parsed.GetValue(output));
            if (config is null || diagnostics.HasErrors || parsed.GetValue(check))
            {
                if (config is not null && !diagnostics.HasErrors)
                {
                    printer.Result(EffectiveConfigPrinter.Print(config));
                }

                return Task.FromResult(printer.Finish(diagnostics));
            }

            var job = new JobOptions(!parsed.GetValue(noBuild), !parsed.GetValue(noSimulation), passes, file.AllowsPrograms(parsed), config.Seed.Value)
            {
                Configuration = config,
                Overrides = file.Overrides(parsed),
            };
            return Task.FromResult(CompileAll(config, job, parsed.GetValue(force), atOnce, printer, diagnostics, cancellation));
        });
        return command;
    }

    private static int CompileAll(
        CompilerConfig config, JobOptions options, bool isForced, int jobs, Printer printer, DiagnosticBag shared, CancellationToken cancellation)
    {
        Sequence<ModelConfig> models = config.Models.SelectMany(Variants.Of).ToSequence();
        var variants = new Variants(config);
        // One firmware of all models needs all of them anew.
        var job = new ModelJob(config, options, isForced || config.Together is not null, [.. shared.All]);
        List<string> reports = [];
        List<Compilation> compilations = [];
        void Tell(ModelConfig model, CompiledModel compiled)
        {
            bool printsSummary = model.Reports.Formats.Value.Contains(ReportFormat.Console);
            string place = $"  {"files",-9} {FromHere(Path.Combine(config.OutputDir.Value.Full, model.Name))}\n";
            if (compiled.Unchanged is UnchangedOutput unchanged)
            {
                reports.Add(unchanged.Report);
                if (printsSummary)
                {
                    printer.Summary($"{unchanged.Summary}{place}  unchanged since the last run, whose results these are; --force compiles again\n");
                }
            }
            else if (compiled.Compilation is Compilation compilation)
            {
                foreach ((string pass, string text) in compilation.Model.Dumps)
                {
                    printer.Result($"after {pass}:\n{text}");
                }

                variants.Add(model, compilation);
                compilations.Add(compilation);
                reports.Add(JsonReport.Of(compilation, job.WithOwn(compiled.Diagnostics), compiled.Content));
                if (printsSummary)
                {
                    printer.Summary(SummaryReport.Of(compilation, compiled.Content) + place);
                }
            }

            foreach (Diagnostic diagnostic in compiled.Diagnostics.Sorted())
            {
                shared.Add(diagnostic);
            }
        }

        if (jobs == 1)
        {
            foreach (ModelConfig model in models)
            {
                Tell(model, printer.WithProgress(model.Name, progress => job.Run(model, progress, cancellation)));
            }
        }
        else
        {
            CompiledModel[] compiled = printer.WithProgress("compile", progress => job.RunAll(models, jobs, progress, cancellation));
            for (int index = 0; index < compiled.Length; index++)
            {
                Tell(models[index], compiled[index]);
            }
        }

        printer.Summary(variants.Finish(shared, printer.Width));
        if (config.Together is Setting<string> together && compilations.Count == models.Count && !shared.HasErrors)
        {
            PutTogether(config, together, compilations, options, printer, shared, reports, cancellation);
        }

        return printer.Finish(shared, reports);
    }

    /// <summary>Puts all models into one more firmware.</summary>
    private static void PutTogether(
        CompilerConfig config, Setting<string> name, IReadOnlyList<Compilation> models, JobOptions options, Printer printer, DiagnosticBag shared,
        List<string> reports, CancellationToken cancellation)
    {
        string folder = config.OutputDir.Value.Full;
        TogetherResult? firmware = printer.WithProgress(name.Value, progress =>
            new TogetherJob(new Engines(), options, TogetherReport.Files, progress).Run(name, models, folder, shared, cancellation));
        if (firmware is not null)
        {
            reports.Add(TogetherReport.Json(firmware));
            printer.Summary($"\n{TogetherReport.Summary(firmware)}  {"files",-9} {FromHere(Path.Combine(folder, firmware.Name))}\n");
        }
    }

    /// <summary>What is wrong with the values of --dump-after, or null.</summary>
    private static string? Problem(string[] passes)
    {
        string[] known = [.. PassPipeline.All.Select(pass => pass.Name)];
        return passes.FirstOrDefault(pass => !known.Contains(pass)) is string pass
            ? $"--dump-after '{pass}': no such pass; the passes are {string.Join(", ", known)}"
            : null;
    }

    /// <summary>A path as a person in the current folder would write it.</summary>
    private static string FromHere(string path)
    {
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? Path.GetFullPath(path) : relative;
    }
}
