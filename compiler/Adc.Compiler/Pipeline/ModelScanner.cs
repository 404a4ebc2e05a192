using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Ir;
using Adc.Compiler.Memory;

namespace Adc.Compiler.Pipeline;

/// <summary>Tells layer by layer where a model would run, without building anything.</summary>
public sealed class ModelScanner(IEngines engines)
{
    /// <summary>The plan of a model for CPU and accelerator.</summary>
    /// <returns>Null when <paramref name="diagnostics"/> got an error; it names every unsupported operator.</returns>
    public PlannedModel? Scan(CompileRequest request, DiagnosticBag diagnostics) =>
        FrontHalf.Load(request, engines, _ => null, diagnostics, CancellationToken.None) is LoadedModel model
            ? new ModelCompiler(engines).Plan(request, model, _ => null, diagnostics)
            : null;

    /// <summary>Compiles a model for its profile: firmware built and counted on the emulated board, nothing kept.</summary>
    /// <param name="config">The test whose rows the lowering looks at, as a compilation of it does; null for seeded rows.</param>
    public (Compilation? Compilation, IReadOnlyList<TriedChange> Tried) Profile(
        CompileRequest request, ModelConfig? config, DiagnosticBag diagnostics, CancellationToken cancellation, IProgress<WorkStep>? progress = null)
    {
        var compiler = new ModelCompiler(engines, progress);
        TestRows? Calibrate(Graph graph) => config is null ? null : ConfiguredRequest.CalibrationRows(config, graph, diagnostics);
        TestSelection? FirstVector(Graph graph) => (config is null ? TestSelection.Seeded : ConfiguredRequest.SelectVectors(config, graph, diagnostics)) is { } selection
            ? selection with { Count = 1 }
            : null;
        if (compiler.Emit(request, FirstVector, Calibrate, diagnostics, cancellation) is not Compilation emitted)
        {
            return (null, []);
        }

        string folder = Directory.CreateTempSubdirectory("adc-profile-").FullName;
        try
        {
            SourceFolder.Write(emitted.Sources, folder);
            Compilation compilation = compiler.RunOnBoard(compiler.Build(emitted, folder, diagnostics, cancellation), diagnostics, cancellation);
            progress?.Report("trying what would help");
            return (compilation, [.. TriedChange.Of(compilation, changed => compiler.Plan(changed, compilation.Model, Calibrate, new DiagnosticBag()))]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
