using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class Conv2DReader
{
    public static Operator? Read(OperatorSource source)
    {
        Conv2DOptions options = source.Options(new Conv2DOptions(TfLitePadding.Same, 0, 0, TfLiteActivation.None));
        if (ActivationReader.Read(options.Activation) is not Activation activation)
        {
            return source.Refuse($"CONV_2D with fused {options.Activation} is not supported; NONE, RELU, RELU_N1_TO_1 and RELU6 are");
        }

        if (WindowReader.Read(source, "CONV_2D", options.Padding, options.StrideH, options.StrideW, options.DilationH, options.DilationW) is not Window window)
        {
            return null;
        }

        Shape input = source.Inputs[0]!.Shape, weights = source.Inputs[1]!.Shape, output = source.Outputs[0].Shape;
        if (weights.Rank != 4 || weights.Extents.Contains(0))
        {
            return source.Contradiction($"CONV_2D needs weights [outputs,height,width,inputs], found {weights}");
        }

        if (!WindowReader.Fits(source, "CONV_2D", window, weights[1], weights[2], input, output))
        {
            return null;
        }

        int groups = input[3] / weights[3];
        if (groups == 0 || input[3] % weights[3] != 0 || weights[0] % groups != 0 || output[3] != weights[0])
        {
            return source.Contradiction($"CONV_2D with weights {weights} cannot turn the channels of {input} into those of {output}");
        }

        if (source.Inputs.Count > 2 && source.Inputs[2] is TensorType bias && bias.Shape.ElementCount != weights[0])
        {
            return source.Contradiction($"CONV_2D with {weights[0]:N0} outputs has a bias of {bias.Shape.ElementCount:N0} values");
        }

        return new Conv2D(window, activation);
    }
}
