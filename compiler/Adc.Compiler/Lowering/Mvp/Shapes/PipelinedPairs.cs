using Adc.Mvp;
using static Adc.Mvp.MvpRegister;

namespace Adc.Compiler.Lowering.Mvp.Shapes;

/// <summary>Fully connected on 8-bit inputs as they are: each pair is scaled just before it is multiplied.</summary>
/// <remarks>
/// No program scales the inputs beforehand, and no memory holds them scaled; instead every output scales them anew. That pays for one
/// output or two: with more, scaling first is quicker. Two pairs take turns, so that no multiplication waits for its factor. For n pairs
/// 2 n + 5 cycles an output, 2.25 n + 5 from flash.
/// The two load streams never work in the same instruction. Source: mvp, "What is the floor?", shape 2.
/// </remarks>
internal static class PipelinedPairs
{
    private const int PairsInTurn = 2;

    public static bool Fits(FullyConnectedOperands layer) =>
        !layer.IsPerChannel && !layer.HasOwnCentres && layer.Inputs % (2 * PairsInTurn) == 0
        && layer.Inputs <= 2 * MvpLimits.MaximumSize && layer.Outputs <= MvpLimits.MaximumSize;

    /// <param name="weights">In the model's own order.</param>
    /// <param name="record">A late constant for each output.</param>
    public static MvpProgram Build(FullyConnectedOperands layer, MvpBase input, MvpBase weights, MvpBase record, MvpBase output)
    {
        int pairs = layer.Inputs / 2;
        var program = new MvpProgramBuilder();
        MvpArrayHandle x = program.Array(
            input, layer.InputForm == BufferForm.Plain ? MvpElementType.ComplexInt8 : MvpElementType.ComplexUInt8, d2: new(pairs, 1));
        MvpArrayHandle w = program.Array(weights, MvpElementType.ComplexInt8, d1: new(layer.Outputs, pairs), d2: new(pairs, 1));
        MvpArrayHandle constants = program.Array(record, MvpElementType.Binary16, d2: new(layer.Outputs, 1));
        MvpArrayHandle y = program.Array(
            output, layer.OutputForm == BufferForm.Plain ? MvpElementType.Int8 : MvpElementType.UInt8, d2: new(layer.Outputs, 1));
        MvpLoopSet row = program.Loop(layer.Outputs);
        MvpLoopSet turns = program.Loop(pairs / PairsInTurn, stepOnExit: w.D1);
        program.Preset(R3, HalfPrecision.Both(layer.Scale(0)));
        program.Preset(R4, HalfPrecision.Both(HalfPrecision.SumScale));
        program.Preset(R5, HalfPrecision.Both(layer.CentreTerm(0)));
        program.Add(MvpOperation.Clear(R2), begins: row);
        program.Add(MvpOperation.MacR2A(R0, R6, R4, R5), load0: x.To(R6, MvpAxes.D2), begins: turns);
        program.Add(MvpOperation.MacR2A(R1, R7, R4, R5), load0: x.To(R7, MvpAxes.D2));
        program.Add(MvpOperation.MacR2A(R2, R0, R6, R2), load1: w.To(R6, MvpAxes.D2));
        program.Add(MvpOperation.MacR2A(R2, R1, R7, R2), load1: w.To(R7, MvpAxes.D2), ends: turns);
        program.Add(MvpOperation.AddR(R2, R2), load0: constants.To(R6, MvpAxes.D2));
        program.Add(MvpOperation.MacR2A(R7, R2, R3, R6), store: y.From(R7, MvpAxes.D2), ends: row);
        return program.Build();
    }
}
