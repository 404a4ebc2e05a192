using System.Numerics;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference;

/// <summary>Sums of products of rows of x and columns of y, batch by batch.</summary>
internal static class BatchMatMulReference
{
    public static ConstantData? Evaluate(BatchMatMul @operator, Invocation call)
    {
        TensorValue x = call.Input(0), y = call.Input(1);
        if (@operator.InferOutput(x.Type.Shape, y.Type.Shape) != call.Output.Shape || x.Type.Element != y.Type.Element)
        {
            return null;
        }

        return call.CommonElement switch
        {
            ElementType.Float32 => ConstantData.Of<float>(Products(@operator, call, x.Data.ToArray<float>(), y.Data.ToArray<float>())),
            ElementType.Int8 when call.PerTensor is var (ofX, to) && y.Type.Quantization is { IsPerChannel: false } ofY => OfIntegers(@operator, call, ofX, ofY, to),
            _ => null,
        };
    }

    /// <summary>The product of the scales is rounded to float32, saturating.</summary>
    private static ConstantData OfIntegers(BatchMatMul @operator, Invocation call, Quantization ofX, Quantization ofY, Quantization to)
    {
        int[] x = Array.ConvertAll(IntegerElements.Read(call.Input(0)), value => value - ofX.ZeroPoint);
        int[] y = Array.ConvertAll(IntegerElements.Read(call.Input(1)), value => value - ofY.ZeroPoint);
        Requantizer scale = Requantizer.Of((double)Math.Min(ofX.Scale * ofY.Scale, float.MaxValue) / to.Scale);
        return IntegerElements.Write(ElementType.Int8, Array.ConvertAll(
            Products(@operator, call, x, y), sum => (int)Math.Clamp((long)scale.Apply(sum, call.Rounding) + to.ZeroPoint, sbyte.MinValue, sbyte.MaxValue)));
    }

    private static T[] Products<T>(BatchMatMul @operator, Invocation call, T[] x, T[] y)
        where T : struct, INumber<T>
    {
        Shape ofX = call.Input(0).Type.Shape, ofY = call.Input(1).Type.Shape, to = call.Output.Shape;
        int depth = @operator.Depth(ofX), rows = to[to.Rank - 2], columns = to[to.Rank - 1];
        var products = new T[to.ElementCount];
        for (int i = 0; i < products.Length; i++)
        {
            int column = i % columns, row = i / columns % rows, batch = i / columns / rows;
            int atX = MatrixOf(ofX, to, batch) * rows * depth, atY = MatrixOf(ofY, to, batch) * depth * columns;
            T sum = T.Zero;
            for (int d = 0; d < depth; d++)
            {
                sum += x[atX + (@operator.AdjointX ? (d * rows) + row : (row * depth) + d)]
                    * y[atY + (@operator.AdjointY ? (column * depth) + d : (d * columns) + column)];
            }

            products[i] = sum;
        }

        return products;
    }

    /// <summary>Which matrix of an operand belongs to a batch of the output.</summary>
    private static int MatrixOf(Shape operand, Shape output, int batch)
    {
        int matrix = 0, weight = 1;
        for (int axis = output.Rank - 3; axis >= 0; axis--)
        {
            int coordinate = batch % output[axis], extent = BatchMatMul.ExtentOf(operand, axis, output.Rank);
            batch /= output[axis];
            matrix += extent == 1 ? 0 : coordinate * weight;
            weight *= extent;
        }

        return matrix;
    }
}
