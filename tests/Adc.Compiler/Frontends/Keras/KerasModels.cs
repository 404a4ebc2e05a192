using Adc.Compiler.Diagnostics;
using Adc.Compiler.Frontends.Keras;
using Adc.Compiler.Ir;
using Adc.Formats.Keras;
using Adc.Simulator.Reference;

namespace Adc.Tests.Frontends.Keras;

/// <summary>Small Keras models, written down as their configurations, and what they compute.</summary>
internal static class KerasModels
{
    public static KerasModel Of(string configuration, params (string Layer, KerasArray[] Weights)[] weights) =>
        new(configuration, new NamedKerasWeights(weights.ToDictionary(entry => entry.Layer, entry => (IReadOnlyList<KerasArray>)entry.Weights)));

    /// <summary>A model of one layer, which must be called 'l'.</summary>
    public static KerasModel Sequential(string kind, string settings, params KerasArray[] weights) => Of(
        $$$"""{"class_name":"Sequential","config":{"layers":[{"class_name":"{{{kind}}}","config":{{{settings}}} }]}}""", ("l", weights));

    public static KerasArray Weight(int[] shape, params float[] values) => new("w", shape, values);

    public static Graph? Read(KerasModel model, out DiagnosticBag diagnostics) => KerasFrontend.Read(model, "model.h5", diagnostics = new DiagnosticBag());

    /// <summary>What a model of one layer makes of an input.</summary>
    public static float[] Run(string kind, string settings, float[] input, params KerasArray[] weights) => Run(Sequential(kind, settings, weights), input);

    /// <summary>What a model makes of an input.</summary>
    public static float[] Run(KerasModel model, float[] input)
    {
        Graph? graph = Read(model, out DiagnosticBag diagnostics);
        Assert.True(graph is not null, string.Join('\n', diagnostics.All));
        Assert.Empty(GraphVerifier.Verify(graph));
        return graph.Nodes.Count == 0 ? input : Outputs(graph, input);
    }

    /// <summary>All outputs, one behind the other.</summary>
    public static float[] Outputs(Graph graph, params float[][] inputs) => [.. new ReferenceExecutor(graph, new ReferenceEvaluator(Rounding.Tflm))
        .Run([.. graph.Inputs.Zip(inputs, (id, values) => new TensorValue(graph.TypeOf(id), ConstantData.Of<float>(values)))])
        .SelectMany(output => output.Data.ToArray<float>())];
}
