using Adc.Compiler.Frontends.TfLite.Export;
using Adc.Compiler.Ir;
using Adc.Formats.TfLite;

namespace Adc.Tests.Support;

/// <summary>Graphs as model files.</summary>
internal static class GraphFile
{
    public static TfLiteModel Of(Graph graph) => TfLiteExport.ModelOf(graph);
}
