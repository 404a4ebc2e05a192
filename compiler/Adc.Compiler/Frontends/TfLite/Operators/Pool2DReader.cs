using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class Pool2DReader
{
    public static Operator? ReadAverage(OperatorSource source) => Read(source, Pooling.Average, "AVERAGE_POOL_2D");

    public static Operator? ReadMax(OperatorSource source) => Read(source, Pooling.Max, "MAX_POOL_2D");

    private static Operator? Read(OperatorSource source, Pooling pooling, string name)
    {
        Pool2DOptions options = source.Options(new Pool2DOptions(TfLitePadding.Same, 0, 0, 0, 0, TfLiteActivation.None));
        if (ActivationReader.Read(options.Activation) is not Activation activation)
        {
            return source.Refuse($"{name} with fused {options.Activation} is not supported; NONE, RELU, RELU_N1_TO_1 and RELU6 are");
        }

        Shape input = source.Inputs[0]!.Shape, output = source.Outputs[0].Shape;
        if (WindowReader.Read(source, name, options.Padding, options.StrideH, options.StrideW) is not Window window
            || !WindowReader.Fits(source, name, window, options.FilterHeight, options.FilterWidth, input, output))
        {
            return null;
        }

        return input[3] == output[3]
            ? new Pool2D(pooling, window, options.FilterHeight, options.FilterWidth, activation)
            : source.Contradiction($"{name} of {input[3]} channels has an output with {output[3]}");
    }
}
