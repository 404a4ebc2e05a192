using Adc.Mvp;
using static Adc.Mvp.MvpRegister;

namespace Adc.Compiler.Lowering.Mvp.Shapes;

/// <summary>x' = x * 2^-15 + centre term, 8-bit to half precision, once per layer.</summary>
/// <remarks>One instruction a pair; single elements where the count is odd or pairs are not wanted. Source: mvp-shapes, "scale3".</remarks>
internal static class ScaleToHalf
{
    /// <summary>Elements of the centre array: one per input, or a single pair for all.</summary>
    public static IEnumerable<double> CentreTerms(FullyConnectedOperands layer) => layer.HasOwnCentres
        ? Enumerable.Range(0, layer.Inputs).Select(layer.CentreTerm)
        : [layer.CentreTerm(0), layer.CentreTerm(0)];

    /// <returns>Null when the count cannot be laid out on the accelerator's axes.</returns>
    public static MvpProgram? Build(FullyConnectedOperands layer, MvpBase input, MvpBase scaled, MvpBase centres)
    {
        bool pairs = layer.InPairs && layer.Inputs % 2 == 0;
        if (FlatRuns.Split(pairs ? layer.Inputs / 2 : layer.Inputs) is not (int rows, int columns))
        {
            return null;
        }

        bool signed = layer.InputForm == BufferForm.Plain;
        MvpElementType from = (signed, pairs) switch
        {
            (true, true) => MvpElementType.ComplexInt8,
            (true, false) => MvpElementType.Int8,
            (false, true) => MvpElementType.ComplexUInt8,
            _ => MvpElementType.UInt8,
        };
        MvpElementType half = pairs ? MvpElementType.ComplexBinary16 : MvpElementType.Binary16;
        var program = new MvpProgramBuilder();
        MvpArrayHandle x = program.Array(input, from, d1: new(rows, columns), d2: new(columns, 1));
        MvpArrayHandle target = program.Array(scaled, half, d1: new(rows, columns), d2: new(columns, 1));
        MvpArrayHandle centre = layer.HasOwnCentres
            ? program.Array(centres, half, d1: new(rows, columns), d2: new(columns, 1))
            : program.Array(centres, MvpElementType.ComplexBinary16);
        MvpIndexSet nextRow = x.D1 | target.D1 | (layer.HasOwnCentres ? centre.D1 : MvpIndexSet.Empty);
        MvpLoopSet outer = program.Loop(rows);
        MvpLoopSet inner = program.Loop(columns, stepOnExit: nextRow);
        program.Preset(R2, HalfPrecision.Both(HalfPrecision.SumScale));
        program.Add(
            MvpOperation.MacR2A(R4, R6, R2, R5),
            load0: x.To(R6, MvpAxes.D2),
            load1: centre.To(R5, layer.HasOwnCentres ? MvpAxes.D2 : MvpAxes.None),
            store: target.From(R4, MvpAxes.D2),
            begins: outer | inner,
            ends: outer | inner);
        return program.Build();
    }
}
