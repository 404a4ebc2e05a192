using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Frontends.Keras.Layers;

/// <summary>Functions of single elements, as layers of their own and as settings of other layers.</summary>
internal static class ActivationLayers
{
    public static TensorId ReadActivation(KerasLayer layer) => Apply(layer, layer.Input, layer.Text("activation", "linear"));

    public static TensorId ReadRelu(KerasLayer layer)
    {
        if (layer.Real("negative_slope", 0) != 0 || layer.Real("threshold", 0) != 0)
        {
            throw new KerasRefusalException("it has a negative slope or a threshold; use LeakyReLU for the former");
        }

        return layer.Real("max_value", float.PositiveInfinity) switch
        {
            float.PositiveInfinity => Apply(layer, layer.Input, "relu"),
            6 => Apply(layer, layer.Input, "relu6"),
            float bound => throw new KerasRefusalException($"it cuts off at {bound}; 6 and nothing are supported"),
        };
    }

    // Keras 2 calls it alpha and has 0.3 by default, as Keras 3 has.
    public static TensorId ReadLeakyRelu(KerasLayer layer) =>
        layer.Add(new LeakyRelu(layer.Real("alpha", layer.Real("negative_slope", 0.3f))), layer.InputShape, layer.Input);

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
            _ => throw new KerasRefusalException($"its activation '{function}' is not supported; linear, relu, relu6, sigmoid, tanh, softmax, elu and exponential are"),
        };
        return @operator is null ? input : layer.Add(@operator, layer.Graph.ShapeOf(input), input);
    }
}
