using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>A unary operator on bytes as a table of its 256 values, each computed by the reference.</summary>
internal static class LookupLowering
{
    /// <summary>Adds the step of a node from int8 or uint8 to int8 or uint8.</summary>
    public static void LowerAsTable(Node node, LoweringContext context)
    {
        // The kernel takes its input as int8, whatever the bytes mean.
        TensorType input = context.TypeOf(node.Inputs[0]), output = context.TypeOf(node.Output);
        sbyte[] every = [.. Enumerable.Range(sbyte.MinValue, 256).Select(value => (sbyte)value)];
        var argument = new TensorValue(input with { Shape = Shape.Of(256) }, ConstantData.Of<sbyte>(every));
        IReadOnlyList<ConstantData> values = context.Evaluator.Evaluate(node.Operator, [argument], [output with { Shape = Shape.Of(256) }])
            ?? throw new InvalidOperationException($"the evaluator does not know {node.Operator.Name} on {input.Element}");
        context.Decide(Engine.Cpu, "a table of all 256 values");
        context.Add(new Step(
            "look up",
            new KernelCall(Kernels.LookupS8,
            [
                new("count", new IntegerValue(input.Shape.ElementCount)),
                new("table", context.Constant("table", ConstantElement.Int8, values[0], $"{node.Operator.Name} of -128..127")),
            ]),
            context.Read(node.Inputs[0], BufferForm.Plain), context.Allocate(node.Output, BufferForm.Plain), MayOverlay: true));
    }
}
