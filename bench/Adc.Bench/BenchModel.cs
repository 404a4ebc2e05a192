using Adc.Compiler.Diagnostics;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Ir;
using Adc.Compiler.Memory;
using Adc.Compiler.Pipeline;
using Adc.Simulator;

namespace Adc.Bench;

/// <summary>A model compiled for the accelerator, and rows to run it on.</summary>
/// <param name="Imported">The network as it stands in its file.</param>
internal sealed record BenchModel(string Name, Graph Imported, PlannedModel Plan, Sequence<Sequence<ConstantData>> Rows)
{
    private const int RowCount = 256;

    public static BenchModel? Load(string path, out string problems)
    {
        var diagnostics = new DiagnosticBag();
        CompileRequest request = ConfiguredRequest.ForModel(path, Rounding.Tflm, accelerated: true);
        Compilation? compilation = new ModelCompiler(new Engines()).Emit(request, _ => TestSelection.Seeded, _ => null, diagnostics, CancellationToken.None);
        // Seeded rows may leave the limits of the whole network, which does not change what an inference costs.
        Diagnostic[] errors = [.. diagnostics.All.Where(diagnostic => diagnostic.Descriptor != Catalogue.OutputTolerance && diagnostic.Severity == Severity.Error)];
        problems = string.Join('\n', errors.AsEnumerable());
        return compilation is null || errors.Length > 0
            ? null
            : new BenchModel(Path.GetFileName(path), compilation.Model.Imported, compilation.Plan, SeededRows.For(compilation.Plan.Lowered.Graph, RowCount).Rows);
    }
}
