using System.Runtime.ExceptionServices;
using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Pipeline;
using Adc.Compiler.Reports;
using Adc.Simulator;

namespace Adc.Cli;

/// <summary>Compiles the models of a configuration with their reports.</summary>
/// <param name="isForced">Compiles again what is unchanged.</param>
/// <param name="ofFile">What the configuration as a whole gave rise to; every report holds it.</param>
internal sealed class ModelJob(CompilerConfig config, JobOptions options, bool isForced, IReadOnlyList<Diagnostic> ofFile)
{
    public CompiledModel Run(ModelConfig model, IProgress<WorkStep> progress, CancellationToken cancellation)
    {
        var own = new DiagnosticBag();
        ReportContent content = ReportContent.Of(model);
        FormerReport? former = FormerReport.Read(model.Reports.Baseline, own);
        if (own.HasErrors)
        {
            return new CompiledModel(null, own, content);
        }

        IEnumerable<(string Path, string Text)> Describe(Compilation compilation, IReadOnlyList<Diagnostic> diagnostics)
        {
            content = content.With(model, compilation, former);
            content.Baseline?.Hold(model.Reports.FailOnRegression, own);
            return ReportFiles.Of(model, compilation, content, WithOwn(own));
        }

        var job = new CompileJob(new Engines(), options, Describe, progress);
        string folder = config.OutputDir.Value.Full;
        if (!isForced && job.Unchanged(model, folder, cancellation) is UnchangedOutput unchanged)
        {
            return new CompiledModel(null, With(own, unchanged.Diagnostics), content) { Unchanged = unchanged };
        }

        Compilation? compiled = job.Run(model, folder, own, cancellation);
        return new CompiledModel(compiled, own, content);
    }

    /// <summary>Compiles several models at a time; result i belongs to model i.</summary>
    public CompiledModel[] RunAll(Sequence<ModelConfig> models, int jobs, IProgress<WorkStep> progress, CancellationToken cancellation)
    {
        var results = new CompiledModel[models.Count];
        try
        {
            Parallel.For(0, models.Count, new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation }, index =>
                results[index] = Run(models[index], new Named(models[index].Name, progress), cancellation));
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.Flatten().InnerExceptions[0]);
        }

        return results;
    }

    public IReadOnlyList<Diagnostic> WithOwn(DiagnosticBag own) => [.. ofFile, .. own.Sorted()];

    private static DiagnosticBag With(DiagnosticBag bag, IReadOnlyList<Diagnostic> further)
    {
        foreach (Diagnostic diagnostic in further)
        {
            bag.Add(diagnostic);
        }

        return bag;
    }

    private sealed class Named(string model, IProgress<WorkStep> progress) : IProgress<WorkStep>
    {
        public void Report(WorkStep value) => progress.Report(value with { Text = $"{model}: {value.Text}" });
    }
}

/// <param name="Compilation">Null when nothing was emitted.</param>
/// <param name="Content">What its reports say.</param>
internal sealed record CompiledModel(Compilation? Compilation, DiagnosticBag Diagnostics, ReportContent Content)
{
    /// <summary>What the last run said, where there was nothing to do; else null.</summary>
    public UnchangedOutput? Unchanged { get; init; }
}
