using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Memory;
using Adc.Mvp;

namespace Adc.Compiler.Pipeline;

/// <summary>Reads a model in order to show it: as it is compiled where that works, else as it stands in the file.</summary>
public sealed class ModelViewer(IEngines engines, IProgress<WorkStep>? progress = null)
{
    /// <param name="asInFile">Nobody asks how it is compiled.</param>
    /// <returns>Null when <paramref name="diagnostics"/> got an error: the file is no model. A model that cannot be compiled can be shown.</returns>
    public ViewedModel? Read(CompileRequest request, bool asInFile, DiagnosticBag diagnostics)
    {
        progress?.Report("reading the model");
        if (FrontHalf.ReadModel(request, diagnostics) is not byte[] file || FrontHalf.Import(file, FrontHalf.FileName(request), diagnostics) is not Graph imported)
        {
            return null;
        }

        imported = imported with { Name = request.Name };
        if (asInFile)
        {
            return new ViewedModel(imported, null, null, []);
        }

        progress?.Report("lowering");
        var obstacles = new DiagnosticBag();
        PlannedModel? plan = new ModelScanner(engines).Scan(request, obstacles);
        return plan is null || obstacles.HasErrors
            ? new ViewedModel(imported, null, null, [.. obstacles.Sorted().Where(diagnostic => diagnostic.Severity == Severity.Error)])
            : new ViewedModel(plan.Lowered.Graph, plan, request.Accelerator?.Options.Timing, []);
    }
}

/// <summary>A model to look at.</summary>
/// <param name="Plan">Null when the graph is that of the file.</param>
/// <param name="Timing">Of the accelerator, where there is one.</param>
/// <param name="Obstacles">Why it is not compiled.</param>
public sealed record ViewedModel(Graph Graph, PlannedModel? Plan, MvpTiming? Timing, IReadOnlyList<Diagnostic> Obstacles);
