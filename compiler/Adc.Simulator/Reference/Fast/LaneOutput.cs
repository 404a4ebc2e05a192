using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference.Fast;

/// <summary>From sums of 32 bits to int8: the channel's factor, the zero point, the clamp of the activation.</summary>
internal sealed class LaneOutput<TLanes>
    where TLanes : ILanes
{
    private readonly LaneScales scales;
    private readonly Rounding rounding;
    private readonly Vector256<int> zero;

    // The clamp before the zero point is added, where nothing wraps.
    private readonly Vector256<int> low;
    private readonly Vector256<int> high;

    /// <param name="factors">One per channel.</param>
    public LaneOutput(IReadOnlyList<Requantizer> factors, Activation activation, TensorType output, Rounding rounding)
    {
        (int least, int greatest) = ActivationRange.Quantized(activation, output);
        int zeroPoint = output.Quantization!.ZeroPoint;
        scales = new LaneScales(factors);
        this.rounding = rounding;
        zero = Vector256.Create(zeroPoint);
        low = Vector256.Create(least - zeroPoint);
        high = Vector256.Create(greatest - zeroPoint);
    }

    /// <summary>Writes the outputs of eight channels, or of as many as there is room for.</summary>
    /// <param name="channel">The first of them, a multiple of 8.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(Vector256<int> sums, int channel, Span<sbyte> output)
    {
        Vector256<int> scaled = TLanes.Requantize(sums, scales, channel, rounding);
        Vector256<int> values = Vector256.Min(Vector256.Max(scaled, low), high) + zero;
        Vector128<short> shorts = Vector128.Narrow(values.GetLower(), values.GetUpper());
        ulong bytes = Vector128.Narrow(shorts, shorts).AsUInt64().ToScalar();
        if (output.Length >= LaneScales.Width)
        {
            Unsafe.WriteUnaligned(ref Unsafe.As<sbyte, byte>(ref output[0]), bytes);
            return;
        }

        for (int i = 0; i < output.Length; i++, bytes >>= 8)
        {
            output[i] = unchecked((sbyte)bytes);
        }
    }
}
