using Adc.Mvp;
using static Adc.Mvp.MvpRegister;

namespace Adc.Compiler.Lowering.Mvp.Shapes;

/// <summary>The mean of all pixels, channel by channel: pairs of channels, or single ones if their number is odd, and two accumulators.</summary>
/// <remarks>Subtracting the zero point from each pixel keeps sums small. pixels + 6 cycles for two outputs. Source: mvp-shapes, "avgpool".</remarks>
internal static class GlobalAverage
{
    /// <param name="units">Pairs of channels, or channels.</param>
    public static MvpProgram Build(
        MvpBase input, MvpElementType from, MvpBase output, MvpElementType to, int units, int pixels, double centre, double factor, double constant)
    {
        var program = new MvpProgramBuilder();
        MvpArrayHandle x = program.Array(input, from, d0: new(units, 1), d2: new(pixels, units));
        MvpArrayHandle y = program.Array(output, to, d2: new(units, 1));
        bool isOdd = pixels % 2 != 0;
        MvpLoopSet pair = program.Loop(units);
        program.Preset(R0, MvpComplex.Zero);
        program.Preset(R1, MvpComplex.Zero);
        program.Preset(R2, HalfPrecision.Both(-centre));
        program.Preset(R3, HalfPrecision.Both(factor));
        program.Preset(R4, HalfPrecision.Both(constant));
        MvpLoopSet begins = pair;
        if (pixels > 1)
        {
            MvpLoopSet twice = program.Loop(pixels / 2, stepOnExit: isOdd ? MvpIndexSet.Empty : x.D0);
            program.Add(MvpOperation.AacC(R0, R6, R2, R0), load0: x.To(R6, MvpAxes.D2), begins: pair | twice);
            program.Add(MvpOperation.AacC(R1, R6, R2, R1), load0: x.To(R6, MvpAxes.D2), ends: twice);
            begins = default;
        }

        if (isOdd)
        {
            program.Add(MvpOperation.AacC(R0, R6, R2, R0), load0: x.To(R6, MvpAxes.D0 | MvpAxes.D2), begins: begins);
        }

        program.Add(MvpOperation.AddC(R0, R1, R0));
        program.Add(MvpOperation.MacR2A(R5, R0, R3, R4), store: y.From(R5, MvpAxes.D2));
        program.Add(MvpOperation.Clear(R0));
        program.Add(MvpOperation.Clear(R1), ends: pair);
        return program.Build();
    }
}
