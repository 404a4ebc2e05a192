using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>A reshape only renames its input's buffer, unless the application owns both ends.</summary>
internal sealed class ReshapeLowering : ILowering
{
    public IReadOnlyList<LegalityRule> Rules { get; } =
    [
        new("the new shape must be known at compile time", (node, _) => node.Inputs.Count == 1),
        new TypeRule(
            "input and output must have the same element type and quantization",
            (node, graph) => graph.TypeOf(node.Inputs[0]) == graph.TypeOf(node.Output) with { Shape = graph.TypeOf(node.Inputs[0]).Shape }),
        new("the input must not be a constant", (node, graph) => !graph[node.Inputs[0]].IsConstant),
    ];

    public void Lower(Node node, LoweringContext context)
    {
        TensorId input = node.Inputs[0];
        bool isKept = context.IsInState(input);
        if ((context.Graph.Inputs.Contains(input) || isKept) && context.Graph.Outputs.Contains(node.Output))
        {
            context.Decide(Engine.Cpu, isKept ? "copies: the state changes before the application reads the output" : "copies: the application owns both the input and the output");
            context.Add(new Step(
                "copy",
                new KernelCall(Kernels.Copy, [new("bytes", new IntegerValue(context.TypeOf(input).SizeInBytes))]),
                context.Read(input, BufferForm.Plain), context.Allocate(node.Output, BufferForm.Plain), MayOverlay: false));
            return;
        }

        context.Decide(Engine.None, "the elements stay where they are");
        context.Alias(node.Output, input);
    }
}
