namespace Adc.Tests.Cli;

/// <summary>The small model compiled once with reports in every format, C and firmware built and run.</summary>
public sealed class CompiledSmall : IDisposable
{
    private readonly Lazy<AdcRun> run;

    public CompiledSmall() => run = new Lazy<AdcRun>(() => AdcRun.Of("compile", Folder["small.yaml"], "--set", "small.reports.formats=[console, json, csv, md, html]"));

    internal WorkFolder Folder { get; } = SmallModel.Folder();

    /// <summary>What <c>adc compile</c> said.</summary>
    internal AdcRun Run => run.Value;

    internal string Output(string relativePath = "")
    {
        Run.Succeeded();
        return Folder[Path.Combine("outputs", "small", relativePath)];
    }

    public void Dispose() => Folder.Dispose();
}
