using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>LOGISTIC and TANH of int16 the way TensorFlow Lite computes them: one table of 256 samples, with straight lines in between.</summary>
/// <remarks>
/// The table samples 1 / (1 + exp(-x)) every 1/24; tanh(x) = 2 / (1 + exp(-2x)) - 1. Inputs are scaled to steps of 1/12288, or
/// only shifted where their scale is the power of two that the function likes best. The output has scale 1/32768 whatever its type says.
/// </remarks>
internal static class ShortSigmoid
{
    private const int Samples = 256;

    /// <summary>Multiplied with the input's scale: steps of 3 * 4096 a unit.</summary>
    private const double StepsPerUnit = 3 * 4096;

    /// <summary>With 16 fraction bits, each sample moved by half the error that its line has at the middle.</summary>
    private static readonly int[] Table = [.. Enumerable.Range(0, Samples - 1).Select(Sample), ushort.MaxValue];

    public static ConstantData? Logistic(Invocation call) => Evaluate(call, mostShift: 0, scaled =>
    {
        // 512 steps between samples.
        int magnitude = Math.Abs(scaled), index = magnitude >> 9;
        long result = index >= Samples - 1 ? 0x7FFFL << 10 : ((long)Table[index] << 9) + ((magnitude & 511) * (Table[index + 1] - Table[index]));
        return (int)((scaled >= 0 ? result + (1 << 9) : (1 << 25) - result + (1 << 9) - 1) >> 10);
    });

    public static ConstantData? Tanh(Invocation call) => Evaluate(call, mostShift: 1, scaled =>
    {
        // 256 steps between samples: the argument is doubled.
        int magnitude = Math.Abs(scaled), index = magnitude >> 8;
        int result = index >= Samples - 1 ? 0xFFFF << 8 : (Table[index] << 8) + ((magnitude & 255) * (Table[index + 1] - Table[index]));
        return (scaled >= 0 ? result - (1 << 23) + (1 << 7) : -result + (1 << 23) + (1 << 7) - 1) >> 8;
    });

    /// <param name="mostShift">A scale of 2^-12 * 2^n with n up to this is only shifted.</param>
    private static ConstantData? Evaluate(Invocation call, int mostShift, Func<int, int> function)
    {
        bool known = call.PerTensor is { From.ZeroPoint: 0, To.ZeroPoint: 0 } && call.Input(0).Type.Quantization!.Scale * StepsPerUnit <= short.MaxValue;
        if (!known)
        {
            return null;
        }

        (int factor, int shift) = Scaling(call.Input(0).Type.Quantization!.Scale, mostShift);
        int half = shift == 0 ? 0 : 1 << (shift - 1);
        return IntegerElements.Write(ElementType.Int16, Array.ConvertAll(
            IntegerElements.Read(call.Input(0)), value => function(((value * factor) + half) >> shift)));
    }

    /// <summary>factor / 2^shift leads from a step of the input to one of 1/12288.</summary>
    private static (int Factor, int Shift) Scaling(float scale, int mostShift)
    {
        float log2 = MathF.Log(scale) * (1f / MathF.Log(2f)), rounded = MathF.Round(log2, MidpointRounding.AwayFromZero);
        int shift = 12 + (int)rounded;
        if (MathF.Abs(log2 - rounded) < 1e-3f && shift >= 0 && shift <= mostShift)
        {
            return (3 << shift, 0);
        }

        double factor = scale * StepsPerUnit;
        int bits = 0;
        while (factor <= short.MaxValue / 2.0 && bits <= 30)
        {
            bits++;
            factor *= 2;
        }

        return ((int)factor, bits);
    }

    private static int Sample(int index)
    {
        static double Sigmoid(double x) => 65536 / (1 + Math.Exp(-x / 24));
        double errorAtTheMiddle = ((Sigmoid(index) + Sigmoid(index + 1)) / 2) - Sigmoid(index + 0.5);
        return (int)Math.Round(Sigmoid(index) - (errorAtTheMiddle / 2), MidpointRounding.AwayFromZero);
    }
}
