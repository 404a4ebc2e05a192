using Adc.Mvp;
using static Adc.Mvp.MvpRegister;

namespace Adc.Compiler.Lowering.Mvp.Shapes;

/// <summary>Padding around the inside of a map: in front of it, between its rows, and behind it. One cycle a unit.</summary>
/// <remarks>Runs before the inside is written, so that lengths that no two axes multiply to may be rounded up into it.</remarks>
internal static class ClearBorder
{
    /// <param name="inPairs">The unit is a pair of half-precision numbers, else a single one.</param>
    /// <param name="total">Units of the whole map.</param>
    /// <param name="front">Units in front of the inside.</param>
    /// <param name="gaps">Gaps between rows.</param>
    /// <param name="firstGap">Where the first gap starts.</param>
    /// <param name="pitch">From one gap to the next.</param>
    /// <param name="gap">Units of each gap.</param>
    /// <param name="back">Units behind the inside.</param>
    /// <param name="value">What padding is.</param>
    public static MvpProgram Build(MvpBase map, double value, bool inPairs, int total, int front, int gaps, int firstGap, int pitch, int gap, int back)
    {
        MvpElementType type = inPairs ? MvpElementType.ComplexBinary16 : MvpElementType.Binary16;
        int size = type.SizeInBytes();
        var program = new MvpProgramBuilder();
        program.Preset(R0, HalfPrecision.Both(value));
        if (front > 0)
        {
            (int rows, int columns) = Cover(front, total);
            Clear(program, map, type, rows, columns, columns);
        }

        if (gaps > 0 && gap > 0)
        {
            Clear(program, map + ((long)firstGap * size), type, gaps, pitch, gap);
        }

        if (back > 0)
        {
            (int rows, int columns) = Cover(back, total);
            Clear(program, map + ((long)(total - (rows * columns)) * size), type, rows, columns, columns);
        }

        return program.Build();
    }

    private static void Clear(MvpProgramBuilder program, MvpBase start, MvpElementType type, int rows, int pitch, int run)
    {
        MvpArrayHandle area = program.Array(start, type, d1: new(rows, rows == 1 ? 0 : pitch), d2: new(run, 1));
        MvpLoopSet outer = program.Loop(rows);
        MvpLoopSet inner = program.Loop(run, stepOnExit: area.D1);
        program.Add(MvpOperation.Noop, store: area.From(R0, MvpAxes.D2), begins: outer | inner, ends: outer | inner);
    }

    // Rows and columns that an axis can count, with at least so many units but no more than there are.
    private static (int Rows, int Columns) Cover(int units, int total)
    {
        int rows = (units + MvpLimits.MaximumSize - 1) / MvpLimits.MaximumSize;
        int columns = (units + rows - 1) / rows;
        return rows * columns <= total ? (rows, columns) : FlatRuns.Split(units) ?? (rows, columns);
    }
}
