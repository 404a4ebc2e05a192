using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>One kernel call; constant indices are looked at before.</summary>
internal sealed class GatherLowering : ILowering
{
    public IReadOnlyList<LegalityRule> Rules { get; } =
    [
        Lowering.Cpu.Rules.SameElements,
        new TypeRule("the indices must be int32", (node, graph) => graph.TypeOf(node.Inputs[1]).Element == ElementType.Int32),
        new("constant indices must lie within the axis", (node, graph) => ConstantOperands.Numbers(node, graph, 1) is not int[] indices
            || indices.All(index => index >= 0 && index < graph.TypeOf(node.Inputs[0]).Shape[((Gather)node.Operator).Axis])),
    ];

    public void Lower(Node node, LoweringContext context)
    {
        var gather = (Gather)node.Operator;
        TensorType input = context.TypeOf(node.Inputs[0]);
        Shape indices = context.TypeOf(node.Inputs[1]).Shape;
        static int Product(IEnumerable<int> extents) => extents.Aggregate(1, (product, extent) => product * extent);
        context.Decide(Engine.Cpu, "moves slices by their indices");
        context.Add(new Step(
            "gather",
            new KernelCall(Kernels.Gather,
            [
                new("batches", new IntegerValue(Product(input.Shape.Extents.Take(gather.BatchDimensions)))),
                new("outer", new IntegerValue(Product(input.Shape.Extents.Take(gather.Axis).Skip(gather.BatchDimensions)))),
                new("extent", new IntegerValue(input.Shape[gather.Axis])),
                new("count", new IntegerValue(Product(indices.Extents.Skip(gather.BatchDimensions)))),
                new("run", new IntegerValue(Product(input.Shape.Extents.Skip(gather.Axis + 1)) * input.Element.SizeInBytes())),
            ]),
            [context.ReadOrConstant(node.Inputs[0], "data"), context.ReadOrConstant(node.Inputs[1], "indices")],
            context.Allocate(node.Output, BufferForm.Plain)));
    }
}
