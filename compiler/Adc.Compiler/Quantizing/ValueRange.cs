using System.Runtime.InteropServices;
using Adc.Compiler.Configuration;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Quantizing;

/// <summary>An interval of real numbers that int8 is to represent; it holds 0.</summary>
internal readonly record struct ValueRange(double Low, double High)
{
    private const double Steps = 255;

    public static ValueRange Empty { get; } = new(0, 0);

    public bool IsEmpty => Low == 0 && High == 0;

    public double Width => High - Low;

    /// <summary>The range of an observed tensor.</summary>
    public static ValueRange Of(TensorObserver seen, QuantizerOptions options) => (options.Method, seen.Histogram) switch
    {
        (RangeMethod.Percentile, { } values) => Percentile(values, options.Percentile).Within(seen),
        (RangeMethod.Mse, { } values) => LeastError(values, Around(seen.Low, seen.High)),
        _ => Around(seen.Low, seen.High),
    };

    /// <summary>The range of a constant.</summary>
    public static ValueRange Of(ReadOnlySpan<float> values)
    {
        ValueRange range = Empty;
        foreach (float value in values)
        {
            range = range.Union(Around(value, value));
        }

        return range;
    }

    public static ValueRange Of(ConstantData floats) => Of(MemoryMarshal.Cast<byte, float>(floats.ToArray<byte>()));

    public ValueRange Union(ValueRange other) => new(Math.Min(Low, other.Low), Math.Max(High, other.High));

    /// <summary>Asymmetric int8 parameters: −128 to 127 span the range, give or take half a step, and 0 is exact.</summary>
    /// <param name="leastScale">A floor for the scale; kernels cannot rescale to any fineness.</param>
    public Quantization ToInt8(double leastScale = 0)
    {
        // Products of two scales must stay normal numbers of float32. Where nothing but zero was seen, nothing is known.
        const double Tiny = 1e-15, Unknown = 1.0 / 128;
        double scale = Math.Max(IsEmpty ? Unknown : Width / Steps, Math.Max(leastScale, Tiny));
        double zeroPoint = IsEmpty ? 0 : Math.Round(sbyte.MinValue - (Low / scale), MidpointRounding.AwayFromZero);
        return Quantization.PerTensor((float)scale, (int)Math.Clamp(zeroPoint, sbyte.MinValue, sbyte.MaxValue));
    }

    private static ValueRange Around(double low, double high) => new(Math.Min(low, 0), Math.Max(high, 0));

    private ValueRange Within(TensorObserver seen) => new(Math.Max(Low, Math.Min(seen.Low, 0)), Math.Min(High, Math.Max(seen.High, 0)));

    // Half of what is left out lies at each end.
    private static ValueRange Percentile(Histogram values, double percent)
    {
        double tail = (100 - percent) / 200;
        return Around(values.Quantile(tail), values.Quantile(1 - tail));
    }

    /// <summary>The narrowest errors on the values seen: steps shrink with the range, while values beyond it are cut off.</summary>
    /// <remarks>Each end in turn takes the best of a hundred places between 0 and the value seen; three turns are enough to settle.</remarks>
    private static ValueRange LeastError(Histogram values, ValueRange widest)
    {
        const int Turns = 3, Places = 100;
        (double Centre, long Count)[] bins = [.. values.Bins];
        ValueRange best = widest;
        for (int turn = 0; turn < Turns; turn++)
        {
            ValueRange kept = best;
            best = Enumerable.Range(1, Places).Select(i => kept with { High = widest.High * i / Places }).MinBy(range => Error(bins, range));
            kept = best;
            best = Enumerable.Range(1, Places).Select(i => kept with { Low = widest.Low * i / Places }).MinBy(range => Error(bins, range));
        }

        return best;
    }

    /// <summary>Sum of squared errors: a uniform rounding error inside, the distance to the nearer end outside.</summary>
    private static double Error((double Centre, long Count)[] bins, ValueRange range)
    {
        double step = range.Width / Steps, error = 0;
        foreach ((double centre, long count) in bins)
        {
            double beyond = centre - Math.Clamp(centre, range.Low, range.High);
            error += count * (beyond == 0 ? step * step / 12 : beyond * beyond);
        }

        return error;
    }
}
