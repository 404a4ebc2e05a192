using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class TransposeConvReader
{
    public static Operator? Read(OperatorSource source)
    {
        TransposeConvOptions options = source.Options(new TransposeConvOptions(TfLitePadding.Same, 0, 0));
        if (ActivationReader.Read(options.Activation) is not Activation activation)
        {
            return source.Refuse($"TRANSPOSE_CONV with fused {options.Activation} is not supported; NONE, RELU, RELU_N1_TO_1 and RELU6 are");
        }

        if (WindowReader.Read(source, "TRANSPOSE_CONV", options.Padding, options.StrideH, options.StrideW) is not Window window)
        {
            return null;
        }

        if (source.Inputs[2] is not TensorType images)
        {
            return source.Contradiction("TRANSPOSE_CONV has no images to read");
        }

        Shape weights = source.Inputs[1]!.Shape, output = source.Outputs[0].Shape;
        if (weights.Rank != 4 || weights.Extents.Contains(0))
        {
            return source.Contradiction($"TRANSPOSE_CONV needs weights [outputs,height,width,inputs], found {weights}");
        }

        // The window slides over the output.
        if (!WindowReader.Fits(source, "the convolution behind TRANSPOSE_CONV", window, weights[1], weights[2], output, images.Shape))
        {
            return null;
        }

        if (images.Shape[3] != weights[3] || output[3] != weights[0])
        {
            return source.Contradiction($"TRANSPOSE_CONV with weights {weights} cannot turn the channels of {images.Shape} into those of {output}");
        }

        if (source.Inputs.Count > 3 && source.Inputs[3] is TensorType bias && bias.Shape.ElementCount != weights[0])
        {
            return source.Contradiction($"TRANSPOSE_CONV with {weights[0]:N0} outputs has a bias of {bias.Shape.ElementCount:N0} values");
        }

        return new TransposeConv(window, activation);
    }
}
