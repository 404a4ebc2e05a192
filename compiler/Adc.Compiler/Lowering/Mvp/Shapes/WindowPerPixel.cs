using Adc.Compiler.Ir;
using Adc.Mvp;
using static Adc.Mvp.MvpRegister;

namespace Adc.Compiler.Lowering.Mvp.Shapes;

/// <summary>Convolution, one pixel times four outputs: one output per lane, two accumulators.</summary>
/// <remarks>
/// 2 n + 5 cycles for four outputs of n inputs. An index cannot go back, so that rows of the window and of the output share an axis only
/// if a program visits the output rows ceil(kernel height / stride) apart: that many row groups, a program each.
/// Source: mvp-shapes, "conv2o".
/// </remarks>
internal static class WindowPerPixel
{
    public const int OutputsPerBlock = 4;
    private const int EntriesPerBlock = 4, EntrySize = 4, OtherLoops = 5;

    /// <summary>Outputs rounded up to whole blocks.</summary>
    public static int PaddedOutputs(int outputs) => (outputs + OutputsPerBlock - 1) / OutputsPerBlock * OutputsPerBlock;

    /// <summary>Weights in streaming order: block of four outputs, tap, output.</summary>
    /// <param name="taps">Taps of a sum, in the order in which the map is walked.</param>
    public static ConstantData Weights(int outputs, int taps, Func<int, int, sbyte> weight)
    {
        var stream = new sbyte[PaddedOutputs(outputs) * taps];
        int next = 0;
        for (int block = 0; block < PaddedOutputs(outputs); block += OutputsPerBlock)
        {
            for (int tap = 0; tap < taps; tap++)
            {
                for (int lane = 0; lane < OutputsPerBlock; lane++)
                {
                    stream[next++] = block + lane < outputs ? weight(block + lane, tap) : (sbyte)0;
                }
            }
        }

        return ConstantData.Of<sbyte>(stream);
    }

    /// <summary>For each block of four outputs: constant and scale of the first pair, then of the second.</summary>
    public static IEnumerable<double> Record(ConvolutionOperands layer)
    {
        for (int output = 0; output < PaddedOutputs(layer.Outputs); output += 2)
        {
            yield return layer.LateConstant(output);
            yield return layer.LateConstant(output + 1);
            yield return layer.Scale(output);
            yield return layer.Scale(output + 1);
        }
    }

    /// <summary>Programs for all pixels of a grid.</summary>
    /// <param name="record">Behind one another: constant and scale of output pairs.</param>
    /// <param name="isPortSparing">
    /// Load each constant once instead of again and again beside the weights: a cycle more for four outputs, but none lost to a shared port.
    /// </param>
    /// <returns>Null when the sizes do not fit axes, strides or loops.</returns>
    public static IReadOnlyList<MvpProgram>? Build(WindowGrid grid, MvpBase map, MvpBase weights, MvpBase record, MvpBase output, bool isPortSparing)
    {
        int run = grid.RunOfTaps, chunks = Chunks(run);
        if (chunks == 0 || run > MvpLimits.MaximumSize || grid.MapPitch > MvpLimits.MaximumStride || grid.MapStrideX > MvpLimits.MaximumStride
            || grid.Columns > MvpLimits.MaximumSize || grid.PixelPitch / 2 > MvpLimits.MaximumStride
            || chunks * grid.KernelHeight > MvpLimits.MaximumSize)
        {
            return null;
        }

        int blocks = grid.Outputs / OutputsPerBlock, weightsOfBlock = 2 * grid.KernelHeight * run;
        bool allBlocks = blocks == 1 || (weightsOfBlock <= MvpLimits.MaximumStride && 2 * blocks <= MvpLimits.MaximumSize);
        var programs = new List<MvpProgram>();
        foreach ((int firstBlock, int count) in allBlocks ? [(0, blocks)] : Enumerable.Range(0, blocks).Select(block => (block, 1)))
        {
            foreach (RowGroup rows in RowGroups(grid))
            {
                programs.Add(Program(
                    grid, rows, count, chunks, map, weights + ((long)firstBlock * weightsOfBlock * 2), record + ((long)firstBlock * EntriesPerBlock * EntrySize),
                    output + ((long)firstBlock * OutputsPerBlock), isPortSparing));
            }
        }

        return programs;
    }

    // The weights' inner axis counts pairs of outputs and taps, twice as many as there are taps.
    private static int Chunks(int run) => Enumerable.Range(1, run).FirstOrDefault(chunks => run % chunks == 0 && 2 * run / chunks <= MvpLimits.MaximumSize);

    // Output rows First, First + Step, ... that one program visits.
    private readonly record struct RowGroup(int First, int Step, int Count);

    private static IEnumerable<RowGroup> RowGroups(WindowGrid grid)
    {
        int step = (grid.KernelHeight + grid.StrideY - 1) / grid.StrideY;
        int most = (grid.Rows + step - 1) / step;
        int surplus = (step * grid.StrideY) - grid.KernelHeight;
        bool fits = most * step * grid.StrideY <= MvpLimits.MaximumSize && grid.RowPitch / 2 * step <= MvpLimits.MaximumStride
            && OtherLoops + 1 + Math.Max(0, surplus - 1) <= MvpLimits.Loops;
        if (!fits)
        {
            return Enumerable.Range(0, grid.Rows).Select(row => new RowGroup(row, 1, 1));
        }

        return Enumerable.Range(0, Math.Min(step, grid.Rows)).Select(first => new RowGroup(first, step, (grid.Rows - first + step - 1) / step));
    }

    private static MvpProgram Program(
        WindowGrid grid, RowGroup rows, int blocks, int chunks, MvpBase map, MvpBase weights, MvpBase record, MvpBase output, bool isPortSparing)
    {
        const int HalfSize = 2, PairSize = 2;
        int run = grid.RunOfTaps, chunk = 2 * run / chunks, row = grid.RowPitch / PairSize, pixel = grid.PixelPitch / PairSize;
        int surplus = rows.Count == 1 ? 0 : (rows.Step * grid.StrideY) - grid.KernelHeight;
        int mapRows = rows.Count == 1 ? grid.KernelHeight : rows.Count * rows.Step * grid.StrideY;
        MvpElementType type = ScaleRows.Bytes(grid.StoresSigned, inPairs: true);
        var program = new MvpProgramBuilder();
        MvpArrayHandle x = program.Array(
            map + ((long)HalfSize * grid.MapPitch * rows.First * grid.StrideY), MvpElementType.Binary16,
            new(grid.Columns, grid.MapStrideX), new(mapRows, grid.MapPitch), new(run, 1));
        MvpArrayHandle w = program.Array(
            weights, MvpElementType.ComplexInt8, new(blocks, blocks == 1 ? 0 : 2 * grid.KernelHeight * run), new(grid.KernelHeight * chunks, chunk), new(chunk, 1));
        MvpArrayHandle constants = program.Array(record, MvpElementType.ComplexBinary16, d0: new(blocks, EntriesPerBlock), d2: new(EntriesPerBlock, 1));
        MvpArrayHandle Pair(int offset) => program.Array(
            output + ((long)grid.RowPitch * rows.First) + offset, type,
            new(rows.Count, rows.Count == 1 ? 0 : row * rows.Step), new(grid.Columns, pixel), new(blocks, 2));
        MvpArrayHandle first = Pair(0), second = Pair(PairSize);
        MvpLoopSet block = program.Loop(blocks);
        MvpLoopSet column = program.Loop(grid.Columns, stepOnExit: w.D0 | constants.D0 | first.D2 | second.D2);
        MvpLoopSet outer = block | column | program.Loop(rows.Count, stepOnExit: x.D0 | first.D1 | second.D1);
        MvpLoopSet all = MvpLoopSet.Empty;
        for (int skipped = 1; skipped < surplus; skipped++)
        {
            all |= program.Loop(1, stepOnExit: x.D1);
        }

        all |= program.Loop(grid.KernelHeight, stepOnExit: (isPortSparing ? MvpIndexSet.Empty : constants.D2) | (surplus > 0 ? x.D1 : MvpIndexSet.Empty));
        if (chunks > 1)
        {
            all |= program.Loop(chunks, stepOnExit: x.D1);
            all |= program.Loop(run / chunks, stepOnExit: w.D1);
        }
        else
        {
            all |= program.Loop(run, stepOnExit: x.D1 | w.D1);
        }

        program.Preset(R0, MvpComplex.Zero);
        program.Preset(R1, MvpComplex.Zero);
        program.Add(MvpOperation.MacC(R0, R6, R7, R0), load0: x.To(R6, MvpAxes.D2), load1: w.To(R7, MvpAxes.D2), begins: outer | all);
        program.Add(MvpOperation.MacC(R1, R6, R7, R1), load0: isPortSparing ? null : constants.To(R3), load1: w.To(R7, MvpAxes.D2), ends: all);
        if (isPortSparing)
        {
            program.Add(MvpOperation.Noop, load0: constants.To(R3, MvpAxes.D2));
        }

        program.Add(MvpOperation.MacR2A(R4, R0, R7, R3), load0: constants.To(R7, MvpAxes.D2));
        program.Add(MvpOperation.Clear(R0), load0: constants.To(R3, MvpAxes.D2));
        program.Add(MvpOperation.MacR2A(R5, R1, R7, R3), load0: constants.To(R7, MvpAxes.D2), store: first.From(R4, MvpAxes.D0));
        program.Add(MvpOperation.Clear(R1), store: second.From(R5, MvpAxes.D0), ends: outer);
        return program.Build();
    }
}

/// <summary>Output pixels and the windows of a map in half precision that they read.</summary>
/// <param name="RunOfTaps">Taps of one row of the window: neighbours in the map.</param>
/// <param name="MapPitch">Elements from one row of the map to the next.</param>
/// <param name="MapStrideX">Elements from the window of one pixel to that of the next.</param>
/// <param name="Outputs">Output channels, whole blocks of four.</param>
/// <param name="RowPitch">Bytes from one output row to the next.</param>
/// <param name="PixelPitch">Bytes from one output pixel to the next.</param>
internal sealed record WindowGrid(
    int Rows, int Columns, int KernelHeight, int RunOfTaps, int StrideY, int MapPitch, int MapStrideX, int Outputs, int RowPitch, int PixelPitch, bool StoresSigned);
