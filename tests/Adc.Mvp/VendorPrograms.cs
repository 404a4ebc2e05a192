using Adc.Mvp;
using static Adc.Mvp.MvpRegister;
using Op = Adc.Mvp.MvpOperation;

namespace Adc.Tests.Mvp;

/// <summary>Zero points and multiplier of a layer, as the vendor's kernels preset them.</summary>
internal readonly record struct VendorScale(double InputOffset, double Multiplier, double OutputOffset)
{
    /// <summary>2^-15: products of int8 numbers scaled by it stay in range.</summary>
    public static MvpComplex Down { get; } = MvpComplex.Both((Half)(1.0 / 32768));

    public MvpComplex ScaledOffset => MvpComplex.Both((Half)(InputOffset / 32768));

    public Half ScaledMultiplier => (Half)(Multiplier * 32768);

    public Half Output => (Half)OutputOffset;
}

/// <summary>Programs shaped as those of the vendor's kernels, to compare words and cycles with published ones.</summary>
internal static class VendorPrograms
{
    private const MvpAxes D0 = MvpAxes.D0;
    private const MvpAxes D1 = MvpAxes.D1;
    private const MvpAxes D2 = MvpAxes.D2;

    /// <summary>One program for all outputs, or one for each output where rows are long.</summary>
    public static IEnumerable<MvpProgram> FullyConnected(
        int inputs, int outputs, MvpBase input, MvpBase weights, MvpBase bias, MvpBase output, VendorScale scale, Half[] biases)
    {
        bool isPaired = inputs % 2 == 0;
        int length = isPaired ? inputs / 2 : inputs;
        return length <= MvpLimits.MaximumSize
            ? [ShortRows(isPaired, length, outputs, input, weights, bias, output, scale)]
            : Enumerable.Range(0, outputs).Select(row => LongRow(isPaired, length, input, weights + (inputs * row), output + row, scale, biases[row]));
    }

    private static MvpProgram ShortRows(
        bool isPaired, int length, int outputs, MvpBase input, MvpBase weights, MvpBase bias, MvpBase output, VendorScale scale)
    {
        var program = new MvpProgramBuilder();
        PresetFullyConnected(program, scale);
        MvpArrayHandle a0 = program.Array(input, Integers(isPaired), d1: new(1, length), d2: new(length, 1));
        MvpArrayHandle a1 = program.Array(weights, Integers(isPaired), d1: new(outputs, length), d2: new(length, 1));
        MvpArrayHandle a2 = program.Array(bias, MvpElementType.Binary16, d2: new(outputs, 1));
        MvpArrayHandle a3 = program.Array(output, MvpElementType.Int8, d1: new(1, outputs), d2: new(outputs, 1));
        MvpLoopSet batches = program.Loop(1);
        MvpLoopSet rows = program.Loop(outputs, stepOnExit: a0.D1 | a3.D1);
        MvpLoopSet columns = program.Loop(length, stepOnExit: a1.D1);
        program.Add(Op.Noop, load0: a2.To(R5, D2), begins: batches | rows);
        program.Add(Op.MacR2A(R6, R6, R0, R1), load0: a0.To(R6, D2), load1: a1.To(R7, D2), begins: columns);
        program.Add(Op.MacR2A(R5, R6, R7, R5), ends: columns);
        if (isPaired)
        {
            program.Add(Op.AddR(R5, R5));
        }

        program.Add(Op.MacR2A(R5, R5, R3, R4), store: a3.From(R5, D2), ends: batches | rows);
        return program.Build();
    }

    private static MvpProgram LongRow(
        bool isPaired, int length, MvpBase input, MvpBase weights, MvpBase output, VendorScale scale, Half bias)
    {
        int rows = Enumerable.Range(2, 30).First(factor => length % factor == 0 && length / factor <= MvpLimits.MaximumSize);
        var program = new MvpProgramBuilder();
        PresetFullyConnected(program, scale);
        program.Preset(R5, MvpComplex.OfReal(bias));
        MvpArrayHandle a0 = program.Array(input, Integers(isPaired), d1: new(rows, length / rows), d2: new(length / rows, 1));
        MvpArrayHandle a1 = program.Array(weights, Integers(isPaired), d1: new(rows, length / rows), d2: new(length / rows, 1));
        program.Array(MvpArray.Unused.Base, MvpArray.Unused.Type);
        MvpArrayHandle a3 = program.Array(output, MvpElementType.Int8, d2: new(1, 1));
        MvpLoopSet outer = program.Loop(rows);
        MvpLoopSet inner = program.Loop(length / rows, stepOnExit: a0.D1 | a1.D1);
        program.Add(Op.MacR2A(R6, R6, R0, R1), load0: a0.To(R6, D2), load1: a1.To(R7, D2), begins: outer | inner);
        program.Add(Op.MacR2A(R5, R6, R7, R5), ends: outer | inner);
        program.Add(Op.AddR(R5, R5));
        program.Add(Op.MacR2A(R5, R5, R3, R4), store: a3.From(R5, D2));
        return program.Build();
    }

    private static void PresetFullyConnected(MvpProgramBuilder program, VendorScale scale)
    {
        program.Preset(R0, VendorScale.Down);
        program.Preset(R1, scale.ScaledOffset);
        program.Preset(R3, MvpComplex.OfReal(scale.ScaledMultiplier));
        program.Preset(R4, MvpComplex.OfReal(scale.Output));
    }

    /// <summary>Windows that do not overlap; one program for each pair of channels.</summary>
    public static IEnumerable<MvpProgram> Pool(bool isMaximum, PoolShape shape, MvpBase input, MvpBase output)
    {
        bool isPaired = shape.Channels % 2 == 0;
        int channels = isPaired ? shape.Channels / 2 : shape.Channels;
        for (int channel = 0; channel < channels; channel++)
        {
            long offset = isPaired ? 2 * channel : channel;
            yield return isMaximum
                ? PoolChannel(shape, channels, isPaired, input + offset, output + offset, PresetMaximum, MaximumWindow)
                : PoolChannel(shape, channels, isPaired, input + offset, output + offset, program => PresetAverage(program, shape), AverageWindow);
        }
    }

    private delegate void Window(MvpProgramBuilder program, MvpArrayHandle input, MvpArrayHandle output, MvpLoopSet windows, MvpLoopSet taps);

    private static MvpProgram PoolChannel(
        PoolShape shape, int channels, bool isPaired, MvpBase input, MvpBase output, Action<MvpProgramBuilder> preset, Window addWindow)
    {
        var program = new MvpProgramBuilder();
        preset(program);
        MvpArrayHandle a0 = program.Array(
            input, Integers(isPaired), d0: new(shape.OutWidth, shape.KernelWidth * channels),
            d1: new(shape.OutHeight * shape.KernelHeight, shape.Width * channels), d2: new(shape.KernelWidth, channels));
        MvpArrayHandle a1 = program.Array(
            output, Integers(isPaired), d0: new(shape.OutHeight, shape.OutWidth * channels), d1: new(shape.OutWidth, channels));
        MvpLoopSet x = program.Loop(shape.OutWidth);
        MvpLoopSet y = program.Loop(shape.OutHeight, stepOnExit: a0.D0 | a1.D1);
        MvpLoopSet rows = program.Loop(shape.KernelHeight);
        MvpLoopSet columns = program.Loop(shape.KernelWidth, stepOnExit: a0.D1);
        addWindow(program, a0, a1, x | y, rows | columns);
        return program.Build();
    }

    private static void PresetMaximum(MvpProgramBuilder program)
    {
        program.Preset(R0, MvpComplex.Both((Half)(-128)));
        program.Preset(R3, MvpComplex.Both((Half)(-128)));
        program.Preset(R4, MvpComplex.Both((Half)127));
    }

    private static void MaximumWindow(
        MvpProgramBuilder program, MvpArrayHandle input, MvpArrayHandle output, MvpLoopSet windows, MvpLoopSet taps)
    {
        program.Add(Op.Copy(R1, R0), begins: windows);
        program.Add(Op.Max2A(R1, R2, R1), load0: input.To(R2, D2), begins: taps, ends: taps);
        program.Add(Op.Clip2A(R5, R3, R4, R1), store: output.From(R5, D0), ends: windows);
    }

    private static void PresetAverage(MvpProgramBuilder program, PoolShape shape)
    {
        program.Preset(R0, MvpComplex.Both((Half)(32768f / (shape.KernelHeight * shape.KernelWidth))));
        program.Preset(R1, VendorScale.Down);
    }

    private static void AverageWindow(
        MvpProgramBuilder program, MvpArrayHandle input, MvpArrayHandle output, MvpLoopSet windows, MvpLoopSet taps)
    {
        program.Add(Op.Clear(R2), begins: windows);
        program.Add(Op.MacR2A(R2, R3, R1, R2), load0: input.To(R3, D2), begins: taps, ends: taps);
        program.Add(Op.MulR2A(R2, R2, R0), store: output.From(R2, D0), ends: windows);
    }

    /// <summary>The average of one window, all channels; with limits, one more instruction.</summary>
    public static MvpProgram AveragePixel(PoolShape shape, MvpBase input, MvpBase output, (int Low, int High)? limits)
    {
        bool isPaired = shape.Channels % 2 == 0;
        int channels = isPaired ? shape.Channels / 2 : shape.Channels;
        var program = new MvpProgramBuilder();
        PresetAverage(program, shape);
        MvpArrayHandle a0 = program.Array(
            input, Integers(isPaired), d0: new(channels, 1), d1: new(shape.KernelHeight, shape.Width * channels), d2: new(shape.KernelWidth, channels));
        MvpArrayHandle a1 = program.Array(output, Integers(isPaired), d0: new(channels, 1), d1: new(1, channels), d2: new(1, channels));
        MvpLoopSet all = program.Loop(channels);
        MvpLoopSet rows = program.Loop(shape.KernelHeight, stepOnExit: a0.D0, resetOnExit: a0.D1);
        MvpLoopSet columns = program.Loop(shape.KernelWidth, stepOnExit: a0.D1, resetOnExit: a0.D2);
        program.Add(Op.Clear(R2), begins: all);
        program.Add(Op.MacR2A(R2, R3, R1, R2), load0: a0.To(R3, D2), begins: rows | columns, ends: rows | columns);
        if (limits is not { } range)
        {
            program.Add(Op.MulR2A(R2, R2, R0), store: a1.From(R2, D0), ends: all);
            return program.Build();
        }

        program.Preset(R4, MvpComplex.Both((Half)range.Low));
        program.Preset(R5, MvpComplex.Both((Half)range.High));
        program.Add(Op.MulR2A(R2, R2, R0));
        program.Add(Op.Clip2A(R6, R4, R5, R2), store: a1.From(R6, D0), ends: all);
        return program.Build();
    }

    /// <summary>Sum of two vectors of up to 2048 int8 numbers with a scale each; an odd last one is left to the CPU.</summary>
    public static MvpProgram Add(int length, MvpBase left, MvpBase right, MvpBase output, MvpComplex[] presets)
    {
        (MvpProgramBuilder program, MvpArrayHandle a0, MvpArrayHandle a1, MvpArrayHandle a2, MvpLoopSet pairs) = Elementwise(length, left, right, output, presets);
        program.Add(Op.MacR2A(R6, R6, R1, R0), load0: a0.To(R6, D2), begins: pairs);
        program.Add(Op.MacR2A(R7, R7, R3, R2), load0: a1.To(R7, D2));
        program.Add(Op.AddC(R6, R6, R7));
        program.Add(Op.MacR2A(R7, R6, R5, R4), store: a2.From(R7, D2), ends: pairs);
        return program.Build();
    }

    /// <summary>Product of two vectors of up to 2048 int8 numbers.</summary>
    public static MvpProgram Multiply(int length, MvpBase left, MvpBase right, MvpBase output, MvpComplex[] presets)
    {
        (MvpProgramBuilder program, MvpArrayHandle a0, MvpArrayHandle a1, MvpArrayHandle a2, MvpLoopSet pairs) = Elementwise(length, left, right, output, presets);
        program.Add(Op.AddC(R4, R4, R0), load0: a0.To(R4, D2), begins: pairs);
        program.Add(Op.AddC(R5, R5, R1), load0: a1.To(R5, D2));
        program.Add(Op.MulR2A(R6, R4, R5));
        program.Add(Op.MacR2A(R6, R6, R3, R2), store: a2.From(R6, D2), ends: pairs);
        return program.Build();
    }

    private static (MvpProgramBuilder Program, MvpArrayHandle Left, MvpArrayHandle Right, MvpArrayHandle Output, MvpLoopSet Pairs) Elementwise(
        int length, MvpBase left, MvpBase right, MvpBase output, MvpComplex[] presets)
    {
        var program = new MvpProgramBuilder();
        foreach ((int register, MvpComplex preset) in presets.Index())
        {
            program.Preset(new MvpRegister(register), preset);
        }

        MvpArrayHandle a0 = program.Array(left, MvpElementType.ComplexInt8, d2: new(length / 2, 1));
        MvpArrayHandle a1 = program.Array(right, MvpElementType.ComplexInt8, d2: new(length / 2, 1));
        MvpArrayHandle a2 = program.Array(output, MvpElementType.ComplexInt8, d2: new(length / 2, 1));
        return (program, a0, a1, a2, program.Loop(length / 2));
    }

    /// <summary>One output pixel of a depthwise convolution, all channels, with the taps that lie inside the map.</summary>
    public static MvpProgram DepthwisePixel(
        int width, int channels, int kernelWidth, int rows, int columns,
        MvpBase input, MvpBase weights, MvpBase bias, MvpBase scaler, MvpBase output, VendorScale scale)
    {
        bool isPaired = channels % 2 == 0;
        int count = isPaired ? channels / 2 : channels;
        MvpElementType floats = isPaired ? MvpElementType.ComplexBinary16 : MvpElementType.Binary16;
        var program = new MvpProgramBuilder();
        program.Preset(R0, VendorScale.Down);
        program.Preset(R1, scale.ScaledOffset);
        program.Preset(R2, MvpComplex.Both(scale.Output));
        MvpArrayHandle a0 = program.Array(input, Integers(isPaired), d0: new(count, 1), d1: new(rows, width * count), d2: new(columns, count));
        MvpArrayHandle a1 = program.Array(weights, Integers(isPaired), d0: new(count, 1), d1: new(rows, kernelWidth * count), d2: new(columns, count));
        MvpArrayHandle a2 = program.Array(bias, floats, d2: new(count, 1));
        MvpArrayHandle a3 = program.Array(scaler, floats, d2: new(count, 1));
        MvpArrayHandle a4 = program.Array(output, Integers(isPaired), d0: new(count, 1), d1: new(1, count), d2: new(1, count));
        MvpLoopSet all = program.Loop(count);
        MvpLoopSet y = program.Loop(rows, stepOnExit: a0.D0 | a1.D0);
        MvpLoopSet x = program.Loop(columns, stepOnExit: a0.D1 | a1.D1);
        program.Add(Op.Noop, load0: a2.To(R5, D2), begins: all);
        program.Add(Op.MacR2A(R6, R6, R0, R1), load0: a0.To(R6, D2), load1: a1.To(R7, D2), begins: y | x);
        program.Add(Op.MacR2A(R5, R6, R7, R5), ends: y | x);
        program.Add(Op.MacR2A(R7, R5, R6, R2), load0: a3.To(R6, D2), store: a4.From(R7, D0), ends: all);
        return program.Build();
    }

    /// <summary>Clips int8 numbers in place, two at a time, loading the next ones meanwhile.</summary>
    public static MvpProgram Clamp(int length, MvpBase data, int low, int high)
    {
        var program = new MvpProgramBuilder();
        program.Preset(R0, MvpComplex.Both((Half)low));
        program.Preset(R1, MvpComplex.Both((Half)high));
        MvpArrayHandle a0 = program.Array(data, MvpElementType.ComplexInt8, d2: new(length / 2, 1));
        MvpArrayHandle a1 = program.Array(data, MvpElementType.ComplexInt8, d2: new(length / 2, 1));
        MvpLoopSet pairs = program.Loop(length / 4);
        program.Add(Op.Noop, load0: a0.To(R2, D2));
        program.Add(Op.Clip2A(R2, R0, R1, R2), load0: a0.To(R3, D2), store: a1.From(R2, D2), begins: pairs);
        program.Add(Op.Clip2A(R3, R0, R1, R3), load0: a0.To(R2, D2), store: a1.From(R3, D2), ends: pairs);
        return program.Build();
    }

    private static MvpElementType Integers(bool isPaired) => isPaired ? MvpElementType.ComplexInt8 : MvpElementType.Int8;
}

/// <summary>A pooling layer whose stride is its kernel's size.</summary>
internal sealed record PoolShape(int Width, int Channels, int KernelHeight, int KernelWidth, int OutHeight, int OutWidth);
