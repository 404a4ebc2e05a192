using Adc.Mvp;
using static Adc.Mvp.MvpRegister;

namespace Adc.Compiler.Lowering.Mvp.Shapes;

/// <summary>Clamps 8-bit values to bounds narrower than their type, where they lie. One instruction a pair.</summary>
internal static class ClampInPlace
{
    /// <param name="count">Values, rounded up to an even number; the buffer must hold them.</param>
    /// <returns>Null when the count cannot be laid out on the accelerator's axes.</returns>
    public static MvpProgram? Build(MvpBase values, int count, bool signed, int low, int high)
    {
        if (FlatRuns.Split((count + 1) / 2) is not (int rows, int columns))
        {
            return null;
        }

        MvpElementType type = signed ? MvpElementType.ComplexInt8 : MvpElementType.ComplexUInt8;
        var program = new MvpProgramBuilder();
        MvpArrayHandle from = program.Array(values, type, d1: new(rows, columns), d2: new(columns, 1));
        MvpArrayHandle to = program.Array(values, type, d1: new(rows, columns), d2: new(columns, 1));
        MvpLoopSet outer = program.Loop(rows);
        MvpLoopSet inner = program.Loop(columns, stepOnExit: from.D1 | to.D1);
        program.Preset(R0, HalfPrecision.Both(low));
        program.Preset(R1, HalfPrecision.Both(high));
        program.Add(
            MvpOperation.Clip2A(R2, R0, R1, R2), load0: from.To(R2, MvpAxes.D2), store: to.From(R2, MvpAxes.D2), begins: outer | inner, ends: outer | inner);
        return program.Build();
    }
}
