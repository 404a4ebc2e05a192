using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering.Mvp;

/// <summary>The taps of a transposed convolution that outputs of one phase of the stride meet, along one axis.</summary>
/// <remarks>
/// Output o meets tap k of input i where o + Before = i * Stride + k: the taps Phase, Phase + Stride, ... and inputs that go down by one.
/// A phase without tap has one beyond the kernel, whose weight is 0.
/// </remarks>
internal readonly record struct PhaseTaps(int Phase, int Stride, int Count)
{
    public static PhaseTaps Of(WindowAxis axis, int phase) => new(phase, axis.Stride, Math.Max(1, (axis.Kernel - phase + axis.Stride - 1) / axis.Stride));

    /// <summary>The tap that the window's element meets, counted in the direction of inputs.</summary>
    public int Kernel(int element) => Phase + ((Count - 1 - element) * Stride);

    /// <summary>The outputs of this phase in a range, and the input that the first of them meets first.</summary>
    public PhaseRun Within(WindowAxis axis, int first, int count)
    {
        int before = (int)axis.Before, skipped = (Phase - ((first + before) % Stride) + Stride) % Stride;
        int start = first + skipped, outputs = skipped >= count ? 0 : (count - skipped + Stride - 1) / Stride;
        return new PhaseRun(start, outputs, ((start + before - Phase) / Stride) - (Count - 1));
    }

    /// <summary>All inputs that a range of outputs meets, with the padding around them.</summary>
    /// <param name="input">Inputs that there are.</param>
    public static MapAxis Reach(WindowAxis axis, int input, int first, int count)
    {
        int start = int.MaxValue, end = int.MinValue;
        for (int phase = 0; phase < axis.Stride; phase++)
        {
            PhaseTaps taps = Of(axis, phase);
            PhaseRun run = taps.Within(axis, first, count);
            if (run.Count > 0)
            {
                start = Math.Min(start, run.Start);
                end = Math.Max(end, run.Start + run.Count - 1 + taps.Count);
            }
        }

        return MapAxis.Between(start, end, input);
    }
}

/// <summary>Outputs First, First + stride, ... whose windows begin at inputs Start, Start + 1, ...</summary>
internal readonly record struct PhaseRun(int First, int Count, int Start);
