using System.Numerics;

namespace Adc.Simulator.Reference;

/// <summary>A function of int16 as 513 samples of int16, with straight lines in between.</summary>
/// <remarks>
/// Each sample is moved by half the error that its line has at the middle, all computed in one floating-point type:
/// TensorFlow Lite 2.9 computes its tables in double, newer versions and TensorFlow Lite Micro in float32.
/// </remarks>
internal sealed class InterpolatedTable
{
    private const int Intervals = 512;

    private readonly short[] samples;

    private InterpolatedTable(short[] samples) => this.samples = samples;

    /// <param name="low">The argument that -32768 stands for.</param>
    /// <param name="high">The argument of the last sample.</param>
    /// <param name="stepsPerUnit">What a result of 1 becomes.</param>
    public static InterpolatedTable Of<T>(T low, T high, T stepsPerUnit, Func<T, T> function)
        where T : IFloatingPointIeee754<T>
    {
        T two = T.CreateChecked(2), step = (high - low) / T.CreateChecked(Intervals), half = step / two;
        var samples = new short[Intervals + 1];
        for (int i = 0; i < Intervals; i++)
        {
            T start = low + (T.CreateChecked(i) * step);
            T here = Rounded(function(start) * stepsPerUnit);
            T middle = Rounded(function(start + half) * stepsPerUnit);
            T next = function(low + (T.CreateChecked(i + 1) * step)) * stepsPerUnit;
            T error = Rounded((next + here) / two) - middle;
            samples[i] = short.CreateSaturating(here - Rounded(error / two));
        }

        samples[Intervals] = short.CreateSaturating(Rounded(function(high) * stepsPerUnit));
        return new InterpolatedTable(samples);
    }

    public int At(int x)
    {
        int index = (x + 32768) / 128, rest = (x + 32768) % 128;
        int slope = samples[index + 1] - samples[index];
        return samples[index] + (((slope * rest) + 64) >> 7);
    }

    private static T Rounded<T>(T value)
        where T : IFloatingPointIeee754<T> => T.Round(value, MidpointRounding.AwayFromZero);
}
