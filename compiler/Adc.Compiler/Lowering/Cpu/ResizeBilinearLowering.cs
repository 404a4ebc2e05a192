using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>Tables of the two nearest rows and columns and of the weights between them.</summary>
internal sealed class ResizeBilinearLowering : ILowering
{
    private const int FractionBits = 10;

    public IReadOnlyList<LegalityRule> Rules { get; } =
    [
        Lowering.Cpu.Rules.Int8ToInt8, Lowering.Cpu.Rules.SameElements, Lowering.Cpu.Rules.ConstantOperands, Lowering.Cpu.Rules.OperandsFit(ResizedImages.SizeFits),
    ];

    public void Lower(Node node, LoweringContext context)
    {
        var resize = (ResizeBilinear)node.Operator;
        Shape from = context.TypeOf(node.Inputs[0]).Shape, to = context.TypeOf(node.Output).Shape;
        ConstantValue Table(string role, int fromExtent, int toExtent, int step) => context.Constant(
            role, ConstantElement.Int32,
            ConstantData.Of<int>([.. Enumerable.Range(0, toExtent).SelectMany(i => Place(resize, i, fromExtent, toExtent, step))]),
            "elements before the two nearest ones of the input, distance from the first in 1/1024");
        context.Decide(Engine.Cpu, "means of four pixels, by tables of rows, columns and weights");
        context.Add(new Step(
            "resize",
            new KernelCall(Kernels.ResizeBilinearS8,
            [
                new("batches", new IntegerValue(to[0])),
                new("image", new IntegerValue(from[1] * from[2] * from[3])),
                new("rows", new IntegerValue(to[1])),
                new("columns", new IntegerValue(to[2])),
                new("channels", new IntegerValue(from[3])),
                new("rounds_up", new IntegerValue(context.Options.Rounding == Rounding.Single ? 1 : 0)),
                new("row_places", Table("rows", from[1], to[1], from[2] * from[3])),
                new("column_places", Table("columns", from[2], to[2], from[3])),
            ]),
            [context.ReadOrConstant(node.Inputs[0], "data")], context.Allocate(node.Output, BufferForm.Plain)));
    }

    /// <summary>First, second, distance. Where both are the same pixel the distance means nothing, and is 0.</summary>
    private static int[] Place(ResizeBilinear resize, int index, int from, int to, int step)
    {
        bool corners = resize.AlignCorners && to > 1;
        long pixels = corners ? from - 1 : from, places = corners ? to - 1 : to;
        long scale = ((pixels << FractionBits) + (places / 2)) / places;
        long position = (index * scale) + (resize.HalfPixelCenters ? (scale / 2) - (1 << (FractionBits - 1)) : 0);
        long whole = position >> FractionBits, fraction = position - (whole << FractionBits);
        bool isBetween = whole >= 0 && whole < from - 1 && fraction > 0;
        int first = (int)Math.Clamp(whole, 0, from - 1);
        return [first * step, (isBetween ? first + 1 : first) * step, isBetween ? (int)fraction : 0];
    }
}
