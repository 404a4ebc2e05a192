using Adc.Mvp;
using static Adc.Mvp.MvpRegister;

namespace Adc.Compiler.Lowering.Mvp.Shapes;

/// <summary>Fully connected with a scale for each output: per-channel weights, or inputs too many for one stride.</summary>
/// <remarks>
/// As <see cref="OutputPerLane"/>, but scale and constant of each pair come from a record, and accumulators are cleared instead of
/// peeled. 2 n + 5 cycles for four outputs and n inputs. Source: mvp-shapes, "conv2o" with one pixel. Inputs beyond one axis are
/// cut into equal chunks; weights are streamed without a gap, so their middle axis simply counts chunks of all blocks.
/// </remarks>
internal static class ScalePerOutput
{
    private const int OutputsPerBlock = 4;
    private const int EntriesPerBlock = 4;
    private const int LargestChunk = MvpLimits.MaximumSize / 2;

    /// <summary>Inputs of one chunk: the largest divisor that fits an axis; null when the layer does not fit.</summary>
    public static int? Chunk(FullyConnectedOperands layer)
    {
        int blocks = OutputPerLane.Blocks(layer.Outputs);
        for (int chunk = Math.Min(layer.Inputs, LargestChunk); chunk >= 1; chunk--)
        {
            if (layer.Inputs % chunk == 0)
            {
                int chunks = layer.Inputs / chunk;
                bool fits = chunks * blocks <= MvpLimits.MaximumSize && 2 * blocks <= MvpLimits.MaximumSize && chunk >= 2;
                return fits ? chunk : null;
            }
        }

        return null;
    }

    /// <summary>For each block of four outputs: constant and scale of the first pair, then of the second.</summary>
    public static IEnumerable<double> Record(FullyConnectedOperands layer)
    {
        for (int row = 0; row < OutputPerLane.Blocks(layer.Outputs) * OutputsPerBlock; row += 2)
        {
            yield return layer.LateConstant(row);
            yield return layer.LateConstant(row + 1);
            yield return layer.Scale(row);
            yield return layer.Scale(row + 1);
        }
    }

    /// <param name="isPortSparing">
    /// Load each constant once instead of again and again beside the weights: a cycle more for four outputs, but none lost to a shared port.
    /// </param>
    public static MvpProgram Build(
        FullyConnectedOperands layer, int chunk, MvpBase scaled, MvpBase weights, MvpBase record, MvpBase output, bool isPortSparing)
    {
        int blocks = OutputPerLane.Blocks(layer.Outputs), chunks = layer.Inputs / chunk;
        var program = new MvpProgramBuilder();
        MvpArrayHandle x = program.Array(scaled, MvpElementType.Binary16, d1: new(chunks, chunk), d2: new(chunk, 1));
        MvpArrayHandle w = program.Array(weights, MvpElementType.ComplexInt8, d1: new(chunks * blocks, 2 * chunk), d2: new(2 * chunk, 1));
        MvpArrayHandle constants = program.Array(record, MvpElementType.ComplexBinary16, d1: new(blocks, EntriesPerBlock), d2: new(EntriesPerBlock, 1));
        MvpArrayHandle first = program.Array(output, layer.PairType, d2: new(blocks, 2));
        MvpArrayHandle second = program.Array(output + (2L * layer.OutputElementSize), layer.PairType, d2: new(blocks, 2));
        MvpLoopSet block = program.Loop(blocks, stepOnExit: MvpIndexSet.Empty);
        MvpLoopSet all = program.Loop(chunks, stepOnExit: isPortSparing ? MvpIndexSet.Empty : constants.D2);
        MvpLoopSet inner = program.Loop(chunk, stepOnExit: x.D1 | w.D1);
        program.Preset(R0, MvpComplex.Zero);
        program.Preset(R1, MvpComplex.Zero);
        program.Add(MvpOperation.MacC(R0, R6, R7, R0), load0: x.To(R6, MvpAxes.D2), load1: w.To(R7, MvpAxes.D2), begins: block | all | inner);
        program.Add(
            MvpOperation.MacC(R1, R6, R7, R1), load0: isPortSparing ? null : constants.To(R3), load1: w.To(R7, MvpAxes.D2), ends: all | inner);
        if (isPortSparing)
        {
            program.Add(MvpOperation.Noop, load0: constants.To(R3, MvpAxes.D2));
        }

        program.Add(MvpOperation.MacR2A(R4, R0, R7, R3), load0: constants.To(R7, MvpAxes.D2));
        program.Add(MvpOperation.Clear(R0), load0: constants.To(R3, MvpAxes.D2));
        program.Add(MvpOperation.MacR2A(R5, R1, R7, R3), load0: constants.To(R7, MvpAxes.D1 | MvpAxes.D2), store: first.From(R4, MvpAxes.D2));
        program.Add(MvpOperation.Clear(R1), store: second.From(R5, MvpAxes.D2), ends: block);
        return program.Build();
    }
}
