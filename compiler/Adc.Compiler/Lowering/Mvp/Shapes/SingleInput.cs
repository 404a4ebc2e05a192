using Adc.Mvp;
using static Adc.Mvp.MvpRegister;

namespace Adc.Compiler.Lowering.Mvp.Shapes;

/// <summary>Fully connected with one input: the centred input times a scaled weight, plus a constant; a cycle for each output.</summary>
internal static class SingleInput
{
    public static bool Fits(FullyConnectedOperands layer) => layer.Inputs == 1 && layer.Outputs <= MvpLimits.MaximumSize;

    /// <summary>Weights times multipliers, in output steps for each input step.</summary>
    public static IEnumerable<double> Slopes(FullyConnectedOperands layer) =>
        Enumerable.Range(0, layer.Outputs).Select(row => layer.Weight(row, 0) * layer.Multiplier(row));

    /// <param name="slopes">In half precision.</param>
    /// <param name="record">A late constant for each output.</param>
    public static MvpProgram Build(FullyConnectedOperands layer, MvpBase input, MvpBase slopes, MvpBase record, MvpBase output)
    {
        var program = new MvpProgramBuilder();
        MvpArrayHandle x = program.Array(input, layer.InputForm == BufferForm.Plain ? MvpElementType.Int8 : MvpElementType.UInt8, d2: new(1, 1));
        MvpArrayHandle w = program.Array(slopes, MvpElementType.Binary16, d2: new(layer.Outputs, 1));
        MvpArrayHandle constants = program.Array(record, MvpElementType.Binary16, d2: new(layer.Outputs, 1));
        MvpArrayHandle y = program.Array(output, layer.OutputForm == BufferForm.Plain ? MvpElementType.Int8 : MvpElementType.UInt8, d2: new(layer.Outputs, 1));
        MvpLoopSet outputs = program.Loop(layer.Outputs);
        program.Preset(R2, HalfPrecision.Both(1));
        program.Preset(R5, HalfPrecision.Both(layer.CentreTerm(0) / HalfPrecision.SumScale));
        program.Add(MvpOperation.MacR2A(R0, R6, R2, R5), load0: x.To(R6));
        program.Add(
            MvpOperation.MacR2A(R4, R0, R7, R4),
            load0: constants.To(R4, MvpAxes.D2), load1: w.To(R7, MvpAxes.D2), store: y.From(R4, MvpAxes.D2), begins: outputs, ends: outputs);
        return program.Build();
    }
}
