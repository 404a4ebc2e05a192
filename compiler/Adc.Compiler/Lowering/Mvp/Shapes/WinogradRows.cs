using Adc.Compiler.Ir;
using Adc.Mvp;
using static Adc.Mvp.MvpRegister;

namespace Adc.Compiler.Lowering.Mvp.Shapes;

/// <summary>3x3 convolution with stride 1 by F(2, 3) along rows: four products give two pixels of three taps.</summary>
/// <remarks>
/// With t0 = x0 − x2, t1 = x1 + x2, t2 = x2 − x1, t3 = x1 − x3 and doubled weights 2 w0, w0 + w1 + w2, w0 − w1 + w2, 2 w2, which are
/// whole and exact in half precision, y0 = (m0 + m1 + m2) / 2 and y1 = (m1 − m2 − m3) / 2. 12 c + 6 cycles for four outputs of c channels,
/// and 4 c for each pair of pixels to transform. Source: mvp-shapes, "wino".
/// </remarks>
internal static class WinogradRows
{
    public const int Components = 4;
    private const int Taps = 3, HalfSize = 2, PairSize = 4, EntriesPerPair = 3;

    public static bool Fits(ConvolutionOperands layer, int columns) =>
        layer is { KernelHeight: Taps, KernelWidth: Taps } && layer.Vertical is { Stride: 1, Dilation: 1 } && layer.Horizontal is { Stride: 1, Dilation: 1 }
        && columns % 2 == 0 && Taps * Components * layer.Channels <= MvpLimits.MaximumStride && Components * layer.Channels <= MvpLimits.MaximumSize
        && columns / 2 <= MvpLimits.MaximumSize && PixelTriples.PaddedOutputs(layer.Outputs) / 2 * EntriesPerPair <= MvpLimits.MaximumSize
        && layer.Outputs <= MvpLimits.MaximumStride;

    /// <summary>Bytes of the transformed map.</summary>
    public static int ScratchSizeInBytes(ConvolutionOperands layer, int rows, int columns) => (rows + Taps - 1) * (columns / 2) * layer.Channels * Components * HalfSize;

    /// <summary>Doubled transformed weights: pair of outputs, window row, channel, component, output.</summary>
    public static ConstantData Weights(ConvolutionOperands layer)
    {
        List<double> stream = [];
        for (int output = 0; output < layer.Outputs; output += 2)
        {
            for (int row = 0; row < Taps; row++)
            {
                for (int channel = 0; channel < layer.Channels; channel++)
                {
                    for (int component = 0; component < Components; component++)
                    {
                        stream.Add(Transformed(layer, output, row, channel, component));
                        stream.Add(Transformed(layer, output + 1, row, channel, component));
                    }
                }
            }
        }

        return HalfPrecision.Array(stream);
    }

    /// <summary>For each pair of outputs: constants, half scales, zeros that clear accumulators.</summary>
    public static IEnumerable<double> Record(ConvolutionOperands layer)
    {
        for (int output = 0; output < layer.Outputs; output += 2)
        {
            yield return layer.LateConstant(output);
            yield return layer.LateConstant(output + 1);
            yield return layer.Scale(output) / 2;
            yield return layer.Scale(output + 1) / 2;
            yield return 0;
            yield return 0;
        }
    }

    /// <summary>Programs that turn a padded map into the four components, [row][pair of columns][channel][component].</summary>
    /// <param name="rows">Rows of the map.</param>
    /// <param name="pitch">Elements from one row of the map to the next.</param>
    public static IEnumerable<MvpProgram> Transform(ConvolutionOperands layer, int rows, int columns, int pitch, MvpBase map, MvpBase transformed)
    {
        int channels = layer.Channels, pairs = columns / 2;
        (int Left, int Right, bool Negate)[] operands = [(0, 2, true), (1, 2, false), (2, 1, true), (1, 3, true)];
        for (int component = 0; component < Components; component++)
        {
            (int left, int right, bool negate) = operands[component];
            var program = new MvpProgramBuilder();
            MvpArrayHandle Columns(int column) => program.Array(
                map + ((long)column * channels * HalfSize), MvpElementType.Binary16, new(channels, 1), new(pairs, 2 * channels), new(rows, pitch));
            MvpArrayHandle a = Columns(left), b = Columns(right);
            MvpArrayHandle t = program.Array(
                transformed + (component * HalfSize), MvpElementType.Binary16,
                new(channels, Components), new(pairs, Components * channels), new(rows, Components * channels * pairs));
            MvpLoopSet row = program.Loop(rows), pair = program.Loop(pairs, stepOnExit: a.D2 | b.D2 | t.D2), channel = program.Loop(channels, stepOnExit: a.D1 | b.D1 | t.D1);
            program.Add(
                MvpOperation.AddC(R2, R0, negate ? MvpOperand.Negative(R1) : R1), load0: a.To(R0, MvpAxes.D0), load1: b.To(R1, MvpAxes.D0), store: t.From(R2, MvpAxes.D0),
                begins: row | pair | channel, ends: row | pair | channel);
            yield return program.Build();
        }
    }

    /// <summary>Whether the strides of the transformed map fit.</summary>
    public static bool FitsTransform(ConvolutionOperands layer, int rows, int columns, int pitch) =>
        Components * layer.Channels * (columns / 2) <= MvpLimits.MaximumStride && pitch <= MvpLimits.MaximumStride
        && rows + Taps <= MvpLimits.MaximumSize && layer.Channels <= MvpLimits.MaximumSize;

    /// <summary>One program per row group; the row groups of a window of three rows are three.</summary>
    /// <param name="rowPitch">Bytes from one output row to the next.</param>
    /// <param name="pixelPitch">Bytes from one output pixel to the next.</param>
    public static IEnumerable<MvpProgram> Build(
        ConvolutionOperands layer, int rows, int columns, MvpBase transformed, MvpBase weights, MvpBase record, MvpBase output, int rowPitch, int pixelPitch)
    {
        int run = Components * layer.Channels, blocks = PixelTriples.PaddedOutputs(layer.Outputs) / 2, pairs = columns / 2;
        bool allRows = Taps * ((rows + Taps - 1) / Taps) <= MvpLimits.MaximumSize && Taps * rowPitch / 2 <= MvpLimits.MaximumStride;
        for (int group = 0; group < (allRows ? Math.Min(Taps, rows) : rows); group++)
        {
            int count = allRows ? (rows - group + Taps - 1) / Taps : 1;
            var program = new MvpProgramBuilder();
            MvpArrayHandle t = program.Array(
                transformed + ((long)HalfSize * run * pairs * group), MvpElementType.Binary16, new(pairs, run), new(Taps * count, run * pairs), new(run, 1));
            MvpArrayHandle w = program.Array(weights, MvpElementType.ComplexBinary16, new(blocks, blocks == 1 ? 0 : Taps * run), new(Taps, run), new(run, 1));
            MvpArrayHandle constants = program.Array(record, MvpElementType.ComplexBinary16, d0: new(blocks, EntriesPerPair), d2: new(EntriesPerPair, 1));
            MvpArrayHandle Pixel(int column) => program.Array(
                output + ((long)rowPitch * group) + ((long)column * pixelPitch), ScaleRows.Bytes(layer.StoresSigned, inPairs: true),
                new(count, count == 1 ? 0 : Taps * rowPitch / 2), new(pairs, pixelPitch), new(blocks, 1));
            MvpArrayHandle even = Pixel(0), odd = Pixel(1);
            MvpLoopSet block = program.Loop(blocks);
            MvpLoopSet pair = program.Loop(pairs, stepOnExit: w.D0 | constants.D0 | even.D2 | odd.D2);
            MvpLoopSet row = program.Loop(count, stepOnExit: t.D0 | even.D1 | odd.D1);
            MvpLoopSet tap = program.Loop(Taps);
            MvpLoopSet channel = program.Loop(layer.Channels, stepOnExit: t.D1 | w.D1);
            MvpRegister[] sums = [R0, R1, R2, R3];
            for (int component = 0; component < Components; component++)
            {
                MvpRegister sum = sums[component];
                program.Preset(sum, MvpComplex.Zero);
                program.Add(
                    MvpOperation.MacC(sum, R6, R7, sum), load0: t.To(R6, MvpAxes.D2), load1: w.To(R7, MvpAxes.D2),
                    begins: component == 0 ? block | pair | row | tap | channel : default, ends: component == Components - 1 ? tap | channel : default);
            }

            program.Add(MvpOperation.AacC(R4, R0, R1, R2), load0: constants.To(R7, MvpAxes.D2));
            program.Add(MvpOperation.AacC(R5, R1, MvpOperand.Negative(R2), MvpOperand.Negative(R3)), load0: constants.To(R6, MvpAxes.D2));
            program.Add(MvpOperation.MacR2A(R4, R4, R6, R7), load0: constants.To(R0), load1: constants.To(R1), store: even.From(R4, MvpAxes.D0));
            program.Add(
                MvpOperation.MacR2A(R5, R5, R6, R7), load0: constants.To(R2, MvpAxes.D2), load1: constants.To(R3), store: odd.From(R5, MvpAxes.D0), ends: block | pair | row);
            yield return program.Build();
        }
    }

    private static double Transformed(ConvolutionOperands layer, int output, int row, int channel, int component)
    {
        double Tap(int column) => layer.Weight(output, (((row * Taps) + column) * layer.Channels) + channel);
        return component switch
        {
            0 => 2 * Tap(0),
            1 => Tap(0) + Tap(1) + Tap(2),
            2 => Tap(0) - Tap(1) + Tap(2),
            _ => 2 * Tap(2),
        };
    }
}
