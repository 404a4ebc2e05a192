using Adc.Mvp;
using static Adc.Mvp.MvpRegister;

namespace Adc.Compiler.Lowering.Mvp.Shapes;

/// <summary>The greatest or the sum of each channel under windows of at most three columns; a program per output row.</summary>
/// <remarks>One array a column of the window. taps + 2 cycles for the greatest of a unit, taps + 3 for the average. Source: mvp-shapes, "maxpool2".</remarks>
internal static class WindowReduction
{
    public const int MostColumns = 3;

    /// <summary>Whether sizes and strides fit.</summary>
    /// <param name="units">Pairs of channels, or channels.</param>
    public static bool Fits(int width, int columns, int strideX, int units, int kernelHeight, int kernelWidth) =>
        kernelWidth <= MostColumns && kernelHeight <= MvpLimits.MaximumSize && units <= MvpLimits.MaximumSize && columns <= MvpLimits.MaximumSize
        && width * units <= MvpLimits.MaximumStride && strideX * units <= MvpLimits.MaximumStride;

    /// <summary>One output row of maxima.</summary>
    /// <param name="input">The first window's first pixel.</param>
    /// <param name="pitch">Units from one row of the image to the next.</param>
    public static MvpProgram Maxima(MvpBase input, MvpBase output, MvpElementType type, int columns, int units, int pitch, int strideX, int kernelHeight, int kernelWidth)
    {
        var program = new MvpProgramBuilder();
        MvpArrayHandle[] x = Columns(program, input, type, columns, units, pitch, strideX, kernelHeight, kernelWidth);
        MvpArrayHandle y = program.Array(output, type, d2: new(units, 1), d1: new(columns, units));
        (MvpLoopSet outer, MvpLoopSet row) = Loops(program, x, y, columns, units, kernelHeight);
        // Lower than any element, with sign or without.
        program.Preset(R0, HalfPrecision.Both(-1024));
        program.Preset(R5, HalfPrecision.Both(-1024));
        for (int tap = 0; tap < kernelWidth; tap++)
        {
            program.Add(
                MvpOperation.Max2A(R0, R6, R0), load0: x[tap].To(R6, MvpAxes.D2), begins: tap == 0 ? outer | row : default, ends: tap == kernelWidth - 1 ? row : default);
        }

        program.Add(MvpOperation.Copy(R4, R0), store: y.From(R4, MvpAxes.D2));
        program.Add(MvpOperation.Copy(R0, R5), ends: outer);
        return program.Build();
    }

    /// <summary>One output row of averages.</summary>
    public static MvpProgram Averages(
        MvpBase input, MvpElementType from, MvpBase output, MvpElementType to, int columns, int units, int pitch, int strideX, int kernelHeight, int kernelWidth,
        double centre, double factor, double constant)
    {
        var program = new MvpProgramBuilder();
        MvpArrayHandle[] x = Columns(program, input, from, columns, units, pitch, strideX, kernelHeight, kernelWidth);
        MvpArrayHandle y = program.Array(output, to, d2: new(units, 1), d1: new(columns, units));
        (MvpLoopSet outer, MvpLoopSet row) = Loops(program, x, y, columns, units, kernelHeight);
        program.Preset(R0, MvpComplex.Zero);
        program.Preset(R2, HalfPrecision.Both(-centre));
        program.Preset(R3, HalfPrecision.Both(factor));
        program.Preset(R4, HalfPrecision.Both(constant));
        for (int tap = 0; tap < kernelWidth; tap++)
        {
            program.Add(
                MvpOperation.AacC(R0, R6, R2, R0), load0: x[tap].To(R6, MvpAxes.D2), begins: tap == 0 ? outer | row : default, ends: tap == kernelWidth - 1 ? row : default);
        }

        program.Add(MvpOperation.MacR2A(R5, R0, R3, R4), store: y.From(R5, MvpAxes.D2));
        program.Add(MvpOperation.Clear(R0), ends: outer);
        return program.Build();
    }

    private static MvpArrayHandle[] Columns(
        MvpProgramBuilder program, MvpBase input, MvpElementType type, int columns, int units, int pitch, int strideX, int kernelHeight, int kernelWidth) =>
        [.. Enumerable.Range(0, kernelWidth).Select(tap => program.Array(
            input + ((long)tap * units * type.SizeInBytes()), type, new(units, 1), new(columns, strideX * units), new(kernelHeight, pitch)))];

    private static (MvpLoopSet Outer, MvpLoopSet Row) Loops(MvpProgramBuilder program, MvpArrayHandle[] x, MvpArrayHandle y, int columns, int units, int kernelHeight)
    {
        MvpIndexSet nextUnit = x.Aggregate(MvpIndexSet.Empty, (union, array) => union | array.D0), nextColumn = x.Aggregate(y.D1, (union, array) => union | array.D1);
        MvpLoopSet column = program.Loop(columns), unit = program.Loop(units, stepOnExit: nextColumn), row = program.Loop(kernelHeight, stepOnExit: nextUnit);
        return (column | unit, row);
    }
}
