using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Toolchain;
using Adc.Compiler.Toolchain.Flashing;

namespace Adc.Compiler.Pipeline;

/// <summary>Compiles one test of a configuration into its output folder, which appears whole or not at all.</summary>
/// <param name="engines">The simulators.</param>
/// <param name="options">What the command line switched off.</param>
/// <param name="reports">Files that describe the finished compilation: relative path and text.</param>
/// <param name="progress">Told what begins.</param>
public sealed class CompileJob(
    IEngines engines, JobOptions options, Func<Compilation, IReadOnlyList<Diagnostic>, IEnumerable<(string Path, string Text)>> reports, IProgress<WorkStep>? progress = null)
{
    /// <summary>What the last run said of the test, when its folder is still that of these inputs; null when it has to be compiled.</summary>
    public UnchangedOutput? Unchanged(ModelConfig config, string outputFolder, CancellationToken cancellation) =>
        InputFingerprint.Of(config, options, engines, cancellation) is string fingerprint
            ? OutputRecord.Read(Path.Combine(outputFolder, config.Name), fingerprint, options.Configuration!.FileName)
            : null;

    /// <returns>Null when nothing was emitted; a compilation with errors in <paramref name="diagnostics"/> may still have left its C.</returns>
    public Compilation? Run(ModelConfig config, string outputFolder, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        if (ConfiguredRequest.From(config, diagnostics) is not CompileRequest configured)
        {
            return null;
        }

        string? fingerprint = InputFingerprint.Of(config, options, engines, cancellation); // first: what changes from now on shall be noticed
        using var recorded = new RecordedRows();
        CompileRequest request = configured with { Seed = options.Seed, DumpAfter = [.. configured.DumpAfter.Items, .. options.DumpAfter] };
        request = request.NamesHashes ? request with { Inputs = InputHashes.Of(config, options.Configuration) } : request;
        var compiler = new ModelCompiler(engines, progress);
        Compilation? emitted = compiler.Emit(
            request, graph => Select(config, graph, diagnostics), graph => ConfiguredRequest.CalibrationRows(config, graph, diagnostics),
            diagnostics, cancellation,
            plan => options.Simulate ? new TestSetEvaluator(config, request, engines, progress, diagnostics, options.AllowsPrograms, recorded, options.Build).Run(plan, cancellation) : null,
            (graph, test) => AnomalyScoring.On(config, graph, test));
        if (emitted is null || diagnostics.All.Any(diagnostic => diagnostic.Severity == Severity.Error && ExitCodes.Of(diagnostic.Code) != ExitCodes.ComparisonFailed))
        {
            return null;
        }

        string folder = Path.Combine(outputFolder, config.Name);
        try
        {
            using var output = new OutputTransaction(folder);
            output.Write(emitted.Sources);
            recorded.SaveIn(output.Folder);
            if (config.Reference.Layers.Value == RecordedTensors.All)
            {
                new LayerArrays(config, emitted, engines, progress).Write(Path.Combine(output.Folder, "layers"), cancellation);
            }

            if (request.Quantization is { SavesModel: true })
            {
                output.Write(emitted.Identity.SourceFile, emitted.Model.File.Span);
            }

            Compilation finished = BuildAndRun(compiler, config, emitted, output, diagnostics, cancellation);
            cancellation.ThrowIfCancellationRequested();
            foreach ((string path, string text) in reports(finished, diagnostics.Sorted()))
            {
                output.Write(path, text);
            }

            if (fingerprint is not null && !diagnostics.HasErrors)
            {
                OutputRecord.Write(output.Folder, fingerprint, options.Configuration!.FileName, diagnostics.Sorted());
            }

            output.Commit();
            if (config.Firmware.Flash.Value && finished.Image is not null && !diagnostics.HasErrors)
            {
                var choices = new FlashChoices(
                    FlashProgram.Commander, config.Firmware.SerialNumber?.Value, Verifies: false, TimeSpan.FromSeconds(config.Firmware.TimeoutInSeconds.Value), ToolPath: null);
                new BoardProgrammer(progress).Flash(folder, choices, port: null, _ => { }, diagnostics, cancellation);
            }

            return finished;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Report(Catalogue.CannotWriteOutput, Origin.None, folder, exception.Message.TrimEnd('.'));
            return null;
        }
    }

    private static TestSelection? Select(ModelConfig config, Graph graph, DiagnosticBag diagnostics)
    {
        ConfiguredRequest.CheckClassNames(config, graph, diagnostics);
        TestSelection? selection = ConfiguredRequest.SelectVectors(config, graph, diagnostics);
        return diagnostics.HasErrors ? null : selection;
    }

    private Compilation BuildAndRun(
        ModelCompiler compiler, ModelConfig config, Compilation emitted, OutputTransaction output, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        bool fits = !diagnostics.All.Any(diagnostic => diagnostic.Code == Catalogue.RamBudgetExceeded.Code || diagnostic.Code == Catalogue.FlashBudgetExceeded.Code);
        bool builds = (fits || config.Memory.OnExceed.Value != ExceedPolicy.EstimateOnly) && options.Build && config.Firmware.Build.Value && config.Firmware.Generate.Value && config.Firmware.Toolchain.Value != CToolchain.None
            && emitted.Request.Target.Firmware.App != FirmwareApp.None;
        bool runsOnHost = options.Simulate && options.Build && config.Firmware.HostApp.Value;
        string folder = output.Folder;
        ObjectCache? Cache(Func<string> tools) => tools() is { Length: > 0 } known ? output.Objects(known) : null;

        // Host and board have nothing of each other: both are built and run at a time.
        if (runsOnHost)
        {
            progress?.Report("running the test vectors on this machine");
        }

        var ofHost = new DiagnosticBag();
        Task<SelfTestResult?> host = Task.Run(
            () => runsOnHost ? new ModelCompiler(engines).RunOnHost(emitted, folder, ofHost, cancellation, Cache(ToolIdentity.OfHost)).Host : null, CancellationToken.None);
        Compilation compilation = emitted;
        try
        {
            if (builds)
            {
                compilation = compiler.Build(
                    compilation, folder, diagnostics, cancellation, Cache(() => ToolIdentity.OfBoard(emitted.Request.Target.ToolFolder, cancellation)));
            }

            if (options.Simulate)
            {
                compilation = compiler.RunOnBoard(compilation, diagnostics, cancellation);
            }
        }
        finally
        {
            ((IAsyncResult)host).AsyncWaitHandle.WaitOne(); // nobody writes to the folder any more
        }

        compilation = compilation with { Host = host.GetAwaiter().GetResult() };
        foreach (Diagnostic diagnostic in ofHost.All)
        {
            diagnostics.Add(diagnostic);
        }

        if (compilation.Image is FirmwareImage image)
        {
            // The image now lies where the transaction will put it.
            compilation = compilation with { Image = image with { ElfPath = Path.GetFileName(image.ElfPath) } };
        }

        return compilation;
    }
}

/// <param name="Build">False for <c>--no-build</c>: no C compiler is run.</param>
/// <param name="Simulate">False for <c>--no-sim</c>: nothing is executed.</param>
/// <param name="DumpAfter">Passes named by <c>--dump-after</c>.</param>
/// <param name="Seed">Start of every random choice.</param>
/// <param name="AllowsPrograms">True for <c>--allow-exec</c>: the configuration may start programs.</param>
public sealed record JobOptions(bool Build, bool Simulate, IReadOnlyList<string> DumpAfter, bool AllowsPrograms = false, int Seed = 0)
{
    /// <summary>The file that the test stands in; null where there is none.</summary>
    public CompilerConfig? Configuration { get; init; }

    /// <summary>What the command line changed in it.</summary>
    public Sequence<SettingOverride> Overrides { get; init; } = [];
}
