using System.Globalization;
using System.Runtime.InteropServices;
using Adc.Formats.TfLite;

namespace Adc.Tests.Support;

/// <summary>
/// The large convolutional sound autoencoder (ten convolutions, ten transposed convolutions, 1024 x 32 x 1 in and out) in int8 with
/// seeded weights, batch norm folded; the width can be scaled.
/// </summary>
internal static class SmdAutoencoder
{
    private const float WeightScale = 0.004f, InputScale = 0.05f;

    /// <summary>Channels, kernel side and strides of each block of the encoder; the decoder mirrors them.</summary>
    private static readonly (int Channels, int Kernel, int StrideH, int StrideW)[] Encoder =
    [
        (64, 5, 2, 1), (64, 5, 2, 1), (96, 5, 2, 1), (96, 5, 2, 1), (128, 5, 2, 1),
        (128, 4, 2, 2), (160, 4, 2, 2), (160, 4, 2, 2), (192, 3, 2, 2), (192, 3, 2, 2),
    ];

    /// <summary>The model file.</summary>
    /// <param name="width">Factor of the hidden channels, rounded to even numbers.</param>
    public static byte[] File(double width = 1)
    {
        var draft = new Draft(new Random(7), width);
        for (int block = 0; block < Encoder.Length; block++)
        {
            draft.Convolution(block);
        }

        for (int block = Encoder.Length - 1; block >= 0; block--)
        {
            draft.TransposedConvolution(block);
        }

        return TfLiteWriter.Write(draft.Build());
    }

    private sealed class Draft
    {
        private readonly TfLiteModelBuilder builder = new("sound autoencoder");
        private readonly Random random;
        private readonly double width;
        private readonly int input;
        private int current, height = 1024, columns = 32, channels = 1;
        private float scale = InputScale;
        private int zeroPoint;

        public Draft(Random random, double width)
        {
            (this.random, this.width) = (random, width);
            input = current = builder.AddTensor("spectrogram", TfLiteTensorType.Int8, [1, height, columns, 1], new([scale], [zeroPoint]));
        }

        public void Convolution(int block)
        {
            (int wanted, int kernel, int strideH, int strideW) = Encoder[block];
            int outputs = Scaled(wanted), from = current, terms = kernel * kernel * channels;
            string name = string.Create(CultureInfo.InvariantCulture, $"enc/conv{block + 1:00}");
            bool isLatent = block == Encoder.Length - 1;
            int weights = Weights(name, outputs, kernel), bias = Bias(name, outputs);
            (height, columns, channels) = ((height + strideH - 1) / strideH, (columns + strideW - 1) / strideW, outputs);
            int output = Output(name, terms, isLatent);
            builder.AddOperator(
                BuiltinOperator.Conv2D, 3, [from, weights, bias], [output],
                new Conv2DOptions(TfLitePadding.Same, strideW, strideH, isLatent ? TfLiteActivation.None : TfLiteActivation.Relu));
        }

        public void TransposedConvolution(int block)
        {
            (_, int kernel, int strideH, int strideW) = Encoder[block];
            bool isLast = block == 0;
            int outputs = isLast ? 1 : Scaled(Encoder[block - 1].Channels), from = current, terms = kernel * kernel * channels / (strideH * strideW);
            string name = string.Create(CultureInfo.InvariantCulture, $"dec/conv{(isLast ? "" : "t")}{Encoder.Length - block:00}");
            int weights = Weights(name, outputs, kernel), bias = Bias(name, outputs);
            (height, columns, channels) = (height * strideH, columns * strideW, outputs);
            int shape = builder.AddTensor($"{name}/shape", TfLiteTensorType.Int32, [4], data: Bytes<int>([1, height, columns, channels]));
            int output = Output(name, terms, isLast);
            builder.AddOperator(
                BuiltinOperator.TransposeConv, 4, [shape, weights, from, bias], [output],
                new TransposeConvOptions(TfLitePadding.Same, strideW, strideH, isLast ? TfLiteActivation.None : TfLiteActivation.Relu));
        }

        public TfLiteModel Build() => builder.Build([input], [current]);

        private int Scaled(int wanted) => Math.Max(2, (int)Math.Round(wanted * width / 2, MidpointRounding.AwayFromZero) * 2);

        private int Weights(string name, int outputs, int kernel)
        {
            sbyte[] values = [.. Enumerable.Range(0, outputs * kernel * kernel * channels).Select(_ => (sbyte)random.Next(-127, 128))];
            float[] scales = [.. Enumerable.Repeat(WeightScale, outputs)];
            return builder.AddTensor(
                $"{name}/weights", TfLiteTensorType.Int8, [outputs, kernel, kernel, channels], new(scales, new long[outputs]), Bytes<sbyte>(values));
        }

        private int Bias(string name, int outputs)
        {
            float[] scales = [.. Enumerable.Repeat(scale * WeightScale, outputs)];
            int[] values = [.. Enumerable.Range(0, outputs).Select(_ => random.Next(-2000, 2000))];
            return builder.AddTensor($"{name}/bias", TfLiteTensorType.Int32, [outputs], new(scales, new long[outputs]), Bytes<int>(values));
        }

        /// <summary>The output's scale keeps the spread of values alike from layer to layer: sums of random products, half cut off by RELU.</summary>
        private int Output(string name, int terms, bool isLinear)
        {
            const float TypicalProduct = 73 * 42, Spread = 60, LinearSpread = 42;
            scale = MathF.Sqrt(terms) * TypicalProduct * WeightScale * scale / (isLinear ? LinearSpread : Spread);
            zeroPoint = isLinear ? 0 : -128;
            return current = builder.AddTensor(name, TfLiteTensorType.Int8, [1, height, columns, channels], new([scale], [zeroPoint]));
        }

        private static byte[] Bytes<T>(ReadOnlySpan<T> values)
            where T : unmanaged => MemoryMarshal.AsBytes(values).ToArray();
    }
}
