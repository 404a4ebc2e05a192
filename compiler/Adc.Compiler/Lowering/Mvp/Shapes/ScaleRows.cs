using Adc.Mvp;
using static Adc.Mvp.MvpRegister;

namespace Adc.Compiler.Lowering.Mvp.Shapes;

/// <summary>y = x * factor + offset, 8-bit to half precision, row by row. One instruction a unit.</summary>
/// <remarks>Source: mvp-shapes, "scale3".</remarks>
internal static class ScaleRows
{
    /// <param name="signed">Inputs are int8, else uint8.</param>
    /// <param name="inPairs">The unit is a pair, else a single element. Rows of both sides begin on whole units.</param>
    /// <param name="run">Units of a row.</param>
    /// <param name="fromPitch">Units from one row to the next.</param>
    /// <param name="toPitch">Units from one row to the next.</param>
    /// <returns>One program, or one per row where strides are beyond the accelerator's.</returns>
    public static IEnumerable<MvpProgram> Build(
        MvpBase from, MvpBase to, bool signed, bool inPairs, int rows, int run, int fromPitch, int toPitch, double factor, double offset)
    {
        if (rows == 0 || run == 0)
        {
            yield break;
        }

        if (fromPitch == run && toPitch == run)
        {
            foreach ((int first, int flatRows, int columns) in FlatRuns.Cover(rows * run))
            {
                yield return One(From(first), To(first), new(flatRows, columns, columns), Axis.Single, columns);
            }

            yield break;
        }

        (int chunks, int length) = FlatRuns.Split(run) ?? (0, 0);
        if (chunks == 0)
        {
            // A long row whose length has no divisor that an axis can count: its pieces one after the other.
            for (int row = 0; row < rows; row++)
            {
                foreach ((int first, int flatRows, int columns) in FlatRuns.Cover(run))
                {
                    yield return One(From(((long)row * fromPitch) + first), To(((long)row * toPitch) + first), new(flatRows, columns, columns), Axis.Single, columns);
                }
            }

            yield break;
        }

        bool fits = fromPitch <= MvpLimits.MaximumStride && toPitch <= MvpLimits.MaximumStride;
        int perProgram = fits ? MvpLimits.MaximumSize : 1;
        for (int row = 0; row < rows; row += perProgram)
        {
            int count = Math.Min(perProgram, rows - row);
            yield return One(From((long)row * fromPitch), To((long)row * toPitch), new(count, fromPitch, toPitch), new(chunks, length, length), length);
        }

        MvpBase From(long units) => from + (units * (inPairs ? 2 : 1));
        MvpBase To(long units) => to + (units * (inPairs ? 4 : 2));
        MvpProgram One(MvpBase source, MvpBase target, Axis outer, Axis middle, int length) => Program(source, target, signed, inPairs, outer, middle, length, factor, offset);
    }

    /// <summary>Pixels of an image at a distance from each other, to pixels behind one another. One program.</summary>
    /// <param name="run">Units of a pixel.</param>
    /// <param name="fromPitch">Units from one row that is read to the next.</param>
    /// <param name="fromStep">Units from one pixel that is read to the next.</param>
    /// <returns>Null when sizes or strides are beyond the accelerator's.</returns>
    public static MvpProgram? Gather(
        MvpBase from, MvpBase to, bool signed, bool inPairs, int rows, int columns, int run, int fromPitch, int fromStep, double factor, double offset) =>
        rows > MvpLimits.MaximumSize || columns > MvpLimits.MaximumSize || run > MvpLimits.MaximumSize
            || Math.Max(Math.Max(fromPitch, fromStep), columns * run) > MvpLimits.MaximumStride
            ? null : Program(from, to, signed, inPairs, new(rows, fromPitch, columns * run), new(columns, fromStep, run), run, factor, offset);

    private static MvpProgram Program(MvpBase from, MvpBase to, bool signed, bool inPairs, Axis rows, Axis middle, int length, double factor, double offset)
    {
        var program = new MvpProgramBuilder();
        MvpArrayHandle x = program.Array(from, Bytes(signed, inPairs), rows.From, middle.From, new(length, 1));
        MvpArrayHandle y = program.Array(to, inPairs ? MvpElementType.ComplexBinary16 : MvpElementType.Binary16, rows.To, middle.To, new(length, 1));
        MvpLoopSet row = program.Loop(rows.Count), chunk = program.Loop(middle.Count, stepOnExit: x.D0 | y.D0), run = program.Loop(length, stepOnExit: x.D1 | y.D1);
        program.Preset(R2, HalfPrecision.Both(factor));
        program.Preset(R5, HalfPrecision.Both(offset));
        program.Add(
            MvpOperation.MacR2A(R4, R6, R2, R5), load0: x.To(R6, MvpAxes.D2), store: y.From(R4, MvpAxes.D2),
            begins: row | chunk | run, ends: row | chunk | run);
        return program.Build();
    }

    /// <summary>Element type of 8-bit values.</summary>
    public static MvpElementType Bytes(bool signed, bool inPairs) => (signed, inPairs) switch
    {
        (true, true) => MvpElementType.ComplexInt8,
        (true, false) => MvpElementType.Int8,
        (false, true) => MvpElementType.ComplexUInt8,
        _ => MvpElementType.UInt8,
    };

    // An outer axis on both sides: how often, and how far apart.
    private readonly record struct Axis(int Count, int FromPitch, int ToPitch)
    {
        public static Axis Single => new(1, 0, 0);

        public MvpDimension From => new(Count, Count == 1 ? 0 : FromPitch);

        public MvpDimension To => new(Count, Count == 1 ? 0 : ToPitch);
    }
}
