using Adc.Compiler.Diagnostics;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Frontends.TfLite;
using Adc.Compiler.Frontends.TfLite.Export;
using Adc.Compiler.Ir;
using Adc.Tests.Frontends.TfLite.Export;
using Adc.Tests.Support;

namespace Adc.Tests.Oracle;

/// <summary>Real models, read and written again, in the TensorFlow Lite library.</summary>
public sealed class ExportAgainstTfLiteTests
{
    private const int Rows = 3;

    /// <summary>Its biases say that their only axis is the fourth.</summary>
    private const string RefusedByTheLibrary = "person_detect/person_detect.tflite";

    public static TheoryData<string> Models => [.. TfLiteExportTests.SharedPaths.Where(path => path != RefusedByTheLibrary)];

    [SharedOracleTheory]
    [MemberData(nameof(Models))]
    public void The_library_computes_the_same_from_the_written_file(string path)
    {
        byte[] file = File.ReadAllBytes(Repository.Model(path));
        var diagnostics = new DiagnosticBag();
        Graph? graph = TfLiteFrontend.Read(file, path, diagnostics);
        if (graph is null || diagnostics.All.Any(diagnostic => diagnostic.Descriptor == Catalogue.HybridOperators))
        {
            return; // refused, or made exact, with a reason that other tests look at
        }

        using var original = new OracleModel(file);
        using var written = new OracleModel(TfLiteExport.Write(graph));
        foreach (Sequence<ConstantData> row in SeededRows.For(graph, Rows, seed: 1).Rows)
        {
            byte[][] inputs = [.. row.Select(input => input.Bytes.ToArray())];
            Assert.Equal(original.Run(inputs), written.Run(inputs));
        }
    }
}
