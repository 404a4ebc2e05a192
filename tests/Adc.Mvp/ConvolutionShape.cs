using Adc.Mvp;

namespace Adc.Tests.Mvp;

/// <summary>Sizes of a convolution as published tables list them.</summary>
internal sealed record ConvolutionShape(
    int Height, int Width, int Channels, int OutChannels, int KernelHeight, int KernelWidth,
    int OutHeight, int OutWidth, int StrideHeight, int StrideWidth, bool IsSame)
{
    /// <summary>For each output row the first input row and the filter rows inside the map.</summary>
    public IEnumerable<(int First, int Skipped, int Count)> Rows => Spans(Height, KernelHeight, OutHeight, StrideHeight);

    public IEnumerable<(int First, int Skipped, int Count)> Columns => Spans(Width, KernelWidth, OutWidth, StrideWidth);

    /// <summary>Programs of a depthwise convolution, one for each output pixel in the order of the map.</summary>
    public IEnumerable<MvpProgram> DepthwisePixels(
        MvpBase input, MvpBase weights, MvpBase bias, MvpBase scaler, MvpBase output, VendorScale scale) =>
        from row in Rows.Index()
        from column in Columns.Index()
        select VendorPrograms.DepthwisePixel(
            Width, Channels, KernelWidth, row.Item.Count, column.Item.Count,
            input + (((row.Item.First * Width) + column.Item.First) * Channels),
            weights + (((row.Item.Skipped * KernelWidth) + column.Item.Skipped) * Channels),
            bias, scaler, output + (((row.Index * OutWidth) + column.Index) * Channels), scale);

    private IEnumerable<(int First, int Skipped, int Count)> Spans(int size, int kernel, int outSize, int stride)
    {
        int padding = IsSame ? Math.Max(((outSize - 1) * stride) + kernel - size, 0) / 2 : 0;
        for (int position = 0; position < outSize; position++)
        {
            int begin = (position * stride) - padding;
            int skipped = Math.Max(-begin, 0);
            yield return (begin + skipped, skipped, Math.Min(begin + kernel, size) - begin - skipped);
        }
    }
}
