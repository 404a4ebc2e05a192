using System.Text;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Frontends.TfLite;
using Adc.Compiler.Ir;
using Adc.Formats.TfLite;
using Adc.Tests.Support;

namespace Adc.Tests.Frontends.TfLite;

public sealed class SharedModelsTests
{
    [SharedFact]
    public void Every_shared_model_is_read_or_all_its_unsupported_operators_are_named()
    {
        var text = new StringBuilder();
        string folder = Repository.InShared("models");
        foreach (string path in Directory.GetFiles(folder, "*.tflite", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            byte[] file = File.ReadAllBytes(path);
            var diagnostics = new DiagnosticBag();
            Graph? graph = TfLiteFrontend.Read(file, Path.GetFileName(path), diagnostics);
            text.Append(Path.GetRelativePath(folder, path).Replace('\\', '/')).Append(": ").Append(Outcome(graph, diagnostics)).Append('\n');
            Assert.Equal(UnsupportedIn(file), diagnostics.All.Count(diagnostic => diagnostic.Code == "ADC4001"));
        }

        Snapshot.Verify(text.ToString());
    }

    private static string Outcome(Graph? graph, DiagnosticBag diagnostics)
    {
        if (graph is not null)
        {
            Assert.Empty(GraphVerifier.Verify(graph));
            return $"{graph.Nodes.Count} nodes";
        }

        return string.Join(", ", diagnostics.All.Where(diagnostic => diagnostic.Severity == Severity.Error).GroupBy(diagnostic => $"{diagnostic.Code} {diagnostic.Message.Split(" is not supported")[0]}")
            .Select(group => $"{group.Count()} x {group.Key}"));
    }

    private static int UnsupportedIn(byte[] file)
    {
        TfLiteModel model = TfLiteReader.Read(file).Model!;
        return model.Subgraphs[0].Operators.Count(@operator => !OperatorReaders.All.ContainsKey(model.CodeOf(@operator).Builtin));
    }
}
