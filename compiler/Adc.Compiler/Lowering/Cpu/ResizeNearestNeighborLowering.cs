using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>Tables of the nearest rows and columns.</summary>
internal sealed class ResizeNearestNeighborLowering : ILowering
{
    public IReadOnlyList<LegalityRule> Rules { get; } =
    [
        Lowering.Cpu.Rules.SameElements, Lowering.Cpu.Rules.ConstantOperands, Lowering.Cpu.Rules.OperandsFit(ResizedImages.SizeFits),
    ];

    public void Lower(Node node, LoweringContext context)
    {
        var resize = (ResizeNearestNeighbor)node.Operator;
        TensorType input = context.TypeOf(node.Inputs[0]);
        Shape from = input.Shape, to = context.TypeOf(node.Output).Shape;
        int run = from[3] * input.Element.SizeInBytes();
        ConstantValue Table(string role, int fromExtent, int toExtent, int step) => context.Constant(
            role, ConstantElement.Int32, ConstantData.Of<int>([.. Enumerable.Range(0, toExtent).Select(i => step * Nearest(resize, i, fromExtent, toExtent))]),
            "bytes before the nearest one of the input");
        context.Decide(Engine.Cpu, "moves pixels, by tables of the nearest rows and columns");
        context.Add(new Step(
            "resize",
            new KernelCall(Kernels.ResizeNearestNeighbor,
            [
                new("batches", new IntegerValue(to[0])),
                new("image", new IntegerValue(from[1] * from[2] * run)),
                new("rows", new IntegerValue(to[1])),
                new("columns", new IntegerValue(to[2])),
                new("run", new IntegerValue(run)),
                new("row_offsets", Table("rows", from[1], to[1], from[2] * run)),
                new("column_offsets", Table("columns", from[2], to[2], run)),
            ]),
            [context.ReadOrConstant(node.Inputs[0], "data")], context.Allocate(node.Output, BufferForm.Plain)));
    }

    // In float32, as the format's kernels count.
    private static int Nearest(ResizeNearestNeighbor resize, int index, int from, int to)
    {
        bool corners = resize.AlignCorners && to > 1;
        float scale = corners ? (float)(from - 1) / (to - 1) : (float)from / to;
        float position = scale * (resize.HalfPixelCenters ? index + 0.5f : index);
        double nearest = resize.AlignCorners ? Math.Round((double)position, MidpointRounding.AwayFromZero) : Math.Floor((double)position);
        return (int)Math.Min(Math.Max(nearest, 0), from - 1);
    }
}
