using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.Keras;

namespace Adc.Compiler.Frontends.Keras.Layers;

/// <summary>Functions of single elements, as layers of their own and as settings of other layers.</summary>
internal static class ActivationLayers
{
    public static TensorId ReadActivation(KerasLayer layer) => Apply(layer, layer.Input, layer.Text("activation", "linear"));

    /// <summary>The bound where x reaches it; x from the threshold on; slope * (x - threshold) below.</summary>
    public static TensorId ReadRelu(KerasLayer layer)
    {
        float slope = layer.Real("negative_slope", 0), threshold = layer.Real("threshold", 0), bound = layer.Real("max_value", float.PositiveInfinity);
        if (slope < 0 || threshold < 0 || bound < 0)
        {
            throw new KerasRefusalException("its slope, threshold and greatest value must not be negative");
        }

        return (slope, threshold, bound) switch
        {
            (0, 0, float.PositiveInfinity) => Apply(layer, layer.Input, "relu"),
            (0, 0, 6) => Apply(layer, layer.Input, "relu6"),
            (0, 0, _) => Bounded(layer, Apply(layer, layer.Input, "relu"), bound),
            (_, 0, _) => Bounded(layer, layer.Add(new LeakyRelu(slope), layer.InputShape, layer.Input), bound),
            _ => Bounded(layer, FromThreshold(layer, slope, threshold), bound),
        };
    }

    // Keras 2 calls it alpha and has 0.3 by default, as Keras 3 has.
    public static TensorId ReadLeakyRelu(KerasLayer layer) =>
        layer.Add(new LeakyRelu(layer.Real("alpha", layer.Real("negative_slope", 0.3f))), layer.InputShape, layer.Input);

    public static TensorId ReadElu(KerasLayer layer) => layer.Real("alpha", 1) == 1
        ? Apply(layer, layer.Input, "elu")
        : throw new KerasRefusalException($"its alpha is {layer.Real("alpha", 1)}; 1 is supported");

    /// <summary>Slopes [extents behind the batch], of extent 1 along shared axes.</summary>
    public static TensorId ReadPrelu(KerasLayer layer)
    {
        KerasArray slopes = layer.Weight(0, rank: layer.InputShape.Rank - 1);
        return slopes.Shape.Zip(layer.InputShape.Extents.Skip(1)).All(pair => pair.First == pair.Second || pair.First == 1)
            ? layer.Add(new Prelu(), layer.InputShape, layer.Input, layer.Graph.Constant($"{layer.Name}/alpha", Shape.Of([.. slopes.Shape]), slopes.Values))
            : throw new KerasRefusalException($"its slopes [{string.Join(",", slopes.Shape)}] do not fit the input {layer.InputShape}");
    }

    public static TensorId ReadSoftmax(KerasLayer layer)
    {
        int axis = layer.Integer("axis", -1);
        return axis == -1 || axis == layer.InputShape.Rank - 1
            ? Apply(layer, layer.Input, "softmax")
            : throw new KerasRefusalException($"it works along axis {axis}; the last one is supported");
    }

    /// <summary>The function of an 'activation' setting behind a tensor.</summary>
    public static TensorId Apply(KerasLayer layer, TensorId input, string function)
    {
        Operator? @operator = function switch
        {
            "linear" => null,
            "relu" => new Relu(Activation.Relu),
            "relu6" => new Relu(Activation.Relu6),
            "sigmoid" => new Logistic(),
            "tanh" => new Tanh(),
            "softmax" => new Softmax(),
            "elu" => new Elu(),
            "exponential" => new Exp(),
            "leaky_relu" => new LeakyRelu(0.2f),
            "swish" or "silu" => new Mul(),
            _ => throw new KerasRefusalException(
                $"its activation '{function}' is not supported; linear, relu, relu6, leaky_relu, sigmoid, tanh, softmax, elu, silu and exponential are"),
        };
        if (@operator is Mul)
        {
            return layer.Add(@operator, layer.Graph.ShapeOf(input), input, layer.Add(new Logistic(), layer.Graph.ShapeOf(input), input));
        }

        return @operator is null ? input : layer.Add(@operator, layer.Graph.ShapeOf(input), input);
    }

    private static TensorId Bounded(KerasLayer layer, TensorId x, float bound) => float.IsPositiveInfinity(bound)
        ? x
        : layer.Add(new Extremum(IsGreatest: false), layer.InputShape, x, layer.Constant("max_value", bound));

    private static TensorId FromThreshold(KerasLayer layer, float slope, float threshold)
    {
        Shape shape = layer.InputShape;
        TensorId limit = layer.Constant("threshold", threshold);
        TensorId isAbove = layer.Add(new Comparison(Relation.GreaterEqual), new TensorType(ElementType.Bool, shape), layer.Input, limit);
        TensorId below = layer.Add(new Mul(), shape, layer.Add(new Sub(), shape, layer.Input, limit), layer.Constant("negative_slope", slope));
        return layer.Add(new SelectV2(), shape, isAbove, layer.Input, below);
    }
}
