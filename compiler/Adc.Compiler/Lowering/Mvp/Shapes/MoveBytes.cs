using Adc.Mvp;
using static Adc.Mvp.MvpRegister;

namespace Adc.Compiler.Lowering.Mvp.Shapes;

/// <summary>Copies memory as it is. One instruction an element.</summary>
internal static class MoveBytes
{
    private const int WordSize = 4;

    /// <summary>Whole words, four bytes in two cycles from flash. Source: mvp-shapes, "copy_words".</summary>
    public static IEnumerable<MvpProgram> Words(MvpBase from, MvpBase to, int sizeInBytes) =>
        FlatRuns.Cover((sizeInBytes + WordSize - 1) / WordSize).Select(piece => Program(
            from + ((long)piece.First * WordSize), to + ((long)piece.First * WordSize), MvpElementType.ComplexBinary16, piece.Rows, piece.Columns, piece.Columns, piece.Columns));

    /// <summary>Rows of 8-bit values from one pitch to another.</summary>
    /// <param name="run">Bytes of a row.</param>
    public static IEnumerable<MvpProgram> Rows(MvpBase from, MvpBase to, bool signed, int rows, int run, int fromPitch, int toPitch)
    {
        bool inPairs = run % 2 == 0 && fromPitch % 2 == 0 && toPitch % 2 == 0;
        int unit = inPairs ? 2 : 1;
        int most = Math.Max(fromPitch, toPitch) / unit <= MvpLimits.MaximumStride ? MvpLimits.MaximumSize : 1;
        for (int row = 0; row < rows; row += most)
        {
            for (int column = 0; column < run / unit; column += MvpLimits.MaximumSize)
            {
                yield return Program(
                    from + ((long)row * fromPitch) + ((long)column * unit), to + ((long)row * toPitch) + ((long)column * unit), ScaleRows.Bytes(signed, inPairs),
                    Math.Min(most, rows - row), Math.Min(MvpLimits.MaximumSize, (run / unit) - column), fromPitch / unit, toPitch / unit);
            }
        }
    }

    private static MvpProgram Program(MvpBase from, MvpBase to, MvpElementType type, int rows, int run, int fromPitch, int toPitch)
    {
        var program = new MvpProgramBuilder();
        MvpArrayHandle source = program.Array(from, type, d1: new(rows, rows == 1 ? 0 : fromPitch), d2: new(run, 1));
        MvpArrayHandle target = program.Array(to, type, d1: new(rows, rows == 1 ? 0 : toPitch), d2: new(run, 1));
        MvpLoopSet outer = program.Loop(rows);
        MvpLoopSet inner = program.Loop(run, stepOnExit: source.D1 | target.D1);
        program.Add(MvpOperation.Noop, load0: source.To(R0, MvpAxes.D2), store: target.From(R0, MvpAxes.D2), begins: outer | inner, ends: outer | inner);
        return program.Build();
    }
}
