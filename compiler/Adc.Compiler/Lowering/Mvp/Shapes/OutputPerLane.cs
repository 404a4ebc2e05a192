using System.Runtime.InteropServices;
using Adc.Compiler.Ir;
using Adc.Mvp;
using static Adc.Mvp.MvpRegister;

namespace Adc.Compiler.Lowering.Mvp.Shapes;

/// <summary>Fully connected, one output per lane and two accumulators: four outputs in flight, no bubble.</summary>
/// <remarks>
/// A real activation times a pair of weights is one MACC. The first product of each output is peeled off the loop as a MULC, so
/// that no accumulator is ever cleared. In RAM n + 3/4 cycles an output for n pairs of inputs, in flash 1.5 n + 1/4.
/// Source: mvp-shapes, "fc2" and "fc2s".
/// </remarks>
internal static class OutputPerLane
{
    private const int OutputsPerBlock = 4;
    private const int LargestOutputs = 2048;

    /// <summary>2 * inputs is a stride.</summary>
    private const int LargestInputs = MvpLimits.MaximumStride / 2;

    public static int Blocks(int outputs) => (outputs + OutputsPerBlock - 1) / OutputsPerBlock;

    /// <summary>Bytes that the program stores: the last block is stored whole.</summary>
    public static int OutputSizeInBytes(int outputs) => Blocks(outputs) * OutputsPerBlock;

    /// <summary>Whether a layer's sizes fit loops and strides, given a scaled input.</summary>
    public static bool Fits(FullyConnectedOperands layer) =>
        !layer.IsPerChannel && layer.Inputs is >= 2 and <= LargestInputs && layer.Outputs <= LargestOutputs - OutputsPerBlock;

    /// <summary>Whether the scale loop and its record fit too.</summary>
    public static bool FitsWithScaling(FullyConnectedOperands layer) =>
        Fits(layer) && RecordEntries(layer) <= MvpLimits.MaximumSize;

    /// <summary>Weights in streaming order: for each block of four outputs, input by input, the four weights.</summary>
    public static ConstantData Weights(FullyConnectedOperands layer)
    {
        List<sbyte> stream = [];
        for (int block = 0; block < Blocks(layer.Outputs); block++)
        {
            for (int column = 0; column < layer.Inputs; column++)
            {
                for (int lane = 0; lane < OutputsPerBlock; lane++)
                {
                    stream.Add(layer.Weight((block * OutputsPerBlock) + lane, column));
                }
            }
        }

        return ConstantData.Of<sbyte>(CollectionsMarshal.AsSpan(stream));
    }

    /// <summary>Late constants, a complex entry for each pair of outputs.</summary>
    public static IEnumerable<double> LateConstants(FullyConnectedOperands layer) =>
        Enumerable.Range(0, Blocks(layer.Outputs) * OutputsPerBlock).Select(layer.LateConstant);

    /// <summary>Record of the program with its own scale loop: a complex entry for each centre (imaginary part unused), then the late constants.</summary>
    public static IEnumerable<double> RecordWithCentres(FullyConnectedOperands layer) =>
        Enumerable.Range(0, layer.HasOwnCentres ? layer.Inputs : 1).SelectMany(column => (double[])[layer.CentreTerm(column), 0])
            .Concat(LateConstants(layer));

    /// <summary>The product of a scaled input, late constants in a record of their own.</summary>
    /// <param name="isPortSparing">
    /// Load the late constants one after the other on the stream of the inputs: a cycle more for four outputs, but no two words at once.
    /// </param>
    public static MvpProgram Build(
        FullyConnectedOperands layer, MvpBase scaled, MvpBase weights, MvpBase record, MvpBase output, bool isPortSparing)
    {
        const int EntrySizeInBytes = 4;
        int blocks = Blocks(layer.Outputs);
        var program = new MvpProgramBuilder();
        MvpArrayHandle x = program.Array(scaled, MvpElementType.Binary16, d2: new(layer.Inputs, 1));
        MvpArrayHandle w = WeightStream(program, weights, layer.Inputs, blocks);
        MvpArrayHandle even = program.Array(record, MvpElementType.ComplexBinary16, d2: isPortSparing ? new(2 * blocks, 1) : new(blocks, 2));
        MvpArrayHandle y = program.Array(output, layer.PairType, d2: new(2 * blocks, 1));
        MvpArrayHandle odd = isPortSparing ? even : program.Array(record + EntrySizeInBytes, MvpElementType.ComplexBinary16, d2: new(blocks, 2));
        MvpLoopSet block = program.Loop(blocks);
        MvpLoopSet rest = program.Loop(layer.Inputs - 1, stepOnExit: w.D1);
        program.Preset(R3, HalfPrecision.Both(layer.Scale(0)));
        program.Add(MvpOperation.MulC(R0, R6, R7), load0: x.To(R6, MvpAxes.D2), load1: w.To(R7, MvpAxes.D0), begins: block);
        program.Add(MvpOperation.MulC(R1, R6, R7), load1: w.To(R7, MvpAxes.D0 | MvpAxes.D2));
        program.Add(MvpOperation.MacC(R0, R6, R7, R0), load0: x.To(R6, MvpAxes.D2), load1: w.To(R7, MvpAxes.D0), begins: rest);
        program.Add(MvpOperation.MacC(R1, R6, R7, R1), load1: w.To(R7, MvpAxes.D0 | MvpAxes.D2), ends: rest);
        program.Add(
            MvpOperation.MacR2A(R4, R0, R3, R4),
            load0: even.To(R4, MvpAxes.D2), load1: isPortSparing ? null : odd.To(R5, MvpAxes.D2), store: y.From(R4, MvpAxes.D2));
        program.Add(
            MvpOperation.MacR2A(R5, R1, R3, R5), load0: isPortSparing ? odd.To(R5, MvpAxes.D2) : null, store: y.From(R5, MvpAxes.D2), ends: block);
        return program.Build();
    }

    /// <summary>The same with the scale loop inside: one program for the whole layer.</summary>
    /// <param name="isPortSparing">
    /// Load each constant once instead of again and again beside the weights: a cycle more for four outputs, but none lost to a shared port.
    /// </param>
    public static MvpProgram BuildWithScaling(
        FullyConnectedOperands layer, MvpBase input, MvpBase scaled, MvpBase weights, MvpBase record, MvpBase output, bool isPortSparing)
    {
        int blocks = Blocks(layer.Outputs);
        bool signed = layer.InputForm == BufferForm.Plain;
        var program = new MvpProgramBuilder();
        MvpArrayHandle x = program.Array(scaled, MvpElementType.Binary16, d2: new(layer.Inputs, 1));
        MvpArrayHandle w = WeightStream(program, weights, layer.Inputs, blocks);
        MvpArrayHandle constants = program.Array(record, MvpElementType.ComplexBinary16, d2: new(RecordEntries(layer), 1));
        MvpArrayHandle y = program.Array(output, layer.PairType, d2: new(2 * blocks, 1));
        MvpArrayHandle raw = program.Array(input, signed ? MvpElementType.Int8 : MvpElementType.UInt8, d2: new(layer.Inputs, 1));
        MvpLoopSet block = program.Loop(blocks);
        MvpLoopSet rest = program.Loop(layer.Inputs - 1, stepOnExit: isPortSparing ? w.D1 : constants.D2 | w.D1);
        MvpLoopSet scaling = program.Loop(layer.Inputs, stepOnExit: layer.HasOwnCentres ? MvpIndexSet.Empty : constants.D2);
        program.Preset(R2, HalfPrecision.Pair(HalfPrecision.SumScale, 0));
        program.Preset(R3, HalfPrecision.Both(layer.Scale(0)));
        program.Add(
            MvpOperation.MacR2A(R4, R6, R2, R5),
            load0: raw.To(R6, MvpAxes.D2), load1: constants.To(R5, layer.HasOwnCentres ? MvpAxes.D2 : MvpAxes.None),
            store: x.From(R4, MvpAxes.D2), begins: scaling, ends: scaling);
        program.Add(MvpOperation.MulC(R0, R6, R7), load0: x.To(R6, MvpAxes.D2), load1: w.To(R7, MvpAxes.D0), begins: block);
        program.Add(MvpOperation.MulC(R1, R6, R7), load1: w.To(R7, MvpAxes.D0 | MvpAxes.D2));
        program.Add(MvpOperation.MacC(R0, R6, R7, R0), load0: x.To(R6, MvpAxes.D2), load1: w.To(R7, MvpAxes.D0), begins: rest);
        // The free load slot brings the constant again and again; the register holds it when the loop exits.
        program.Add(
            MvpOperation.MacC(R1, R6, R7, R1),
            load0: isPortSparing ? null : constants.To(R4), load1: w.To(R7, MvpAxes.D0 | MvpAxes.D2), ends: rest);
        program.Add(
            MvpOperation.MacR2A(R4, R0, R3, R4),
            load0: isPortSparing ? constants.To(R4, MvpAxes.D2) : constants.To(R5, MvpAxes.D2), store: y.From(R4, MvpAxes.D2));
        program.Add(
            MvpOperation.MacR2A(R5, R1, R3, R5),
            load0: isPortSparing ? constants.To(R5, MvpAxes.D2) : null, store: y.From(R5, MvpAxes.D2), ends: block);
        return program.Build();
    }

    private static int RecordEntries(FullyConnectedOperands layer) => (layer.HasOwnCentres ? layer.Inputs : 1) + (2 * Blocks(layer.Outputs));

    private static MvpArrayHandle WeightStream(MvpProgramBuilder program, MvpBase weights, int inputs, int blocks) =>
        program.Array(weights, MvpElementType.ComplexInt8, new(2, 1), new(blocks, 2 * inputs), new(inputs, 2));
}
