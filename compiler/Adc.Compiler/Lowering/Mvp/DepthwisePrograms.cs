using System.Globalization;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Lowering.Mvp.Shapes;
using Adc.Mvp;
using static Adc.Compiler.Lowering.Mvp.CandidateConstants;

namespace Adc.Compiler.Lowering.Mvp;

/// <summary>DEPTHWISE_CONV_2D on the accelerator: planes of pairs of channels, or a convolution where there is but one channel.</summary>
internal sealed class DepthwisePrograms : IAcceleratedOperator
{
    private const int FewestMultiplyAdds = 1024;

    public IReadOnlyList<LegalityRule> Rules { get; } =
    [
        new(
            "several outputs a channel only where there is a single channel",
            (node, graph) => graph.TypeOf(node.Inputs[0]).Shape[3] is 1 || graph.TypeOf(node.Inputs[1]).Shape[3] == graph.TypeOf(node.Inputs[0]).Shape[3]),
        new(
            "a window must have at most three rows or at most three columns",
            (node, graph) => IsConvolution(node, graph) || DepthwisePlanes.FitsWindow(graph.TypeOf(node.Inputs[1]).Shape[1], graph.TypeOf(node.Inputs[1]).Shape[2])),
        new(
            "a dilated window of a single channel is not a run of neighbours in memory",
            (node, graph) => !IsConvolution(node, graph) || ((DepthwiseConv2D)node.Operator).Window is { DilationX: 1, DilationY: 1 }),
    ];

    public bool IsLikely(Node node, Graph graph) => Work.MultiplyAdds(node, graph) >= FewestMultiplyAdds;

    public LayerTolerance Tolerance(LayerRequest request) => LayerTolerance.ForConvolution(
        Work.MultiplyAdds(request.Node, request.Graph) / request.Output.Shape.ElementCount, request.Support.Options);

    /// <remarks>The kernel takes at least 6 instructions a multiply-add.</remarks>
    public long CpuCycles(LayerRequest request) => (long)(8.0 * Work.MultiplyAdds(request.Node, request.Graph));

    public IReadOnlyList<MvpProposal> Propose(LayerRequest request, out string reason)
    {
        var layer = ConvolutionOperands.OfDepthwise(request);
        if (IsConvolution(request.Node, request.Graph))
        {
            return ConvolutionPrograms.Propose(layer, request, out reason);
        }

        reason = "no program shape fits these sizes";
        if (!layer.IsRepresentable)
        {
            reason = "its sums could leave the range of half precision";
            return [];
        }

        const int Sizes = 4;
        int all = DepthwisePlanes.PaddedChannels(layer.Channels) / 2;
        return [.. Enumerable.Range(0, 32 - int.LeadingZeroCount(all)).Select(halvings => (all + (1 << halvings) - 1) >> halvings).Append(1).Distinct()
            .Where(pairs => new DepthwisePlanes(layer, 0, pairs).Fits).Take(Sizes).Select(pairs => new MvpProposal([Planes(layer, all, pairs)]))];
    }

    private static bool IsConvolution(Node node, Graph graph) => graph.TypeOf(node.Inputs[0]).Shape[3] == 1;

    private static MvpCandidate Planes(ConvolutionOperands layer, int all, int pairs)
    {
        int padded = 2 * all, image = layer.Height * layer.Width * layer.Channels, pixels = layer.Rows * layer.Columns;
        bool isExact = padded == layer.Channels;
        MvpBase planes = new(MvpCandidate.Scratch, 0), record = new(MvpCandidate.Constant(0), 0);
        MvpBase result = isExact ? new(MvpCandidate.Output, 0) : new(MvpCandidate.ScratchAt(1), 0);
        DepthwisePlanes[] tiles = [.. Enumerable.Range(0, (all + pairs - 1) / pairs).Select(tile => new DepthwisePlanes(layer, tile * pairs, Math.Min(pairs, all - (tile * pairs))))];
        string tiling = tiles.Length == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $", {tiles.Length} tiles");
        return new MvpCandidate(
            "dw3", $"planes of channel pairs{tiling}",
            [
                .. tiles[0].Clear(planes).Select(program => new CandidateProgram("clear the padding", program)),
                .. from batch in Enumerable.Range(0, layer.Batches)
                   from tile in tiles
                   from program in (CandidateProgram[])
                   [
                       .. tile.Fill(new(MvpCandidate.Input, (long)batch * image), planes).Select(fill => new CandidateProgram("bring to planes", fill)),
                       new CandidateProgram("convolve", tile.Convolve(planes, record, result + ((long)batch * pixels * padded))),
                   ]
                   select program,
                .. isExact ? [] : MoveBytes.Rows(result, new(MvpCandidate.Output, 0), layer.StoresSigned, layer.Batches * pixels, layer.Channels, padded, layer.Channels)
                    .Select(program => new CandidateProgram("leave the padding out", program)),
                .. ClampInPlace.Programs(layer.Batches * pixels * layer.Channels, layer.StoresSigned, layer.Low, layer.High),
            ],
            [Record(DepthwisePlanes.Record(layer), "weights times multiplier and late constant for each pair of channels")],
            [tiles[0].ScratchSizeInBytes, .. isExact ? Array.Empty<int>() : [layer.Batches * pixels * padded]], layer.Inputs);
    }
}
