using Adc.Mvp;
using static Adc.Mvp.MvpRegister;

namespace Adc.Compiler.Lowering.Mvp.Shapes;

/// <summary>Fully connected, two inputs in the two lanes and one accumulator: weights in the model's own order.</summary>
/// <remarks>Sums even and odd inputs apart and adds the two at the end, which is a little more exact. Without pairs the second lane stays empty. Source: mvp-shapes, "fc_in".</remarks>
internal static class InputPairPerLane
{
    public static bool Fits(FullyConnectedOperands layer) =>
        !layer.IsPerChannel && (layer.InPairs ? layer.Inputs % 2 == 0 && layer.Inputs is >= 4 and <= 2 * MvpLimits.MaximumSize : layer.Inputs is >= 2 and <= MvpLimits.MaximumSize)
        && layer.Outputs <= MvpLimits.MaximumSize;

    public static MvpProgram Build(FullyConnectedOperands layer, MvpBase scaled, MvpBase weights, MvpBase record, MvpBase output)
    {
        int units = layer.InPairs ? layer.Inputs / 2 : layer.Inputs;
        bool signed = layer.OutputForm == BufferForm.Plain;
        var program = new MvpProgramBuilder();
        MvpArrayHandle x = program.Array(scaled, layer.InPairs ? MvpElementType.ComplexBinary16 : MvpElementType.Binary16, d2: new(units, 1));
        MvpArrayHandle w = program.Array(weights, layer.InPairs ? MvpElementType.ComplexInt8 : MvpElementType.Int8, d1: new(layer.Outputs, units), d2: new(units, 1));
        MvpArrayHandle constants = program.Array(record, MvpElementType.Binary16, d2: new(layer.Outputs, 1));
        MvpArrayHandle y = program.Array(output, signed ? MvpElementType.Int8 : MvpElementType.UInt8, d2: new(layer.Outputs, 1));
        MvpLoopSet row = program.Loop(layer.Outputs);
        MvpLoopSet rest = program.Loop(units - 1, stepOnExit: w.D1);
        program.Preset(R3, HalfPrecision.Both(layer.Scale(0)));
        program.Add(MvpOperation.MulR2A(R0, R6, R7), load0: x.To(R6, MvpAxes.D2), load1: w.To(R7, MvpAxes.D2), begins: row);
        program.Add(MvpOperation.MacR2A(R0, R6, R7, R0), load0: x.To(R6, MvpAxes.D2), load1: w.To(R7, MvpAxes.D2), begins: rest, ends: rest);
        program.Add(MvpOperation.AddR(R0, R0), load0: constants.To(R4, MvpAxes.D2));
        program.Add(MvpOperation.MacR2A(R5, R0, R3, R4), store: y.From(R5, MvpAxes.D2), ends: row);
        return program.Build();
    }
}
