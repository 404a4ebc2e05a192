using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>A convolution of 3 x 3 taps in the arrays of adc_conv2d_winograd_s8.h: sixteen products for four outputs, exactly.</summary>
/// <param name="Scale">The transformed weights are 2^Scale-fold: as far as they keep 16 bits.</param>
internal sealed record WinogradConv2D(Conv2DNumbers Numbers, ChannelRequantizations Requantizations, int Scale)
{
    private const int Positions = 16;
    private const int Quad = 4;
    private const int Taps = 3;

    /// <summary>Output columns of four tiles.</summary>
    private const int Columns = 8;

    /// <summary>Input channels that the inner loop takes at least.</summary>
    private const int Depth = 16;

    /// <summary>4 * the sum: the factors 2 of both transformations.</summary>
    private const int TransformShift = 2;

    private const int MostScale = 6;

    private static readonly int[,] Transform = { { 2, 0, 0 }, { 1, 1, 1 }, { 1, -1, 1 }, { 0, 0, 2 } };

    private int StripPitch => (Numbers.Output[2] + Taps - 1) * Numbers.Input[3];

    private long ScratchSizeInBytes => (128L * Numbers.Input[3]) + ((Taps + 1L) * StripPitch);

    /// <summary>The layer in this form, where it has the shape for it and all its outputs are proven exact.</summary>
    public static WinogradConv2D? Find(Conv2DNumbers numbers, Rounding rounding)
    {
        bool hasShape = numbers.Kernel[1] == Taps && numbers.Kernel[2] == Taps && numbers.GroupOutputs == numbers.Channels
            && numbers.Vertical is { Stride: 1, Dilation: 1 } && numbers.Horizontal is { Stride: 1, Dilation: 1 }
            && numbers.Kernel[3] % Depth == 0 && numbers.Channels % 2 == 0 && numbers.Channels >= Depth
            && numbers.Output[1] % 2 == 0 && numbers.Output[2] % Columns == 0;
        if (!hasShape)
        {
            return null;
        }

        int largest = 1;
        for (int channel = 0; channel < numbers.Channels; channel++)
        {
            for (int position = 0; position < Positions; position++)
            {
                for (int c = 0; c < numbers.Kernel[3]; c++)
                {
                    largest = Math.Max(largest, Math.Abs(Transformed(numbers, channel, position, c)));
                }
            }
        }

        int scale = Enumerable.Range(0, MostScale + 1).Last(scale => largest << scale <= short.MaxValue);
        return ChannelRequantizations.Find(numbers, rounding, TransformShift + scale, widest => [widest]) is ChannelRequantizations found
            ? new(numbers, found, scale)
            : null;
    }

    /// <summary>Adds the kernel's call for a node whose numbers these are.</summary>
    public void AddTo(LoweringContext context, Node node) => context.Add(new Step(
        "convolve",
        new KernelCall(Kernels.Conv2DWinogradS8,
        [
            new("stream", context.Constant(
                "stream", ConstantElement.UInt32, Stream(), "pairs of output channels: transformed weights of sixteen positions, starting sums, requantization")),
            .. Parameters(),
        ]),
        context.Read(node.Inputs[0], BufferForm.Plain), context.Allocate(node.Output, BufferForm.Plain), MayOverlay: false,
        context.AllocateScratch(ScratchSizeInBytes)));

    /// <summary>The words that the kernel streams.</summary>
    private ConstantData Stream()
    {
        List<uint> words = [];
        for (int a = 0; a < Numbers.Channels; a += 2)
        {
            int b = a + 1;
            for (int position = 0; position < Positions; position++)
            {
                for (int quad = 0; quad < Numbers.Kernel[3]; quad += Quad)
                {
                    words.AddRange([Lanes(a, position, quad), Lanes(b, position, quad), Lanes(a, position, quad + 1), Lanes(b, position, quad + 1)]);
                }
            }

            words.AddRange(unchecked([(uint)StartingSum(a), (uint)StartingSum(b)]));
            words.AddRange([.. Requantizations.Record(a), .. Requantizations.Record(b)]);
        }

        return ConstantData.Of<uint>(words.ToArray());
    }

    /// <summary>Members of the kernel's parameters, but for the stream.</summary>
    private IEnumerable<KernelParameter> Parameters() =>
    [
        new("channels", new SymbolValue(
            $"adc_winograd_{(Numbers.Kernel[3] <= 2 * Depth ? $"{Numbers.Kernel[3]}" : "any")}_{(Requantizations.IsTwoSided ? "two" : "one")}_sided")),
        .. ConvolutionParameters.Integers(
            ("batches", Numbers.Input[0]), ("input_height", Numbers.Input[1]), ("input_width", Numbers.Input[2]), ("input_channels", Numbers.Input[3]),
            ("output_height", Numbers.Output[1]), ("output_width", Numbers.Output[2]), ("output_channels", Numbers.Output[3]),
            ("padding_top", Numbers.Vertical.Before), ("padding_left", Numbers.Horizontal.Before), ("strip_pitch", StripPitch),
            ("input_zero_point", Numbers.InputZeroPoint), ("shift", Requantizations.Shift), ("is_two_sided", Requantizations.IsTwoSided ? 1 : 0),
            ("low", Numbers.Low), ("high", Numbers.High)),
    ];

    /// <summary>G w G' at one of sixteen positions, without the scale.</summary>
    private static int Transformed(Conv2DNumbers numbers, int channel, int position, int c)
    {
        ReadOnlySpan<sbyte> row = numbers.Row(channel);
        int depth = numbers.Kernel[3], sum = 0;
        for (int tap = 0; tap < Taps * Taps; tap++)
        {
            sum += Transform[position / 4, tap / Taps] * Transform[position % 4, tap % Taps] * row[(tap * depth) + c];
        }

        return sum;
    }

    private int StartingSum(int channel) => unchecked(Requantizations.StartingSum(Numbers, channel) << (TransformShift + Scale));

    private uint Lanes(int channel, int position, int c)
    {
        if (Requantizations.IsConstant(channel))
        {
            return 0;
        }

        int low = Transformed(Numbers, channel, position, c) << Scale, high = Transformed(Numbers, channel, position, c + 2) << Scale;
        return unchecked((ushort)low | ((uint)(ushort)high << 16));
    }
}
