using Adc.Compiler.Configuration;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>A convolution in the arrays of adc_conv2d_tiles_s8.h: four positions and two output channels at a time.</summary>
/// <param name="IsWide">Weights in 16 bits, one channel each; else two channels share a lane.</param>
internal sealed record TiledConv2D(Conv2DNumbers Numbers, ChannelRequantizations Requantizations, bool IsWide)
{
    private const int Quad = 4;
    private const int WordSize = 4;
    private const int Positions = 4;

    /// <summary>Largest layer, in weights, whose bytes are doubled for speed: 8 to 30 % of its instructions.</summary>
    private const int MostWideWeights = 4_096;

    /// <summary>The kernel has these shifts, in steps of two, as constants.</summary>
    private const int FirstQuickShift = 8, LastQuickShift = 18;

    /// <summary>The taps in fours, as the kernel meets them; -1 is none.</summary>
    private readonly int[] taps = TapsOf(Numbers);

    private int Quads => taps.Length / Quad;

    private int RestSize => ((Numbers.Kernel[1] * (RowTaps % Quad)) + Quad - 1) / Quad * Quad;

    /// <summary>Taps of one row of the kernel, which lie side by side in the input.</summary>
    private int RowTaps => Numbers.Kernel[2] * Numbers.Kernel[3];

    /// <summary>One tap on every position: the map is one row of positions, whatever its shape.</summary>
    private bool IsPointwise => Numbers.Kernel[1] == 1 && Numbers.Kernel[2] == 1 && Numbers.Vertical.Stride == 1 && Numbers.Horizontal.Stride == 1;

    /// <summary>No other position needs what a position's outputs overwrite.</summary>
    private bool MayOverlay => IsPointwise;

    private bool HasPadding => Numbers.Vertical.Before > 0 || Numbers.Vertical.After > 0 || Numbers.Horizontal.Before > 0 || Numbers.Horizontal.After > 0;

    /// <summary>Output rows that fill tiles of four positions together; 0 where no tap is beyond an edge.</summary>
    private int StripRows => !HasPadding ? 0 : Math.Min(Numbers.Output[1], (Numbers.Output[2] % 4) switch { 0 => 1, 2 => 2, _ => 4 });

    private int StripPitch
    {
        get
        {
            long columns = ((Numbers.Output[2] - 1L) * Numbers.Horizontal.Stride) + Numbers.Kernel[2];
            return (int)(((columns * Numbers.Input[3]) + WordSize - 1) / WordSize * WordSize);
        }
    }

    private long ScratchSizeInBytes
    {
        get
        {
            long rows = StripRows == 0 ? 0 : ((StripRows - 1L) * Numbers.Vertical.Stride) + Numbers.Vertical.Span;
            return (2L * Positions * WordSize * Quads) + (Positions * RestSize) + (rows * StripPitch);
        }
    }

    /// <summary>Finds constants for a layer where every lane, sum and requantization is proven exact; otherwise says which is not.</summary>
    public static TiledConv2D? Find(Conv2DNumbers numbers, Rounding rounding, OptimizationGoal goal, out string reason)
    {
        if (numbers.GroupOutputs != numbers.Channels || numbers.Channels < 2)
        {
            reason = numbers.Channels < 2 ? "a single output channel" : "groups of channels";
            return null;
        }

        if (numbers.Horizontal.Dilation > 1 && numbers.Kernel[2] > 1)
        {
            reason = "the columns of the kernel lie apart";
            return null;
        }

        if (ChannelRequantizations.Find(numbers, rounding, FastRequantization.SumShift, QuickShiftFirst) is not ChannelRequantizations requantizations)
        {
            reason = "no constants requantize every reachable sum exactly";
            return null;
        }

        reason = "";
        TiledConv2D packed = new(numbers, requantizations, IsWide: false);
        return packed.LanesFit() && (goal != OptimizationGoal.Speed || numbers.Weights.Length > MostWideWeights) ? packed : packed with { IsWide = true };
    }

    /// <summary>Adds the kernel's call for a node whose numbers these are.</summary>
    public void AddTo(LoweringContext context, Node node) => context.Add(new Step(
        "convolve",
        new KernelCall(IsWide ? Kernels.Conv2DTilesWideS8 : Kernels.Conv2DTilesS8,
        [
            new("stream", context.Constant(
                "stream", ConstantElement.UInt32, Stream(), "pairs of output channels: starting sums, weights in the order of the taps, requantization")),
            .. Parameters(),
        ]),
        context.Read(node.Inputs[0], BufferForm.Plain), context.Allocate(node.Output, BufferForm.Plain), MayOverlay,
        context.AllocateScratch(ScratchSizeInBytes)));

    /// <summary>The words that the kernel streams.</summary>
    private ConstantData Stream()
    {
        List<uint> words = [];
        for (int channel = 0; channel + 1 < Numbers.Channels; channel += 2)
        {
            AppendPair(words, channel, channel + 1);
        }

        if (Numbers.Channels % 2 == 1)
        {
            AppendPair(words, Numbers.Channels - 2, Numbers.Channels - 1);
        }

        return ConstantData.Of<uint>(words.ToArray());
    }

    /// <summary>Members of the kernel's parameters, but for the stream.</summary>
    private IEnumerable<KernelParameter> Parameters() => ConvolutionParameters.Integers(
        [
            .. IsPointwise ? Row() : Map(),
            ("kernel_height", Numbers.Kernel[1]),
            ("kernel_width", Numbers.Kernel[2]),
            ("stride_y", Numbers.Vertical.Stride),
            ("stride_x", Numbers.Horizontal.Stride),
            ("dilation_y", Numbers.Vertical.Dilation),
            ("padding_top", Numbers.Vertical.Before),
            ("padding_left", Numbers.Horizontal.Before),
            ("strip_rows", StripRows),
            ("strip_pitch", StripRows == 0 ? 0 : StripPitch),
            ("is_backward", IsPointwise && Numbers.Channels > Numbers.Kernel[3] ? 1 : 0),
            ("input_zero_point", Numbers.InputZeroPoint),
            ("shift", Requantizations.Shift),
            ("is_two_sided", Requantizations.IsTwoSided ? 1 : 0),
            ("low", Numbers.Low),
            ("high", Numbers.High),
        ]);

    private static IEnumerable<int> QuickShiftFirst(int widest)
    {
        int quick = Math.Min(widest / 2 * 2, LastQuickShift);
        return quick >= FirstQuickShift && quick != widest ? [quick, widest] : [widest];
    }

    private static int[] TapsOf(Conv2DNumbers numbers)
    {
        int row = numbers.Kernel[2] * numbers.Kernel[3], whole = row / Quad * Quad;
        IEnumerable<int> Columns(int first, int end) => Enumerable.Range(0, numbers.Kernel[1])
            .SelectMany(y => Enumerable.Range(first, end - first).Select(column => (y * row) + column));
        int[] rest = [.. Columns(whole, row)];
        return [.. Columns(0, whole), .. rest, .. Enumerable.Repeat(-1, (Quad - (rest.Length % Quad)) % Quad)];
    }

    private bool LanesFit()
    {
        for (int channel = 0; channel < Numbers.Channels; channel += 2)
        {
            int a = Math.Min(channel, Numbers.Channels - 2);
            if (taps.Any(tap => (256 * Weight(a, tap)) + Weight(a + 1, tap) < short.MinValue))
            {
                return false;
            }
        }

        return true;
    }

    private (string Name, long Value)[] Row() =>
    [
        ("batches", 1), ("input_height", 1), ("input_width", (long)Numbers.Input[0] * Numbers.Input[1] * Numbers.Input[2]), ("input_channels", Numbers.Input[3]),
        ("output_height", 1), ("output_width", (long)Numbers.Output[0] * Numbers.Output[1] * Numbers.Output[2]), ("output_channels", Numbers.Output[3]),
    ];

    private (string Name, long Value)[] Map() =>
    [
        ("batches", Numbers.Input[0]), ("input_height", Numbers.Input[1]), ("input_width", Numbers.Input[2]), ("input_channels", Numbers.Input[3]),
        ("output_height", Numbers.Output[1]), ("output_width", Numbers.Output[2]), ("output_channels", Numbers.Output[3]),
    ];

    private void AppendPair(List<uint> words, int a, int b)
    {
        int sumA = Requantizations.StartingSum(Numbers, a), sumB = Requantizations.StartingSum(Numbers, b);
        words.AddRange(unchecked(IsWide ? [(uint)(256 * sumA), (uint)(256 * sumB)] : [(uint)((256 * sumA) + sumB), (uint)sumB]));
        for (int quad = 0; quad < taps.Length; quad += Quad)
        {
            for (int i = quad; i < quad + 2; i++)
            {
                int first = taps[i], second = taps[i + 2];
                if (IsWide)
                {
                    words.Add(Lanes(256 * Weight(a, first), 256 * Weight(a, second)));
                    words.Add(Lanes(256 * Weight(b, first), 256 * Weight(b, second)));
                }
                else
                {
                    words.Add(Lanes((256 * Weight(a, first)) + Weight(b, first), (256 * Weight(a, second)) + Weight(b, second)));
                }
            }
        }

        words.AddRange([.. Requantizations.Record(a), .. Requantizations.Record(b)]);
    }

    private int Weight(int channel, int tap) => tap < 0 || Requantizations.IsConstant(channel) ? 0 : Numbers.Row(channel)[tap];

    private static uint Lanes(int low, int high) => unchecked((ushort)low | ((uint)(ushort)high << 16));
}
