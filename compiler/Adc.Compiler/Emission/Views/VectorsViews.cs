using System.Globalization;
using Adc.Compiler.Configuration;
using Adc.Compiler.Ir;
using Adc.Compiler.Memory;

namespace Adc.Compiler.Emission.Views;

/// <summary>Makes the view of the test vectors.</summary>
internal static class VectorsViews
{
    /// <param name="build">What <see cref="BuildHash"/> says of the emitted C.</param>
    public static VectorsView Of(PlannedModel plan, ModelView model, TestVectors vectors, ModelIdentity identity, string build, CodeStyle style, OutputTolerance? tolerance = null)
    {
        Graph graph = plan.Lowered.Graph;
        return new VectorsView(
            model.Name, model.Macro, model.Source, model.Version, CComment.Text(vectors.Origin), vectors.Vectors.Count,
            Ports(graph, model.Inputs, graph.Inputs, $"{model.Name}_test_inputs", vectors.Vectors.Select(vector => vector.Inputs), style.ArrayFormat),
            Ports(graph, model.Outputs, graph.Outputs, $"{model.Name}_test_outputs", vectors.Vectors.Select(vector => vector.Outputs), style.ArrayFormat),
            [.. model.Layers.Select((layer, index) => new LayerNameView(index, layer.Function))])
        {
            ArenaAttribute = CodeStyle.Attribute(style.ArenaSection),
            HasState = model.HasState,
            HasAsync = model.HasAsync,
            TakesArena = model.TakesArena,
            UsesAccelerator = model.Accelerator.IsUsed,
            ModelHash = Bytes(identity.Hash),
            BuildHash = Bytes(build),
            Tolerance = tolerance is null ? null : ToleranceOf(tolerance, graph, model, vectors, style),
        };
    }

    private static ToleranceView ToleranceOf(OutputTolerance tolerance, Graph graph, ModelView model, TestVectors vectors, CodeStyle style) => new(
        CLiteral.Float((float)tolerance.MeanAbsLsb),
        tolerance.WithinOneRatio is double ratio ? CLiteral.Float((float)ratio) : "",
        tolerance.MaxAbsLsb is int largest ? CLiteral.Float(largest) : "",
        [.. Ports(graph, model.Outputs, graph.Outputs, $"{model.Name}_test_outputs", vectors.Vectors.Select(vector => vector.Outputs), style.ArrayFormat)
            .Zip(tolerance.StepSizes, (port, step) => new ToleratedPortView(
                port.Function, port.Array, port.CType, port.Elements, port.Bytes, port.CType == "float", step is double size ? CLiteral.Float((float)size) : ""))]);

    private static string Bytes(string hexadecimal) =>
        string.Join(", ", Convert.FromHexString(hexadecimal).Select(value => string.Create(CultureInfo.InvariantCulture, $"0x{value:x2}u")));

    private static IReadOnlyList<VectorPortView> Ports(
        Graph graph, IReadOnlyList<PortView> ports, Sequence<TensorId> tensors, string array, IEnumerable<Sequence<ConstantData>> values,
        ArrayFormat format) =>
        [.. ports.Select((port, index) => new VectorPortView(
            port.Function,
            ports.Count == 1 ? array : string.Create(CultureInfo.InvariantCulture, $"{array}_{index}"),
            port.CType, port.Elements, port.Bytes, index,
            [.. values.Select(value => Indented(CLiteral.Body(graph.TypeOf(tensors[index]).Element, value[index].Bytes.Span, format)))]))];

    // A row stands inside the braces of its vector.
    private static string Indented(string body) => "    " + body.Replace("\n", "\n    ", StringComparison.Ordinal);
}
