using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Lowering.Mvp.Shapes;
using Adc.Mvp;
using static Adc.Compiler.Lowering.Mvp.CandidateConstants;

namespace Adc.Compiler.Lowering.Mvp;

/// <summary>CONV_2D on the accelerator: 1x1 by triples of pixels, 3x3 also by F(2, 3), all others window by window.</summary>
internal sealed class ConvolutionPrograms : IAcceleratedOperator
{
    private const int FewestMultiplyAdds = 1024;

    public IReadOnlyList<LegalityRule> Rules { get; } =
    [
        new("a dilated window is not a run of neighbours in memory", (node, graph) => ((Conv2D)node.Operator).Window is { DilationX: 1, DilationY: 1 }),
        new("groups of channels stay on the core", (node, graph) => graph.TypeOf(node.Inputs[1]).Shape[3] == graph.TypeOf(node.Inputs[0]).Shape[3]),
    ];

    public bool IsLikely(Node node, Graph graph) => Work.MultiplyAdds(node, graph) >= FewestMultiplyAdds;

    public LayerTolerance Tolerance(LayerRequest request) => LayerTolerance.ForConvolution(
        Work.MultiplyAdds(request.Node, request.Graph) / request.Output.Shape.ElementCount, request.Support.Options);

    public long CpuCycles(LayerRequest request) => CpuCyclesOf(request);

    /// <remarks>The patch kernel takes about 1.2 instructions a multiply-add where it is good.</remarks>
    internal static long CpuCyclesOf(LayerRequest request) => (long)(1.5 * Work.MultiplyAdds(request.Node, request.Graph)) + (30L * request.Output.Shape.ElementCount);

    public IReadOnlyList<MvpProposal> Propose(LayerRequest request, out string reason) => Propose(ConvolutionOperands.OfConv2D(request), request, out reason);

    /// <summary>The ways to compute a convolution.</summary>
    internal static IReadOnlyList<MvpProposal> Propose(ConvolutionOperands layer, LayerRequest request, out string reason)
    {
        reason = "no program shape fits these sizes";
        if (!layer.IsRepresentable)
        {
            reason = "its sums could leave the range of half precision";
            return [];
        }

        if (layer.Inputs > request.Support.Options.LongestSum)
        {
            reason = $"no program sums its {layer.Inputs} products in blocks";
            return [];
        }

        bool isPointwise = layer is { KernelHeight: 1, KernelWidth: 1 } && PixelTriples.Fits(layer.Channels, layer.Outputs);
        MvpCandidate?[][] forms = isPointwise ? [Pointwise(layer)]
            : [.. ConvolutionTile.Choices(layer.Rows, layer.Columns, request.Support.Options.Tiling, tile => PaddedMap.Of(layer, tile)).SelectMany(tiles => (MvpCandidate?[][])
            [
                InBothForms((weights, isPortSparing) => Windows(layer, tiles, weights, isPortSparing)!),
                request.Support.Options.Winograd ? [Winograd(layer, tiles)] : [],
            ])];
        IEnumerable<MvpProposal> centred = layer.Centre == layer.InputZeroPoint && Mean(layer, request) is int mean
            ? Between(mean, layer.InputZeroPoint).SelectMany(centre => Propose(layer with { Centre = centre }, request, out _)) : [];
        return [.. centred, .. forms.Select(pair => pair.OfType<MvpCandidate>().ToArray()).Where(pair => pair.Length > 0)
            .SelectMany(pair => (MvpProposal[])[new(pair), new([.. pair.Select(CopiedWeights.Of)])])];
    }

    // The mean of the inputs, where zero point and mean are far apart; after a RELU they are not, and the zero point is the better centre.
    private static int? Mean(ConvolutionOperands layer, LayerRequest request)
    {
        const int Modest = -64, FarApart = 16;
        if (!request.Support.Options.Centre || layer.InputZeroPoint < Modest || request.Support.Calibration.Rows.Count == 0)
        {
            return null;
        }

        int mean = (int)Math.Round(request.Support.Calibration.Rows.Average(row => Average(row[request.Node.Inputs[0]].Bytes.Span)), MidpointRounding.AwayFromZero);
        return Math.Abs(mean - layer.InputZeroPoint) >= FarApart ? mean : null;
    }

    // Rows far on either side of their mean are served best by a centre on the way to the zero point, where constant maps often lie.
    private static IEnumerable<int> Between(int mean, int zeroPoint)
    {
        const int Steps = 4;
        return Enumerable.Range(0, Steps).Select(step => mean + ((zeroPoint - mean) * step / Steps));
    }

    private static double Average(ReadOnlySpan<byte> bytes)
    {
        long sum = 0;
        foreach (byte value in bytes)
        {
            sum += (sbyte)value;
        }

        return sum / (double)bytes.Length;
    }

    private static MvpCandidate[] Pointwise(ConvolutionOperands layer)
    {
        int pixels = layer.Batches * layer.Rows * layer.Columns, padded = PixelTriples.PaddedPixels(pixels), outputs = PixelTriples.PaddedOutputs(layer.Outputs);
        bool isExact = outputs == layer.Outputs;
        MvpBase map = new(MvpCandidate.Scratch, 0), result = isExact ? new(MvpCandidate.Output, 0) : new(MvpCandidate.ScratchAt(1), 0);
        return
        [
            new MvpCandidate(
                "pw3", "three pixels per pair of weights" + Centred(layer),
                [
                    .. Gather(layer, map),
                    .. padded == pixels ? [] : ClearFlat.Build(map + (2L * pixels * layer.Channels), (padded - pixels) * layer.Channels)
                        .Select(program => new CandidateProgram("clear the last pixels", program)),
                    .. PixelTriples.Build(layer, pixels, map, new(MvpCandidate.Constant(0), 0), new(MvpCandidate.Constant(1), 0), new(MvpCandidate.Constant(2), 0), result)
                        .Select(program => new CandidateProgram("multiply", program)),
                    .. isExact ? [] : DropPadding(layer, pixels, outputs, result),
                    .. Clamp(layer),
                ],
                [
                    Weights(PixelTriples.Weights(layer), new(MvpCandidate.Constant(0), 0)),
                    Record(PixelTriples.Scales(layer), "scale and zero for each pair of outputs", "scales"),
                    Record(PixelTriples.Constants(layer), "late constants", "constants"),
                ],
                [2 * padded * layer.Channels, .. isExact ? Array.Empty<int>() : [padded * outputs]], layer.Inputs)
            {
                OutputSizeInBytes = isExact ? padded * outputs : 0,
            },
        ];
    }

    // The pixels that a 1x1 window meets, behind one another.
    private static IEnumerable<CandidateProgram> Gather(ConvolutionOperands layer, MvpBase map)
    {
        const int HalfSize = 2;
        if (layer.Vertical.Stride == 1 && layer.Horizontal.Stride == 1)
        {
            int count = layer.Batches * layer.Height * layer.Width * layer.Channels, unit = count % 2 == 0 ? 2 : 1;
            return ScaleRows.Build(
                new(MvpCandidate.Input, 0), map, layer.ReadsSigned, unit == 2, 1, count / unit, count / unit, count / unit, HalfPrecision.SumScale, layer.CentreTerm)
                .Select(program => new CandidateProgram("scale", program));
        }

        bool inPairs = layer.Channels % 2 == 0;
        int run = inPairs ? layer.Channels / 2 : layer.Channels;
        int pitch = layer.Width * layer.Channels / (inPairs ? 2 : 1);
        if (layer.Batches == 1 && ScaleRows.Gather(
            new(MvpCandidate.Input, 0), map, layer.ReadsSigned, inPairs, layer.Rows, layer.Columns, run, layer.Vertical.Stride * pitch, layer.Horizontal.Stride * run,
            HalfPrecision.SumScale, layer.CentreTerm) is MvpProgram gather)
        {
            return [new CandidateProgram("gather and scale", gather)];
        }

        return from image in Enumerable.Range(0, layer.Batches)
               from row in Enumerable.Range(0, layer.Rows)
               let source = new MvpBase(MvpCandidate.Input, (((long)image * layer.Height) + (row * (long)layer.Vertical.Stride)) * layer.Width * layer.Channels)
               let target = map + ((((long)image * layer.Rows) + row) * layer.Columns * layer.Channels * HalfSize)
               from program in ScaleRows.Build(
                   source, target, layer.ReadsSigned, inPairs, layer.Columns, run, layer.Horizontal.Stride * run, run, HalfPrecision.SumScale, layer.CentreTerm)
               select new CandidateProgram("gather and scale", program);
    }

    private static MvpCandidate? Windows(ConvolutionOperands layer, IReadOnlyList<ConvolutionTile> tiles, MvpBase weights, bool isPortSparing)
    {
        int outputs = WindowPerPixel.PaddedOutputs(layer.Outputs);
        return Tiled(
            layer, tiles, outputs, "conv2o", "a pixel times four outputs", layer.Inputs,
            [Weights(WindowPerPixel.Weights(layer.Outputs, layer.Inputs, layer.Weight), weights), Record(WindowPerPixel.Record(layer), "constant and scale for each pair of outputs")],
            secondScratch: 0,
            (map, tile, target, rowPitch) => WindowPerPixel.Build(
                new(
                    tile.Rows, tile.Columns, layer.KernelHeight, layer.KernelWidth * layer.Channels, layer.Vertical.Stride, map.Pitch, layer.Horizontal.Stride * layer.Channels,
                    outputs, rowPitch, outputs, layer.StoresSigned),
                new(MvpCandidate.Scratch, map.OriginInBytes), weights, new(MvpCandidate.Constant(1), 0), target, isPortSparing)
                ?.Select(program => new CandidateProgram("convolve", program)));
    }

    private static MvpCandidate? Winograd(ConvolutionOperands layer, IReadOnlyList<ConvolutionTile> tiles)
    {
        if (tiles.Any(tile => !WinogradRows.Fits(layer, tile.Columns)))
        {
            return null;
        }

        int outputs = PixelTriples.PaddedOutputs(layer.Outputs);
        var transformed = new MvpBase(MvpCandidate.ScratchAt(1), 0);
        return Tiled(
            layer, tiles, outputs, "wino", "F(2, 3) along rows", layer.Inputs,
            [Weights(WinogradRows.Weights(layer), new(MvpCandidate.Constant(0), 0)), Record(WinogradRows.Record(layer), "constant, half scale and zero for each pair of outputs")],
            secondScratch: tiles.Max(tile => WinogradRows.ScratchSizeInBytes(layer, tile.Rows, tile.Columns)),
            (map, tile, target, rowPitch) => !WinogradRows.FitsTransform(layer, map.Vertical.Length, tile.Columns, map.Pitch) ? null :
            [
                .. WinogradRows.Transform(layer, map.Vertical.Length, tile.Columns, map.Pitch, new(MvpCandidate.Scratch, map.OriginInBytes), transformed)
                    .Select(program => new CandidateProgram("transform", program)),
                .. WinogradRows.Build(layer, tile.Rows, tile.Columns, transformed, new(MvpCandidate.Constant(0), 0), new(MvpCandidate.Constant(1), 0), target, rowPitch, outputs)
                    .Select(program => new CandidateProgram("convolve", program)),
            ]);
    }

    // Tile after tile: the map, then what a shape makes of it.
    private static MvpCandidate? Tiled(
        ConvolutionOperands layer, IReadOnlyList<ConvolutionTile> tiles, int outputs, string shape, string idea, int longestSum, CandidateConstant[] constants, int secondScratch,
        Func<PaddedMap, ConvolutionTile, MvpBase, int, IEnumerable<CandidateProgram>?> convolve)
    {
        bool isExact = outputs == layer.Outputs;
        int pixels = layer.Batches * layer.Rows * layer.Columns, rowPitch = layer.Columns * outputs;
        List<int> scratch = [tiles.Max(tile => PaddedMap.Of(layer, tile).SizeInBytes), .. secondScratch > 0 ? [secondScratch] : Array.Empty<int>()];
        MvpBase result = isExact ? new(MvpCandidate.Output, 0) : new(MvpCandidate.ScratchAt(scratch.Count), 0);
        if (!isExact)
        {
            scratch.Add(pixels * outputs);
        }

        List<CandidateProgram> programs = [];
        for (int image = 0; image < layer.Batches; image++)
        {
            foreach (ConvolutionTile tile in tiles)
            {
                var map = PaddedMap.Of(layer, tile);
                MvpBase target = result + ((((long)image * layer.Rows) + tile.FirstRow) * rowPitch) + ((long)tile.FirstColumn * outputs);
                if (convolve(map, tile, target, rowPitch) is not IEnumerable<CandidateProgram> convolution)
                {
                    return null;
                }

                programs.AddRange(map.Fill(new(MvpCandidate.Input, (long)image * layer.Height * layer.Width * layer.Channels), new(MvpCandidate.Scratch, 0)));
                programs.AddRange(convolution);
            }
        }

        if (!isExact)
        {
            programs.AddRange(DropPadding(layer, pixels, outputs, result));
        }

        programs.AddRange(Clamp(layer));
        string tiling = tiles.Count == 1 ? "" : $", {tiles.Count} tiles";
        return new MvpCandidate(shape, idea + Centred(layer) + tiling, programs.ToSequence(), constants.ToSequence(), scratch.ToSequence(), longestSum);
    }

    private static string Centred(ConvolutionOperands layer) => layer.Centre == layer.InputZeroPoint ? "" : ", centred inputs";

    internal static IEnumerable<CandidateProgram> DropPadding(ConvolutionOperands layer, int pixels, int outputs, MvpBase padded) =>
        MoveBytes.Rows(padded, new(MvpCandidate.Output, 0), layer.StoresSigned, pixels, layer.Outputs, outputs, layer.Outputs)
            .Select(program => new CandidateProgram("leave the padding out", program));

    internal static IEnumerable<CandidateProgram> Clamp(ConvolutionOperands layer) =>
        ClampInPlace.Programs(layer.Batches * layer.Rows * layer.Columns * layer.Outputs, layer.StoresSigned, layer.Low, layer.High);
}
