using Adc.Mvp;
using static Adc.Mvp.MvpRegister;

namespace Adc.Compiler.Lowering.Mvp.Shapes;

/// <summary>One number in half precision over and over: two a cycle, or one where the start or the end is inside a word.</summary>
internal static class ClearFlat
{
    public static IEnumerable<MvpProgram> Build(MvpBase start, int elements, double value = 0)
    {
        const int HalfSize = 2;
        bool inPairs = elements % 2 == 0 && start.OffsetInBytes % (2 * HalfSize) == 0;
        MvpElementType type = inPairs ? MvpElementType.ComplexBinary16 : MvpElementType.Binary16;
        return FlatRuns.Cover(inPairs ? elements / 2 : elements).Select(piece => Program(start + ((long)piece.First * type.SizeInBytes()), type, piece.Rows, piece.Columns, value));
    }

    private static MvpProgram Program(MvpBase start, MvpElementType type, int rows, int columns, double value)
    {
        var program = new MvpProgramBuilder();
        program.Preset(R0, HalfPrecision.Both(value));
        MvpArrayHandle area = program.Array(start, type, d1: new(rows, columns), d2: new(columns, 1));
        MvpLoopSet row = program.Loop(rows), column = program.Loop(columns, stepOnExit: area.D1);
        program.Add(MvpOperation.Noop, store: area.From(R0, MvpAxes.D2), begins: row | column, ends: row | column);
        return program.Build();
    }
}
