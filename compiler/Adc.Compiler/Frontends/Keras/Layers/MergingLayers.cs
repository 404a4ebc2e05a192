using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Frontends.Keras.Layers;

/// <summary>Layers that make one tensor of several.</summary>
internal static class MergingLayers
{
    public static TensorId ReadAdd(KerasLayer layer) => Fold(layer, new Add());

    public static TensorId ReadMultiply(KerasLayer layer) => Fold(layer, new Mul());

    public static TensorId ReadMaximum(KerasLayer layer) => Fold(layer, new Extremum(IsGreatest: true));

    public static TensorId ReadMinimum(KerasLayer layer) => Fold(layer, new Extremum(IsGreatest: false));

    public static TensorId ReadSubtract(KerasLayer layer) => layer.Inputs.Count == 2
        ? Fold(layer, new Sub())
        : throw new KerasRefusalException($"it has {layer.Inputs.Count} inputs instead of two");

    public static TensorId ReadAverage(KerasLayer layer)
    {
        TensorId sum = Fold(layer, new Add());
        return layer.Add(new Mul(), layer.Graph.ShapeOf(sum), sum, layer.Constant("share", 1f / layer.Inputs.Count));
    }

    public static TensorId ReadConcatenate(KerasLayer layer)
    {
        Shape first = layer.Graph.ShapeOf(layer.Inputs[0]);
        int given = layer.Integer("axis", -1), axis = given < 0 ? given + first.Rank : given;
        Shape[] shapes = [.. layer.Inputs.Select(layer.Graph.ShapeOf)];
        bool fits = axis > 0 && axis < first.Rank
            && shapes.All(shape => shape.Rank == first.Rank && Enumerable.Range(0, first.Rank).All(i => i == axis || shape[i] == first[i]));
        return fits
            ? layer.Add(
                new Concatenation(axis), new Shape(first.Extents.Select((extent, i) => i == axis ? shapes.Sum(shape => shape[axis]) : extent).ToSequence()),
                [.. layer.Inputs])
            : throw new KerasRefusalException($"it cannot join {string.Join(" and ", shapes.Select(shape => shape.ToString()))} along axis {given}");
    }

    private static TensorId Fold(KerasLayer layer, Operator @operator)
    {
        if (layer.Inputs.Count < 2)
        {
            throw new KerasRefusalException("it has one input instead of two or more");
        }

        return layer.Inputs.Skip(1).Aggregate(layer.Inputs[0], (sum, next) =>
            layer.Add(@operator, Broadcast(layer.Graph.ShapeOf(sum), layer.Graph.ShapeOf(next)), sum, next));
    }

    // Keras repeats an extent of 1, as of the channels that squeeze-and-excitation multiplies images by.
    private static Shape Broadcast(Shape a, Shape b)
    {
        bool fits = a.Rank == b.Rank && a.Extents.Zip(b.Extents).All(pair => pair.First == pair.Second || pair.First == 1 || pair.Second == 1);
        return fits
            ? new Shape(a.Extents.Zip(b.Extents, Math.Max).ToSequence())
            : throw new KerasRefusalException($"its inputs {a} and {b} do not fit each other");
    }
}
