using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Ir;
using Adc.Compiler.Memory;

namespace Adc.Compiler.Pipeline;

/// <summary>Judges the model of one test of a configuration by its test data; nothing is emitted.</summary>
/// <param name="engines">The simulators.</param>
/// <param name="allowsPrograms">The configuration may start programs.</param>
/// <param name="progress">Told what begins.</param>
/// <param name="threads">In place of reference.threads; the result does not depend on it.</param>
public sealed class EvaluationJob(IEngines engines, bool allowsPrograms = false, IProgress<WorkStep>? progress = null, int? threads = null)
{
    /// <returns>Null when <paramref name="diagnostics"/> got an error.</returns>
    public TestResult? Run(ModelConfig config, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        if (config.Data.TestData is null)
        {
            diagnostics.Report(Catalogue.MissingKey, config.Origin, $"an evaluation of the test '{config.Name}'", "'test_data'");
            return null;
        }

        progress?.Report("reading the model");
        TestRows? Calibrate(Graph graph) => ConfiguredRequest.CalibrationRows(config, graph, diagnostics);
        if (ConfiguredRequest.From(config, diagnostics) is not CompileRequest request
            || FrontHalf.Load(request, engines, Calibrate, diagnostics, cancellation, progress) is not LoadedModel model)
        {
            return null;
        }

        ConfiguredRequest.CheckClassNames(config, model.Graph, diagnostics);
        if (diagnostics.HasErrors)
        {
            return null;
        }

        progress?.Report("lowering");
        PlannedModel? plan = new ModelCompiler(engines, progress).Plan(request, model, Calibrate, diagnostics);
        if (plan is null || new TestSetEvaluator(config, request, engines, progress, diagnostics, allowsPrograms, threads: threads).Run(plan, cancellation) is not TestResult result)
        {
            return null;
        }

        if (result.OfAccelerator is { } difference)
        {
            NetworkComparison.Judge(difference, request, diagnostics);
        }

        return result;
    }
}
