using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>PRELU: one requantization for what is not negative, another for products with the slopes.</summary>
internal sealed class PreluLowering : ILowering
{
    public IReadOnlyList<LegalityRule> Rules { get; } =
    [
        ArithmeticRules.Int8s,
        new(
            "the input scale, and its product with the scale of the slopes, must be below 16,384 output scales",
            (node, graph) => new[] { Factors(node, graph, inFloat32: false), Factors(node, graph, inFloat32: true) }
                .All(factors => Math.Max(factors.Positive, factors.Negative) < Rescaling.FactorLimit)),
        Broadcasting.Rule,
        BroadcastStep.SomethingIsComputed,
    ];

    public void Lower(Node node, LoweringContext context)
    {
        Rounding rounding = Rescaling.Elementwise(context.Options.Rounding);
        (double positive, double negative) = Factors(node, context.Graph, inFloat32: context.Options.Rounding == Rounding.Tflite);
        context.Decide(Engine.Cpu, "a requantization for each sign");
        BroadcastStep.Add(
            context, "clamp", Kernels.PreluS8, node.Output, [(node.Inputs[0], "input"), (node.Inputs[1], "slopes")],
            [
                new("zero_point_x", new IntegerValue(context.TypeOf(node.Inputs[0]).Quantization!.ZeroPoint)),
                new("zero_point_slope", new IntegerValue(context.TypeOf(node.Inputs[1]).Quantization!.ZeroPoint)),
                .. Rescaling.Of(positive, rounding).Parameters("rescale_positive"),
                .. Rescaling.Of(negative, rounding).Parameters("rescale_negative"),
                new("zero_point", new IntegerValue(context.TypeOf(node.Output).Quantization!.ZeroPoint)),
            ]);
    }

    // TensorFlow Lite for hosts computes them in single precision.
    private static (double Positive, double Negative) Factors(Node node, Graph graph, bool inFloat32)
    {
        float input = graph.TypeOf(node.Inputs[0]).Quantization!.Scale, slopes = graph.TypeOf(node.Inputs[1]).Quantization!.Scale;
        float output = graph.TypeOf(node.Output).Quantization!.Scale;
        return inFloat32 ? (input / output, input * slopes / output) : ((double)input / output, (double)input * slopes / output);
    }
}
