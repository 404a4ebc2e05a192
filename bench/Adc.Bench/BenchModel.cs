using Adc.Compiler.Diagnostics;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Ir;
using Adc.Compiler.Memory;
using Adc.Compiler.Pipeline;
using Adc.Simulator;

namespace Adc.Bench;

/// <summary>A model compiled for the accelerator, and rows to run it on.</summary>
internal sealed record BenchModel(string Name, PlannedModel Plan, Sequence<Sequence<ConstantData>> Rows)
{
    private const int RowCount = 256;

    public Graph Graph => Plan.Lowered.Graph;

    /// <summary>The models that the limits speak of; none where the shared folder is absent.</summary>
    public static IReadOnlyList<string> Usual { get; } = [.. FoldersAbove()
        .Select(folder => Environment.GetEnvironmentVariable("ADC_SHARED") ?? Path.Combine(folder, "..", "shared"))
        .Select(shared => Path.GetFullPath(Path.Combine(shared, "models", "ad01", "ad01_int8.tflite"))).Where(File.Exists).Take(1)];

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
            : new BenchModel(Path.GetFileName(path), compilation.Plan, SeededRows.For(compilation.Plan.Lowered.Graph, RowCount).Rows);
    }

    // The checkout is where the solution is.
    private static IEnumerable<string> FoldersAbove()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Compiler.sln")))
            {
                yield return folder.FullName;
            }
        }
    }
}
