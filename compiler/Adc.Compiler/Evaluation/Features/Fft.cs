using System.Numerics;

namespace Adc.Compiler.Evaluation.Features;

/// <summary>The discrete Fourier transform of a power of two of samples, in double precision.</summary>
internal sealed class Fft
{
    private readonly Complex[] roots;
    private readonly int[] reversed;

    public Fft(int length)
    {
        if (!BitOperations.IsPow2(length) || length < 2)
        {
            throw new ArgumentOutOfRangeException(nameof(length), length, "not a power of two");
        }

        roots = [.. Enumerable.Range(0, length / 2).Select(k => Complex.FromPolarCoordinates(1, -2 * Math.PI * k / length))];
        int bits = BitOperations.Log2((uint)length);
        reversed = new int[length];
        for (int i = 1; i < length; i++)
        {
            reversed[i] = (reversed[i >> 1] >> 1) | ((i & 1) << (bits - 1));
        }
    }

    public int Length => reversed.Length;

    /// <summary>Squared magnitudes of the frequencies 0 to half the sampling rate: length / 2 + 1 of them.</summary>
    public double[] Power(ReadOnlySpan<double> samples)
    {
        var values = new Complex[Length];
        for (int i = 0; i < Length; i++)
        {
            values[reversed[i]] = samples[i];
        }

        for (int half = 1; half < Length; half *= 2)
        {
            int step = Length / (2 * half);
            for (int start = 0; start < Length; start += 2 * half)
            {
                for (int k = 0; k < half; k++)
                {
                    Complex even = values[start + k], odd = values[start + k + half] * roots[k * step];
                    values[start + k] = even + odd;
                    values[start + k + half] = even - odd;
                }
            }
        }

        return [.. values.Take((Length / 2) + 1).Select(value => (value.Real * value.Real) + (value.Imaginary * value.Imaginary))];
    }
}
