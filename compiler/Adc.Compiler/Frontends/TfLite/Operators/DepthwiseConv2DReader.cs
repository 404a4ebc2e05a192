using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class DepthwiseConv2DReader
{
    private const string Name = "DEPTHWISE_CONV_2D";

    // The file's depth multiplier is ignored, as TensorFlow Lite ignores it: the shapes tell it.
    public static Operator? Read(OperatorSource source)
    {
        DepthwiseConv2DOptions options = source.Options(new DepthwiseConv2DOptions(TfLitePadding.Same, 0, 0, 0, TfLiteActivation.None));
        if (ActivationReader.Read(options.Activation) is not Activation activation)
        {
            return source.Refuse($"{Name} with fused {options.Activation} is not supported; NONE, RELU, RELU_N1_TO_1 and RELU6 are");
        }

        if (WindowReader.Read(source, Name, options.Padding, options.StrideH, options.StrideW, options.DilationH, options.DilationW) is not Window window)
        {
            return null;
        }

        Shape input = source.Inputs[0]!.Shape, weights = source.Inputs[1]!.Shape, output = source.Outputs[0].Shape;
        if (weights.Rank != 4 || weights[0] != 1 || weights.Extents.Contains(0))
        {
            return source.Contradiction($"{Name} needs weights [1,height,width,outputs], found {weights}");
        }

        if (!WindowReader.Fits(source, Name, window, weights[1], weights[2], input, output))
        {
            return null;
        }

        if (input[3] == 0 || weights[3] % input[3] != 0 || output[3] != weights[3])
        {
            return source.Contradiction($"{Name} with weights {weights} cannot turn the channels of {input} into those of {output}");
        }

        if (source.Inputs.Count > 2 && source.Inputs[2] is TensorType bias && bias.Shape.ElementCount != weights[3])
        {
            return source.Contradiction($"{Name} with {weights[3]:N0} outputs has a bias of {bias.Shape.ElementCount:N0} values");
        }

        return new DepthwiseConv2D(window, activation);
    }
}
