using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Passes;

/// <summary>Moves a RELU, RELU6 or RELU_N1_TO_1 into the layer before it.</summary>
/// <remarks>
/// Only where the two tensors have the same type, quantization included: then the layer's clamp gives exactly the same value.
/// With another scale the node requantizes, and rounding twice differs from rounding once.
/// </remarks>
internal sealed class FuseActivations : IPass
{
    public string Name => "fuse-activations";

    public Graph Run(Graph graph, PassContext context)
    {
        if (!context.FusesActivations)
        {
            return graph;
        }

        foreach (TensorId output in graph.Nodes.Where(node => node.Operator is Relu).Select(node => node.Output).ToList())
        {
            Node clamp = graph.WriterOf(output)!;
            TensorId between = clamp.Inputs[0];
            if (graph.WriterOf(between) is not { Operator: IActivated { Activation: Activation.None } layer } producer
                || graph.TypeOf(between) != graph.TypeOf(output)
                || graph.Outlives(between)
                || graph.ReadersOf(between).Count() != 1)
            {
                continue;
            }

            Node fused = producer with { Operator = layer.With(((Relu)clamp.Operator).Activation), Outputs = [output] };
            graph = graph.Replace(clamp).Replace(producer, fused);
        }

        return graph;
    }
}
