using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>ARG_MAX and ARG_MIN.</summary>
internal sealed class ArgLowering(bool largest) : ILowering
{
    public IReadOnlyList<LegalityRule> Rules { get; } =
    [
        new TypeRule(
            "the input must be int8 or float32",
            (node, graph) => graph.TypeOf(node.Inputs[0]).Element is ElementType.Int8 or ElementType.Float32),
        new TypeRule("the output must be int32 or int64", (node, graph) => graph.TypeOf(node.Output).Element is ElementType.Int32 or ElementType.Int64),
        Lowering.Cpu.Rules.ConstantOperands,
        Lowering.Cpu.Rules.OperandsFit((node, graph) => ConstantOperands.Axis(node, graph, 1, graph.TypeOf(node.Inputs[0]).Shape.Rank) is int axis
            && graph.TypeOf(node.Inputs[0]).Shape[axis] > 0
            && graph.TypeOf(node.Inputs[0]).Shape.Extents.Items.RemoveAt(axis).SequenceEqual(graph.TypeOf(node.Output).Shape.Extents)),
    ];

    public void Lower(Node node, LoweringContext context)
    {
        TensorType input = context.TypeOf(node.Inputs[0]);
        Shape shape = input.Shape;
        int axis = ConstantOperands.Axis(node, context.Graph, 1, shape.Rank)!.Value;
        static int Product(IEnumerable<int> extents) => extents.Aggregate(1, (product, extent) => product * extent);
        context.Decide(Engine.Cpu, "compares along the axis");
        context.Add(new Step(
            largest ? "find the largest" : "find the smallest",
            new KernelCall(input.Element == ElementType.Int8 ? Kernels.ArgS8 : Kernels.ArgF32,
            [
                new("outer", new IntegerValue(Product(shape.Extents.Take(axis)))),
                new("extent", new IntegerValue(shape[axis])),
                new("inner", new IntegerValue(Product(shape.Extents.Skip(axis + 1)))),
                new("largest", new IntegerValue(largest ? 1 : 0)),
                new("index_bytes", new IntegerValue(context.TypeOf(node.Output).Element.SizeInBytes())),
            ]),
            [context.ReadOrConstant(node.Inputs[0], "data")], context.Allocate(node.Output, BufferForm.Plain)));
    }
}
