using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Frontends.Keras.Layers;

/// <summary>Layers that make one tensor of several.</summary>
internal static class MergingLayers
{
    public static TensorId ReadAdd(KerasLayer layer) => Fold(layer, new Add());

    public static TensorId ReadMultiply(KerasLayer layer) => Fold(layer, new Mul());

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
        Shape shape = layer.Graph.ShapeOf(layer.Inputs[0]);
        return layer.Inputs.Count > 1 && layer.Inputs.All(input => layer.Graph.ShapeOf(input) == shape)
            ? layer.Inputs.Skip(1).Aggregate(layer.Inputs[0], (sum, next) => layer.Add(@operator, shape, sum, next))
            : throw new KerasRefusalException("its inputs must be two or more of one shape");
    }
}
