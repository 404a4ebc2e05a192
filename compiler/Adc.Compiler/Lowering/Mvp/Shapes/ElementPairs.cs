using Adc.Mvp;
using static Adc.Mvp.MvpRegister;

namespace Adc.Compiler.Lowering.Mvp.Shapes;

/// <summary>Sums and products of two 8-bit tensors of one shape, pair by pair, in loops of one instruction each.</summary>
/// <remarks>Source: mvp-shapes, "elementwise" and "mul3".</remarks>
internal static class ElementPairs
{
    /// <summary>y = x * factor + constant: a cycle a pair.</summary>
    public static IEnumerable<MvpProgram> Affine(
        MvpBase input, MvpElementType from, MvpBase output, MvpElementType to, int pairs, double factor, double constant)
    {
        foreach ((int first, int rows, int columns) in FlatRuns.Cover(pairs))
        {
            var program = new MvpProgramBuilder();
            MvpArrayHandle Values(MvpBase start, MvpElementType element) => program.Array(
                start + ((long)first * element.SizeInBytes()), element, d1: new(rows, columns), d2: new(columns, 1));
            MvpArrayHandle x = Values(input, from), y = Values(output, to);
            MvpLoopSet row = program.Loop(rows), run = program.Loop(columns, stepOnExit: x.D1 | y.D1);
            program.Preset(R0, HalfPrecision.Both(factor));
            program.Preset(R1, HalfPrecision.Both(constant));
            program.Add(
                MvpOperation.MacR2A(R4, R4, R0, R1), load0: x.To(R4, MvpAxes.D2), store: y.From(R4, MvpAxes.D2), begins: row | run, ends: row | run);
            yield return program.Build();
        }
    }

    /// <summary>y = a * factorOfA + (b * factorOfB + constant): two cycles a pair.</summary>
    public static IEnumerable<MvpProgram> Sum(
        MvpBase a, MvpElementType typeOfA, MvpBase b, MvpElementType typeOfB, MvpBase scratch, MvpBase output, MvpElementType type, int pairs,
        double factorOfA, double factorOfB, double constant)
    {
        foreach ((int first, int rows, int columns) in FlatRuns.Cover(pairs))
        {
            var program = new MvpProgramBuilder();
            MvpArrayHandle Values(MvpBase start, MvpElementType element) => program.Array(
                start + ((long)first * element.SizeInBytes()), element, d1: new(rows, columns), d2: new(columns, 1));
            MvpArrayHandle left = Values(a, typeOfA), right = Values(b, typeOfB), share = Values(scratch, MvpElementType.ComplexBinary16), y = Values(output, type);
            MvpLoopSet row = program.Loop(rows), run = program.Loop(columns, stepOnExit: right.D1 | share.D1);
            program.Preset(R0, HalfPrecision.Both(factorOfB));
            program.Preset(R1, HalfPrecision.Both(constant));
            program.Preset(R2, HalfPrecision.Both(factorOfA));
            program.Add(MvpOperation.MacR2A(R4, R4, R0, R1), load0: right.To(R4, MvpAxes.D2), store: share.From(R4, MvpAxes.D2), begins: row | run, ends: row | run);
            row = program.Loop(rows);
            run = program.Loop(columns, stepOnExit: left.D1 | share.D1 | y.D1);
            program.Add(
                MvpOperation.MacR2A(R5, R5, R2, R6), load0: left.To(R5, MvpAxes.D2), load1: share.To(R6, MvpAxes.D2), store: y.From(R5, MvpAxes.D2),
                begins: row | run, ends: row | run);
            yield return program.Build();
        }
    }

    /// <summary>y = (a + centreOfA) * ((b + centreOfB) * factor) + constant: three cycles a pair.</summary>
    /// <param name="scratch">Twice the output in half precision.</param>
    public static IEnumerable<MvpProgram> Product(
        MvpBase a, MvpElementType typeOfA, MvpBase b, MvpElementType typeOfB, MvpBase scratch, MvpBase output, MvpElementType type, int pairs,
        double centreOfA, double centreOfB, double factor, double constant)
    {
        int pairSize = MvpElementType.ComplexBinary16.SizeInBytes();
        foreach ((int first, int rows, int columns) in FlatRuns.Cover(pairs))
        {
            var program = new MvpProgramBuilder();
            MvpArrayHandle Values(MvpBase start, MvpElementType element) => program.Array(
                start + ((long)first * element.SizeInBytes()), element, d1: new(rows, columns), d2: new(columns, 1));
            MvpArrayHandle left = Values(a, typeOfA), right = Values(b, typeOfB);
            MvpArrayHandle x = Values(scratch, MvpElementType.ComplexBinary16), z = Values(scratch + ((long)pairs * pairSize), MvpElementType.ComplexBinary16), y = Values(output, type);
            program.Preset(R0, HalfPrecision.Both(1));
            program.Preset(R1, HalfPrecision.Both(centreOfA));
            program.Preset(R2, HalfPrecision.Both(factor));
            program.Preset(R3, HalfPrecision.Both(centreOfB * (double)HalfPrecision.Round(factor)));
            program.Preset(R4, HalfPrecision.Both(constant));
            MvpLoopSet row = program.Loop(rows), run = program.Loop(columns, stepOnExit: left.D1 | x.D1);
            program.Add(MvpOperation.MacR2A(R5, R5, R0, R1), load0: left.To(R5, MvpAxes.D2), store: x.From(R5, MvpAxes.D2), begins: row | run, ends: row | run);
            row = program.Loop(rows);
            run = program.Loop(columns, stepOnExit: right.D1 | z.D1);
            program.Add(MvpOperation.MacR2A(R5, R5, R2, R3), load0: right.To(R5, MvpAxes.D2), store: z.From(R5, MvpAxes.D2), begins: row | run, ends: row | run);
            row = program.Loop(rows);
            run = program.Loop(columns, stepOnExit: x.D1 | z.D1 | y.D1);
            program.Add(
                MvpOperation.MacR2A(R5, R6, R7, R4), load0: x.To(R6, MvpAxes.D2), load1: z.To(R7, MvpAxes.D2), store: y.From(R5, MvpAxes.D2),
                begins: row | run, ends: row | run);
            yield return program.Build();
        }
    }
}
