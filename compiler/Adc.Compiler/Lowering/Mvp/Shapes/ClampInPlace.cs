using Adc.Mvp;
using static Adc.Mvp.MvpRegister;

namespace Adc.Compiler.Lowering.Mvp.Shapes;

/// <summary>Clamps 8-bit values to bounds narrower than their type, where they lie. One instruction a pair, or a value.</summary>
internal static class ClampInPlace
{
    /// <summary>Programs that clamp a layer's output; none where the store's own saturation does.</summary>
    /// <param name="count">Values, rounded up to an even number; the buffer must hold them.</param>
    /// <param name="low">Lowest value, as int8.</param>
    /// <param name="high">Highest value, as int8.</param>
    public static IEnumerable<CandidateProgram> Programs(int count, bool signed, int low, int high, bool inPairs = true)
    {
        if (low == sbyte.MinValue && high == sbyte.MaxValue)
        {
            yield break;
        }

        int shift = signed ? 0 : 128;
        foreach ((int first, int rows, int columns) in FlatRuns.Cover(inPairs ? (count + 1) / 2 : count))
        {
            yield return new CandidateProgram("clamp", Build(new(MvpCandidate.Output, (inPairs ? 2L : 1L) * first), rows, columns, ScaleRows.Bytes(signed, inPairs), low + shift, high + shift));
        }
    }

    private static MvpProgram Build(MvpBase values, int rows, int columns, MvpElementType type, int low, int high)
    {
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
