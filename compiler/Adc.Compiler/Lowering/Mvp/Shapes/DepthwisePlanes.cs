using Adc.Mvp;
using static Adc.Mvp.MvpRegister;

namespace Adc.Compiler.Lowering.Mvp.Shapes;

/// <summary>Depthwise convolution of pairs of channels, each pair a plane of its own with shared padding between planes and rows.</summary>
/// <remarks>
/// [pair][row][column]: what lies below a plane is what lies above the next one, what lies right of a row is left of the next. Taps of the
/// shorter side of the window come from up to three arrays a tap apart. kh kw + 2 cycles for two outputs. Weights hold the multiplier, so that
/// sums are output steps. Source: mvp-shapes, "dw3".
/// </remarks>
internal sealed record DepthwisePlanes(ConvolutionOperands Layer, int FirstPair, int Pairs)
{
    public const int PointSize = 4;
    private const int MostArrays = 3, LoopsOfScale = 3, LoopsOfProduct = 4;

    private readonly MapAxis rows = MapAxis.Of(Layer.Vertical, 0, Layer.Rows);
    private readonly MapAxis columns = MapAxis.Of(Layer.Horizontal, 0, Layer.Columns);

    /// <summary>Channels rounded up to pairs.</summary>
    public static int PaddedChannels(int channels) => (channels + 1) / 2 * 2;

    public static bool FitsWindow(int height, int width) => Math.Min(height, width) <= MostArrays && Math.Max(height, width) <= MvpLimits.MaximumSize;

    /// <summary>Rows from one plane to the next: a whole number of strides.</summary>
    private int PlaneRows => (rows.Length - rows.Before + Layer.Vertical.Stride - 1) / Layer.Vertical.Stride * Layer.Vertical.Stride;

    private int Pitch => columns.Length - columns.Before;

    private int FirstInside => (rows.Before * Pitch) + columns.Before;

    private int Points => (((Pairs * PlaneRows) + rows.Before) * Pitch) + columns.Before;

    public int ScratchSizeInBytes => Points * PointSize;

    // A plane alone needs no steps to the next one.
    private int SurplusRows => Pairs == 1 ? 0 : PlaneRows - rows.Inside;

    private int SurplusSteps => Pairs == 1 ? 0 : (PlaneRows / Layer.Vertical.Stride) - Layer.Rows;

    public bool Fits
    {
        get
        {
            int factor = Layer.Channels % 2 == 0 ? 1 : 2;
            return rows.Inside > 0 && columns.Inside > 0 && Pairs * PlaneRows <= MvpLimits.MaximumSize
                && Math.Max(factor, Layer.Vertical.Stride) * Pitch <= MvpLimits.MaximumStride && Layer.Vertical.Dilation * Pitch <= MvpLimits.MaximumStride
                && Layer.Width * PaddedChannels(Layer.Channels) / 2 * factor <= MvpLimits.MaximumStride && columns.Inside <= MvpLimits.MaximumSize
                && Layer.Columns * PaddedChannels(Layer.Channels) / 2 <= MvpLimits.MaximumStride && Layer.Columns <= MvpLimits.MaximumSize && Layer.Rows <= MvpLimits.MaximumSize
                && Layer.Channels / 2 <= MvpLimits.MaximumSize && Layer.Horizontal.Stride <= MvpLimits.MaximumStride && Layer.Horizontal.Dilation <= MvpLimits.MaximumStride
                && LoopsOfScale + SurplusRows - 1 <= MvpLimits.Loops && LoopsOfProduct + SurplusSteps - 1 <= MvpLimits.Loops;
        }
    }

    /// <summary>For each pair of channels its weights, row by row, times the multiplier, and the late constants.</summary>
    public static IEnumerable<double> Record(ConvolutionOperands layer)
    {
        for (int channel = 0; channel < PaddedChannels(layer.Channels); channel += 2)
        {
            foreach (int tap in TapsInOrder(layer))
            {
                yield return Tap(channel, tap);
                yield return Tap(channel + 1, tap);
            }

            yield return layer.LateConstant(channel);
            yield return layer.LateConstant(channel + 1);
        }

        double Tap(int channel, int tap) => channel < layer.Channels ? layer.Weight(channel, tap) * layer.Multiplier(channel) : 0;
    }

    // Arrays take the taps of the shorter side in turn, the longer side is the loop.
    private static IEnumerable<int> TapsInOrder(ConvolutionOperands layer) => IsTall(layer)
        ? Enumerable.Range(0, layer.Inputs)
        : from column in Enumerable.Range(0, layer.KernelWidth)
          from row in Enumerable.Range(0, layer.KernelHeight)
          select (row * layer.KernelWidth) + column;

    private static bool IsTall(ConvolutionOperands layer) => layer.KernelWidth <= MostArrays;

    /// <summary>Zeros wherever no image will be; done once, since images are written over images.</summary>
    public IEnumerable<MvpProgram> Clear(MvpBase planes)
    {
        if (Layer.Channels % 2 != 0)
        {
            // The last plane has a lane without channel, which must be finite.
            return ClearFlat.Build(planes, 2 * Points);
        }

        return Points == Pairs * rows.Inside * columns.Inside ? [] : [ClearAround(planes)];
    }

    private MvpProgram ClearAround(MvpBase planes)
    {
        int gap = Pitch - columns.Inside, below = PlaneRows - rows.Inside;
        var program = new MvpProgramBuilder();
        program.Preset(R0, MvpComplex.Zero);
        if (FirstInside > 0)
        {
            int across = (FirstInside + MvpLimits.MaximumSize - 1) / MvpLimits.MaximumSize, run = (FirstInside + across - 1) / across;
            MvpArrayHandle front = program.Array(planes, MvpElementType.ComplexBinary16, d1: new(across, run), d2: new(run, 1));
            MvpLoopSet lines = program.Loop(across), points = program.Loop(run, stepOnExit: front.D1);
            program.Add(MvpOperation.Noop, store: front.From(R0, MvpAxes.D2), begins: lines | points, ends: lines | points);
        }

        if (gap == 0 && below == 0)
        {
            return program.Build();
        }

        MvpDimension lineOfPlanes = new(Pairs * PlaneRows, Pitch);
        MvpIndexSet nextRow = MvpIndexSet.Empty;
        MvpArrayHandle? right = gap == 0 ? null : program.Array(
            planes + ((long)(FirstInside + columns.Inside) * PointSize), MvpElementType.ComplexBinary16, d1: lineOfPlanes, d2: new(gap, 1));
        MvpArrayHandle? under = below == 0 ? null : program.Array(planes + ((long)FirstInside * PointSize), MvpElementType.ComplexBinary16, d1: lineOfPlanes, d2: new(Pitch, 1));
        nextRow |= (right?.D1 ?? MvpIndexSet.Empty) | (under?.D1 ?? MvpIndexSet.Empty);
        MvpLoopSet plane = program.Loop(Pairs), row = program.Loop(rows.Inside), point = program.Loop(Math.Max(1, gap), stepOnExit: nextRow);
        program.Add(
            MvpOperation.Noop, store: right?.From(R0, MvpAxes.D2), begins: plane | row | point, ends: under is null ? plane | row | point : row | point);
        if (under is MvpArrayHandle below0)
        {
            MvpLoopSet line = program.Loop(below), across = program.Loop(Pitch, stepOnExit: nextRow);
            program.Add(MvpOperation.Noop, store: below0.From(R0, MvpAxes.D2), begins: line | across, ends: plane | line | across);
        }

        return program.Build();
    }

    /// <summary>Brings 8-bit images, channels last, to planes without their zero point.</summary>
    public IEnumerable<MvpProgram> Fill(MvpBase image, MvpBase planes)
    {
        int channels = Layer.Channels;
        MvpBase from = image + ((((long)rows.FirstInside * Layer.Width) + columns.FirstInside) * channels) + (2L * FirstPair);
        MvpBase to = planes + ((long)FirstInside * PointSize);
        if (channels % 2 == 0)
        {
            yield return Lanes(from, to, inPairs: true, Pairs, channels / 2);
            yield break;
        }

        yield return Lanes(from, to, inPairs: false, Pairs, channels);
        int odd = Math.Min(Pairs, (channels / 2) - FirstPair);
        if (odd > 0)
        {
            yield return Lanes(from + 1, to + (PointSize / 2), inPairs: false, odd, channels);
        }
    }

    private MvpProgram Lanes(MvpBase from, MvpBase to, bool inPairs, int planes, int pixel)
    {
        int unit = inPairs ? 1 : 2;
        var program = new MvpProgramBuilder();
        MvpArrayHandle x = program.Array(
            from, ScaleRows.Bytes(Layer.ReadsSigned, inPairs), new(planes, planes == 1 ? 0 : unit), new(rows.Inside, Layer.Width * pixel), new(columns.Inside, pixel));
        MvpArrayHandle y = program.Array(
            to, inPairs ? MvpElementType.ComplexBinary16 : MvpElementType.Binary16, d1: new(Pairs * PlaneRows, Pitch * unit), d2: new(columns.Inside, unit));
        MvpLoopSet all = program.Loop(planes);
        for (int skipped = 1; skipped < SurplusRows; skipped++)
        {
            all |= program.Loop(1, stepOnExit: y.D1);
        }

        all |= program.Loop(rows.Inside, stepOnExit: x.D0 | (SurplusRows > 0 ? y.D1 : MvpIndexSet.Empty));
        all |= program.Loop(columns.Inside, stepOnExit: x.D1 | y.D1);
        program.Preset(R2, HalfPrecision.Both(1));
        program.Preset(R5, HalfPrecision.Both(Layer.CentreTerm / HalfPrecision.SumScale));
        program.Add(MvpOperation.MacR2A(R4, R6, R2, R5), load0: x.To(R6, MvpAxes.D2), store: y.From(R4, MvpAxes.D2), begins: all, ends: all);
        return program.Build();
    }

    /// <summary>All outputs of the pairs.</summary>
    /// <param name="output">[row][column][padded channels]</param>
    public MvpProgram Convolve(MvpBase planes, MvpBase record, MvpBase output)
    {
        bool tall = IsTall(Layer);
        int arrays = tall ? Layer.KernelWidth : Layer.KernelHeight, turns = Layer.Inputs / arrays, entries = Layer.Inputs + 1;
        int apart = tall ? Layer.Horizontal.Dilation : Layer.Vertical.Dilation * Pitch, along = tall ? Layer.Vertical.Dilation * Pitch : Layer.Horizontal.Dilation;
        int steps = PlaneRows / Layer.Vertical.Stride, pixel = PaddedChannels(Layer.Channels) / 2;
        var program = new MvpProgramBuilder();
        MvpArrayHandle[] x = [.. Enumerable.Range(0, arrays).Select(tap => program.Array(
            planes + ((long)tap * apart * PointSize), MvpElementType.ComplexBinary16,
            new(Pairs == 1 ? Layer.Rows : Pairs * steps, Layer.Vertical.Stride * Pitch), new(turns, along), new(Layer.Columns, Layer.Horizontal.Stride)))];
        MvpArrayHandle w = program.Array(
            record + ((long)FirstPair * entries * PointSize), MvpElementType.ComplexBinary16,
            new(Pairs, Pairs == 1 ? 0 : entries), new(2, Layer.Inputs), new(Layer.Inputs, 1));
        MvpArrayHandle y = program.Array(
            output + (2L * FirstPair), ScaleRows.Bytes(Layer.StoresSigned, inPairs: true), new(Pairs, Pairs == 1 ? 0 : 1), new(Layer.Columns, pixel), new(Layer.Rows, Layer.Columns * pixel));
        MvpIndexSet nextRow = Union(x, array => array.D0), nextPixel = Union(x, array => array.D2);
        MvpLoopSet plane = program.Loop(Pairs), inside = MvpLoopSet.Empty;
        for (int skipped = 1; skipped < SurplusSteps; skipped++)
        {
            inside |= program.Loop(1, stepOnExit: nextRow);
        }

        inside |= program.Loop(Layer.Rows, stepOnExit: w.D0 | y.D0 | (SurplusSteps > 0 ? nextRow : MvpIndexSet.Empty));
        inside |= program.Loop(Layer.Columns, stepOnExit: nextRow | y.D2);
        MvpLoopSet turn = program.Loop(turns, stepOnExit: nextPixel);
        program.Preset(R0, MvpComplex.Zero);
        program.Preset(R1, HalfPrecision.Both(1));
        // Of two entries along the record's middle axis the second is the constant: one load to get there, one to load it and go back.
        program.Add(MvpOperation.Noop, load0: w.To(R2, MvpAxes.D1), begins: plane);
        program.Add(MvpOperation.Noop, load0: w.To(R2, MvpAxes.D1));
        for (int tap = 0; tap < arrays; tap++)
        {
            program.Add(
                MvpOperation.MacR2A(R0, R6, R7, R0), load0: x[tap].To(R6, MvpAxes.D1), load1: w.To(R7, MvpAxes.D2),
                begins: tap == 0 ? inside | turn : default, ends: tap == arrays - 1 ? turn : default);
        }

        program.Add(MvpOperation.MacR2A(R4, R1, R2, R0), store: y.From(R4, MvpAxes.D1));
        program.Add(MvpOperation.Clear(R0), ends: plane | inside);
        return program.Build();
    }

    private static MvpIndexSet Union(IEnumerable<MvpArrayHandle> arrays, Func<MvpArrayHandle, MvpIndexSet> axis) =>
        arrays.Aggregate(MvpIndexSet.Empty, (union, array) => union | axis(array));
}
