using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>A depthwise convolution in the arrays of adc_depthwise_planes_s8.h: one channel after the other over planes of int16.</summary>
/// <param name="Channels">One per channel.</param>
/// <param name="SumShifts">The kernel holds the sums of a channel 2^shift-fold; one per channel.</param>
internal sealed record DepthwisePlanes(DepthwiseNumbers Numbers, RecentredRequantization[] Channels, int[] SumShifts)
{
    /// <summary>ADC_DEPTHWISE_PLANES_SHIFT: right shift after the high product.</summary>
    public const int Shift = 13;

    private const int SmallKernel = 3, LargeKernel = 5;
    private const int Group = 4;

    /// <summary>With fewer taps, those that the large kernel does not have cost more than it saves.</summary>
    private const int FewestLargeTaps = 6;

    /// <summary>The planes hold inputs 256-fold.</summary>
    private const int InputShift = 8;

    /// <summary>Weights are lanes of 16 bits: at most 256-fold.</summary>
    private const int MostSumShift = InputShift + 8;

    /// <summary>More rows at a time would hardly save instructions, but fewer cost some.</summary>
    private const int MostPlanesInBytes = 4096, FewestRowsOfPlanes = 6;

    /// <summary>Bytes of a row of four planes, for which the kernel has bodies.</summary>
    private static readonly int[] Pitches = [64, 128, 256, 512, 992], LargePitches = [64, 128, 256];

    /// <summary>A row's last load may read so far beyond it.</summary>
    private const int Beyond = 8;

    private int Stride => Numbers.Horizontal.Stride;

    private int Kernel => KernelOf(Numbers);

    /// <summary>More than 3 x 3.</summary>
    public bool IsLarge => Kernel == LargeKernel;

    /// <summary>Negative sums have an addend of their own; the large kernel does not know others.</summary>
    private bool IsSigned => IsLarge || Channels.Any(one => !one.Constants.IsOneSided);

    /// <summary>Bytes of a row of four planes.</summary>
    private int Pitch => PitchOf(Numbers)!.Value;

    /// <summary>A group of channels reads what it overwrites before it does so, when each output has its input's place.</summary>
    public bool MayOverlay => Numbers.Input == Numbers.Output && Numbers.Outputs % Group == 0;

    /// <summary>Output rows at a time, about as many each time.</summary>
    private int StripRows
    {
        get
        {
            int height = Numbers.Output[1];
            int most = Math.Max(1, (Math.Max(MostPlanesInBytes / Pitch, FewestRowsOfPlanes) - Kernel + Stride) / Stride);
            int strips = (height + most - 1) / most;
            return (height + strips - 1) / strips;
        }
    }

    public long ScratchSizeInBytes => (Pitch * ((StripRows * Stride) + Kernel - Stride)) + Beyond;

    /// <summary>Finds constants for a layer of a shape that the kernel takes, where all are proven exact; otherwise says what is not.</summary>
    public static DepthwisePlanes? Find(DepthwiseNumbers numbers, Rounding rounding, out string reason)
    {
        if (Misfit(numbers) is string misfit)
        {
            reason = misfit;
            return null;
        }

        int outputs = numbers.Outputs;
        var channels = new RecentredRequantization[outputs];
        int[] sumShifts = Array.ConvertAll(numbers.Multipliers, SumShiftOf);
        for (int channel = 0; channel < outputs; channel++)
        {
            (long lowest, long highest) = numbers.Reach(channel);
            if (lowest < int.MinValue || highest > int.MaxValue || FastRequantization.FindRecentred(
                numbers.Multipliers[channel], rounding, numbers.OutputZeroPoint, numbers.Low, numbers.High,
                (int)lowest, (int)highest, Shift, sumShifts[channel]) is not RecentredRequantization one)
            {
                reason = "no constants requantize every reachable sum exactly";
                return null;
            }

            channels[channel] = one;
        }

        reason = "";
        return new(numbers, channels, sumShifts);
    }

    /// <summary>The words that the kernel streams.</summary>
    public ConstantData Stream()
    {
        List<uint> words = [];
        for (int channel = 0; channel < Numbers.Outputs; channel++)
        {
            for (int y = 0; y < Kernel; y++)
            {
                words.AddRange((IsLarge ? (int[])[0, 2, 1, 3] : [0, 1]).Select(x => Lanes(Tap(y, x, channel), Tap(y, x + 1, channel))));
            }

            (FastRequantization constants, int centre) = (Channels[channel].Constants, Channels[channel].Centre);
            if (IsSigned)
            {
                words.Add(unchecked((uint)constants.AddendNegative));
            }

            words.Add(IsConstant(channel) ? 0 : unchecked((uint)((Numbers.FoldedBias(channel) - centre) << SumShifts[channel])));
            words.Add((uint)constants.Multiplier);
            words.Add(unchecked((uint)constants.Addend));
        }

        return ConstantData.Of<uint>(words.ToArray());
    }

    /// <summary>Members of the kernel's parameters, but for the stream.</summary>
    public IEnumerable<KernelParameter> Parameters() =>
    [
        new("shape", new SymbolValue(IsLarge
            ? $"&adc_depthwise_planes_large_{Pitch}x{Stride}"
            : $"&adc_depthwise_planes_{Pitch}x{Stride}{(Numbers.Output[2] % 2 == 1 ? "_odd" : "")}{(IsSigned ? "_signed" : "")}")),
        .. ConvolutionParameters.Integers(
            ("batches", Numbers.Input[0]), ("input_height", Numbers.Input[1]), ("input_width", Numbers.Input[2]), ("channels", Numbers.Outputs),
            ("output_height", Numbers.Output[1]), ("output_width", Numbers.Output[2]),
            ("padding_top", Numbers.Vertical.Before), ("padding_left", Numbers.Horizontal.Before), ("strip_rows", StripRows),
            ("input_zero_point", Numbers.InputZeroPoint), ("low", Numbers.Low), ("high", Numbers.High)),
    ];

    private static string? Misfit(DepthwiseNumbers numbers)
    {
        (var vertical, var horizontal) = (numbers.Vertical, numbers.Horizontal);
        return numbers.Outputs != numbers.Input[3] ? "several outputs a channel"
            : numbers.Outputs < Group ? "fewer than four channels"
            : Math.Max(vertical.Span, horizontal.Span) > LargeKernel ? "the kernel spans more than 5 x 5"
            : KernelOf(numbers) == LargeKernel && vertical.Kernel * horizontal.Kernel < FewestLargeTaps ? "the kernel has few taps far apart"
            : vertical.Stride != horizontal.Stride || horizontal.Stride > 2 ? "strides other than 1 or 2 both ways"
            : PitchOf(numbers) is null ? "the rows are too wide for the planes"
            : null;
    }

    private static int KernelOf(DepthwiseNumbers numbers) =>
        Math.Max(numbers.Vertical.Span, numbers.Horizontal.Span) <= SmallKernel ? SmallKernel : LargeKernel;

    /// <summary>The narrowest for the columns of the input and those that the taps of the last output need; bodies of wide ones want pairs.</summary>
    private static int? PitchOf(DepthwiseNumbers numbers)
    {
        int outputs = numbers.Output[2], stride = numbers.Horizontal.Stride, kernel = KernelOf(numbers);
        long columns = Math.Max(numbers.Horizontal.Before + numbers.Input[2], ((outputs - 1L) * stride) + kernel);
        int pitch = (kernel == SmallKernel ? Pitches : LargePitches).FirstOrDefault(one => one >= 2 * Group * columns);
        return pitch == 0 || (kernel == SmallKernel && outputs < 2 && pitch > Pitches[0]) ? null : pitch;
    }

    /// <summary>The least that keeps all bits of the multiplier, where the planes are not there already.</summary>
    private static int SumShiftOf(QuantizedMultiplier multiplier) => Math.Clamp(1 + Shift + multiplier.Shift, InputShift, MostSumShift);

    private bool IsConstant(int channel) => Channels[channel].Constants.Multiplier == 0;

    private int Tap(int y, int x, int channel)
    {
        (WindowAxis vertical, WindowAxis horizontal) = (Numbers.Vertical, Numbers.Horizontal);
        bool isTap = !IsConstant(channel) && y % vertical.Dilation == 0 && y / vertical.Dilation < vertical.Kernel
            && x % horizontal.Dilation == 0 && x / horizontal.Dilation < horizontal.Kernel;
        return isTap ? Numbers.Weight(y / vertical.Dilation, x / horizontal.Dilation, channel) << (SumShifts[channel] - InputShift) : 0;
    }

    private static uint Lanes(int low, int high) => (ushort)(short)low | ((uint)(ushort)(short)high << 16);
}
