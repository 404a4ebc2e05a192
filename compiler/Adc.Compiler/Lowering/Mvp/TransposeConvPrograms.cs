using System.Globalization;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering.Mvp.Shapes;
using Adc.Mvp;
using static Adc.Compiler.Lowering.Mvp.CandidateConstants;

namespace Adc.Compiler.Lowering.Mvp;

/// <summary>TRANSPOSE_CONV on the accelerator: for each phase of the strides a direct convolution with every stride-th tap, turned round.</summary>
/// <remarks>Nothing is read, added to and written again. Source: mvp-shapes, section 3.5.</remarks>
internal sealed class TransposeConvPrograms : IAcceleratedOperator
{
    private const int FewestMultiplyAdds = 1024, HalfSize = 2;

    public IReadOnlyList<LegalityRule> Rules { get; } = [];

    public IReadOnlyList<int> DataInputs(Node node) => [2];

    public bool IsLikely(Node node, Graph graph) => Work.MultiplyAdds(node, graph) >= FewestMultiplyAdds;

    public LayerTolerance Tolerance(LayerRequest request) => LayerTolerance.ForConvolution(
        Work.MultiplyAdds(request.Node, request.Graph) / request.Output.Shape.ElementCount, request.Support.Options);

    /// <remarks>The kernel takes about 8 instructions a multiply-add.</remarks>
    public long CpuCycles(LayerRequest request) => 8 * Work.MultiplyAdds(request.Node, request.Graph);

    public IReadOnlyList<MvpProposal> Propose(LayerRequest request, out string reason)
    {
        var layer = ConvolutionOperands.OfTransposed(request);
        reason = "no program shape fits these sizes";
        if (!layer.AreRepresentable(Phases(layer).Select(phase => Taps(layer, phase.Rows, phase.Columns).Where(tap => tap >= 0))))
        {
            reason = "its sums could leave the range of half precision";
            return [];
        }

        return [.. ConvolutionTile.Choices(layer.Rows, layer.Columns, request.Support.Options.Tiling, tile => Map(layer, tile)).Select(tiles => InBothForms((weights, isPortSparing) => Phased(layer, tiles, weights, isPortSparing)!).OfType<MvpCandidate>().ToArray())
            .Where(forms => forms.Length > 0)
            .SelectMany(forms => (MvpProposal[])[new(forms), new([.. forms.Select(CopiedWeights.Of)])])];
    }

    private static MvpCandidate? Phased(ConvolutionOperands layer, IReadOnlyList<ConvolutionTile> tiles, MvpBase weights, bool isPortSparing)
    {
        int outputs = WindowPerPixel.PaddedOutputs(layer.Outputs), pixels = layer.Batches * layer.Rows * layer.Columns, rowPitch = layer.Columns * outputs;
        bool isExact = outputs == layer.Outputs;
        MvpBase result = isExact ? new(MvpCandidate.Output, 0) : new(MvpCandidate.ScratchAt(1), 0);
        (PhaseTaps Rows, PhaseTaps Columns)[] phases = [.. Phases(layer)];
        List<CandidateProgram> programs = [];
        for (int image = 0; image < layer.Batches; image++)
        {
            foreach (ConvolutionTile tile in tiles)
            {
                PaddedMap map = Map(layer, tile);
                programs.AddRange(map.Fill(new(MvpCandidate.Input, (long)image * layer.Height * layer.Width * layer.Channels), new(MvpCandidate.Scratch, 0)));
                MvpBase phaseWeights = weights;
                foreach ((PhaseTaps rowTaps, PhaseTaps columnTaps) in phases)
                {
                    PhaseRun rows = rowTaps.Within(layer.Vertical, tile.FirstRow, tile.Rows), columns = columnTaps.Within(layer.Horizontal, tile.FirstColumn, tile.Columns);
                    long first = ((((long)image * layer.Rows) + rows.First) * rowPitch) + ((long)columns.First * outputs);
                    if (rows.Count > 0 && columns.Count > 0)
                    {
                        MvpBase origin = new(
                            MvpCandidate.Scratch,
                            map.OriginInBytes + (HalfSize * ((((long)rows.Start - map.Vertical.Start) * map.Pitch) + (((long)columns.Start - map.Horizontal.Start) * layer.Channels))));
                        if (WindowPerPixel.Build(
                            new(
                                rows.Count, columns.Count, rowTaps.Count, columnTaps.Count * layer.Channels, StrideY: 1, map.Pitch, layer.Channels, outputs,
                                layer.Vertical.Stride * rowPitch, layer.Horizontal.Stride * outputs, layer.StoresSigned),
                            origin, phaseWeights, new(MvpCandidate.Constant(1), 0), result + first, isPortSparing) is not IReadOnlyList<MvpProgram> phase)
                        {
                            return null;
                        }

                        programs.AddRange(phase.Select(program => new CandidateProgram("convolve", program)));
                    }

                    phaseWeights += (long)outputs * rowTaps.Count * columnTaps.Count * layer.Channels;
                }
            }
        }

        if (!isExact)
        {
            programs.AddRange(ConvolutionPrograms.DropPadding(layer, pixels, outputs, result));
        }

        programs.AddRange(ConvolutionPrograms.Clamp(layer));
        string tiling = tiles.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $", {tiles.Count} tiles");
        byte[] stream = [.. phases.SelectMany(phase => WeightsOf(layer, phase.Rows, phase.Columns).Bytes.ToArray())];
        return new MvpCandidate(
            "trconv", string.Create(CultureInfo.InvariantCulture, $"{phases.Length} phases, a pixel times four outputs{tiling}"), programs.ToSequence(),
            [Weights(new ConstantData(stream), weights), Record(WindowPerPixel.Record(layer), "constant and scale for each pair of outputs")],
            [tiles.Max(tile => Map(layer, tile).SizeInBytes), .. isExact ? Array.Empty<int>() : [pixels * outputs]], layer.Inputs);
    }

    private static PaddedMap Map(ConvolutionOperands layer, ConvolutionTile tile) => new(
        layer, PhaseTaps.Reach(layer.Vertical, layer.Height, tile.FirstRow, tile.Rows), PhaseTaps.Reach(layer.Horizontal, layer.Width, tile.FirstColumn, tile.Columns));

    private static IEnumerable<(PhaseTaps Rows, PhaseTaps Columns)> Phases(ConvolutionOperands layer) =>
        from row in Enumerable.Range(0, layer.Vertical.Stride)
        from column in Enumerable.Range(0, layer.Horizontal.Stride)
        select (PhaseTaps.Of(layer.Vertical, row), PhaseTaps.Of(layer.Horizontal, column));

    // The kernel's taps that the outputs of a phase meet, in the order of the map; -1 for one that the kernel does not have.
    private static IEnumerable<int> Taps(ConvolutionOperands layer, PhaseTaps rows, PhaseTaps columns) =>
        from rowElement in Enumerable.Range(0, rows.Count)
        from columnElement in Enumerable.Range(0, columns.Count)
        let row = rows.Kernel(rowElement)
        let column = columns.Kernel(columnElement)
        from channel in Enumerable.Range(0, layer.Channels)
        select row >= layer.KernelHeight || column >= layer.KernelWidth ? -1 : (((row * layer.KernelWidth) + column) * layer.Channels) + channel;

    private static ConstantData WeightsOf(ConvolutionOperands layer, PhaseTaps rows, PhaseTaps columns)
    {
        int[] taps = [.. Taps(layer, rows, columns)];
        return WindowPerPixel.Weights(layer.Outputs, taps.Length, (output, tap) => taps[tap] < 0 ? (sbyte)0 : layer.Weight(output, taps[tap]));
    }
}
