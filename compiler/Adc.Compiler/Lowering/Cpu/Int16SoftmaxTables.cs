namespace Adc.Compiler.Lowering.Cpu;

/// <summary>The two tables of the int16 softmax: 512 samples and one more at the end, each moved by half its line's error at the middle.</summary>
internal static class Int16SoftmaxTables
{
    private const int Intervals = 512;
    private const double One = 32768;

    /// <summary>exp(x) over -10 … 0 as Q0.15.</summary>
    public static short[] Exponential()
    {
        const double Step = 10.0 / Intervals;
        double Steps(double position) => Math.Exp(-10 + (position * Step)) * One;
        return Table(i => Sample(Round(Steps(i)), Steps(i + 0.5), Steps(i + 1)), Steps(Intervals));
    }

    /// <summary>1 / (1 + x) over 0 … 1 as Q0.15.</summary>
    /// <param name="inDouble">As TensorFlow Lite 2.9; else in float32, as TensorFlow Lite Micro, which differs in two samples.</param>
    public static short[] Reciprocal(bool inDouble)
    {
        double InDouble(double position) => 1 / (1 + (position / Intervals)) * One;
        float InSingle(float position) => 1f / (1f + (position / Intervals)) * 32768f;
        return inDouble
            ? Table(i => Sample(Round(InDouble(i)), InDouble(i + 0.5), InDouble(i + 1)), InDouble(Intervals))
            : Table(i => SampleInSingle(Round(InSingle(i)), InSingle(i + 0.5f), InSingle(i + 1)), InSingle(Intervals));
    }

    private static short[] Table(Func<int, double> sample, double last) =>
        [.. Enumerable.Range(0, Intervals).Select(sample).Append(Round(last)).Select(value => (short)Math.Clamp(value, short.MinValue, short.MaxValue))];

    private static double Sample(double here, double middle, double next) => here - Round((Round((next + here) / 2) - Round(middle)) / 2);

    private static double SampleInSingle(double here, float middle, float next) => here - Round((Round((next + (float)here) / 2) - Round(middle)) / 2);

    private static double Round(double value) => Math.Round(value, MidpointRounding.AwayFromZero);
}
