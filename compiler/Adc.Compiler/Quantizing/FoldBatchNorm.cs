using Adc.Compiler.Ir;

namespace Adc.Compiler.Quantizing;

/// <summary>Moves factors and addends of channels into the convolution or dense layer in front of them.</summary>
/// <remarks>
/// Only where that is exact: the layer has no activation of its own, its weights are constant, and nobody else reads what it computes.
/// Computed in double and rounded once.
/// </remarks>
internal static class FoldBatchNorm
{
    public static Graph Run(Graph graph)
    {
        foreach (TensorId output in graph.Nodes.Select(node => node.Outputs[0]).ToList())
        {
            if (graph.WriterOf(output) is Node node && ChannelOperand.Of(node, graph) is ChannelOperand operand)
            {
                graph = Fold(graph, node, operand) ?? graph;
            }
        }

        return graph;
    }

    private static Graph? Fold(Graph graph, Node node, ChannelOperand operand)
    {
        if (graph.WriterOf(operand.Data) is not { Operator: IActivated { Activation: Activation.None } layer } producer
            || Int8Forms.Of(producer, graph).Weights is not { } at
            || graph.Outlives(operand.Data) || graph.ReadersOf(operand.Data).Count() != 1)
        {
            return null;
        }

        Tensor weights = graph[producer.Inputs[at.Weights]];
        int channels = weights.Type.Shape[at.ChannelAxis], inner = weights.Type.Shape.Extents.Skip(at.ChannelAxis + 1).Aggregate(1, (product, extent) => product * extent);
        TensorId biasId = producer.Input(at.Bias);
        float[] bias = biasId.IsNone ? new float[channels] : graph[biasId].Data!.ToArray<float>();
        double[] factors = operand.Factors(channels), addends = operand.Addends(channels);
        float[] scaled = [.. weights.Data!.ToArray<float>().Select((weight, i) => (float)(weight * factors[i / inner % channels]))];
        float[] shifted = [.. bias.Select((value, channel) => (float)((value * factors[channel]) + addends[channel]))];

        Tensor newWeights = weights with { Id = graph.NextId(), SourceIndex = -1, Data = ConstantData.Of<float>(scaled) };
        graph = graph.With(newWeights);
        Tensor newBias = new(graph.NextId(), biasId.IsNone ? weights.Name + "_bias" : graph[biasId].Name, new TensorType(ElementType.Float32, Shape.Of(channels)), -1, ConstantData.Of<float>(shifted));
        graph = graph.With(newBias);
        var inputs = Enumerable.Range(0, Math.Max(producer.Inputs.Count, at.Bias + 1)).Select(producer.Input).ToArray();
        (inputs[at.Weights], inputs[at.Bias]) = (newWeights.Id, newBias.Id);
        Node folded = producer with
        {
            Operator = layer.With(((IActivated)node.Operator).Activation),
            Inputs = inputs.ToSequence(),
            Outputs = node.Outputs,
        };
        return graph.Replace(node).Replace(producer, folded);
    }
}
