using Adc.Mvp;
using static Adc.Mvp.MvpRegister;

namespace Adc.Compiler.Lowering.Mvp.Shapes;

/// <summary>Fully connected, sums formed block by block: no accumulator takes more than 64 products, so that its roundings stay few.</summary>
/// <remarks>
/// As <see cref="OutputPerLane"/> with an accumulator per pair of outputs, but behind each block of inputs its sum is scaled and added
/// to the output, which starts at the late constant. The output is stored after every block; the last store stays. Scales come from the
/// record, so that weights may be per channel. 2 n + 3 blocks + 2 cycles for four outputs and n inputs.
/// </remarks>
internal static class SumsInBlocks
{
    /// <summary>Most products that are added one after the other.</summary>
    public const int LargestBlock = 64;

    private const int SmallestBlock = 8;
    private const int OutputsPerBlock = 4;
    private const int EntriesPerBlock = 4;
    private const int EntrySizeInBytes = 4;

    /// <summary>Inputs of one block: the largest divisor that is neither too large nor too small; null when the layer does not fit.</summary>
    public static int? Block(FullyConnectedOperands layer)
    {
        for (int block = Math.Min(layer.Inputs / 2, LargestBlock); block >= SmallestBlock; block--)
        {
            if (layer.Inputs % block == 0)
            {
                return layer.Inputs / block * OutputPerLane.Blocks(layer.Outputs) <= MvpLimits.MaximumSize ? block : null;
            }
        }

        return null;
    }

    /// <summary>For each block of four outputs: the constants of both pairs, then their scales.</summary>
    public static IEnumerable<double> Record(FullyConnectedOperands layer) =>
        Enumerable.Range(0, OutputPerLane.Blocks(layer.Outputs)).Select(block => Enumerable.Range(block * OutputsPerBlock, OutputsPerBlock))
            .SelectMany(rows => rows.Select(layer.LateConstant).Concat(rows.Select(layer.Scale)));

    public static MvpProgram Build(FullyConnectedOperands layer, int block, MvpBase scaled, MvpBase weights, MvpBase record, MvpBase output)
    {
        int outputBlocks = OutputPerLane.Blocks(layer.Outputs), blocks = layer.Inputs / block;
        MvpElementType outputType = layer.OutputForm == BufferForm.Plain ? MvpElementType.ComplexInt8 : MvpElementType.ComplexUInt8;
        var program = new MvpProgramBuilder();
        MvpArrayHandle x = program.Array(scaled, MvpElementType.Binary16, d1: new(blocks, block), d2: new(block, 1));
        MvpArrayHandle w = program.Array(weights, MvpElementType.ComplexInt8, d1: new(blocks * outputBlocks, 2 * block), d2: new(2 * block, 1));
        MvpArrayHandle constants = program.Array(record, MvpElementType.ComplexBinary16, new(2, 1), d2: new(outputBlocks, EntriesPerBlock));
        MvpArrayHandle scales = program.Array(
            record + (2 * EntrySizeInBytes), MvpElementType.ComplexBinary16, new(2, 1), d2: new(outputBlocks, EntriesPerBlock));
        MvpArrayHandle y = program.Array(output, outputType, new(2, 1), d2: new(outputBlocks, 2));
        MvpLoopSet four = program.Loop(outputBlocks);
        MvpLoopSet all = program.Loop(blocks, stepOnExit: y.D2);
        MvpLoopSet rest = program.Loop(block - 1, stepOnExit: x.D1 | w.D1);
        program.Add(MvpOperation.Noop, load0: constants.To(R2, MvpAxes.D0), load1: scales.To(R4, MvpAxes.D0), begins: four);
        program.Add(MvpOperation.Noop, load0: constants.To(R3, MvpAxes.D0 | MvpAxes.D2), load1: scales.To(R5, MvpAxes.D0 | MvpAxes.D2));
        program.Add(MvpOperation.MulC(R0, R6, R7), load0: x.To(R6, MvpAxes.D2), load1: w.To(R7, MvpAxes.D2), begins: all);
        program.Add(MvpOperation.MulC(R1, R6, R7), load1: w.To(R7, MvpAxes.D2));
        program.Add(MvpOperation.MacC(R0, R6, R7, R0), load0: x.To(R6, MvpAxes.D2), load1: w.To(R7, MvpAxes.D2), begins: rest);
        program.Add(MvpOperation.MacC(R1, R6, R7, R1), load1: w.To(R7, MvpAxes.D2), ends: rest);
        program.Add(MvpOperation.MacR2A(R2, R0, R4, R2), store: y.From(R2, MvpAxes.D0));
        program.Add(MvpOperation.MacR2A(R3, R1, R5, R3), store: y.From(R3, MvpAxes.D0), ends: four | all);
        return program.Build();
    }
}
