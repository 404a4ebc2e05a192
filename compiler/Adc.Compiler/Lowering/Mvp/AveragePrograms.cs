using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Lowering.Cpu;
using Adc.Compiler.Lowering.Mvp.Shapes;
using Adc.Mvp;

namespace Adc.Compiler.Lowering.Mvp;

/// <summary>AVERAGE_POOL_2D and MEAN over whole images on the accelerator.</summary>
internal sealed class AveragePrograms : IAcceleratedOperator
{
    internal const int MostPixels = 128;
    private const int FewestElements = 256;

    public IReadOnlyList<LegalityRule> Rules { get; } =
    [
        new("it must average over whole images", (node, graph) => IsGlobal(node, graph)),
        new("sums of more than 128 pixels leave the range of half precision", (node, graph) => Pixels(node, graph) <= MostPixels),
        new("at most 1,024 pairs of channels, or single ones if their number is odd", (node, graph) => Units(Channels(node, graph)) <= MvpLimits.MaximumSize),
    ];

    public bool Concerns(Node node, Graph graph) => graph.TypeOf(node.Output).Element == ElementType.Int8 && graph.TypeOf(node.Inputs[0]).Shape.Rank == 4
        && node.Operator is Pool2D { Pooling: Pooling.Average } or Reduce { Reduction: Reduction.Mean };

    public bool IsLikely(Node node, Graph graph) => graph.TypeOf(node.Inputs[0]).Shape.ElementCount >= FewestElements;

    public LayerTolerance Tolerance(LayerRequest request) => LayerTolerance.ForConvolution(1, request.Support.Options);

    /// <remarks>The kernel takes about 6 instructions an element.</remarks>
    public long CpuCycles(LayerRequest request) => 8L * request.Input.Shape.ElementCount;

    public IReadOnlyList<MvpProposal> Propose(LayerRequest request, out string reason)
    {
        reason = "its factor leaves the range of half precision";
        int pixels = Pixels(request.Node, request.Graph), channels = Channels(request.Node, request.Graph), images = request.Input.Shape[0];
        PairOperand x = PairOperand.Of(request, 0);
        Quantization output = request.Output.Quantization!;
        double factor = x.Scale / (output.Scale * pixels);
        bool inPairs = channels % 2 == 0 && request.Support.Options.Parallel, signed = request.OutputForm == BufferForm.Plain;
        (int low, int high) = QuantizedClamp.Of(request.Node.Operator is Pool2D pool ? pool.Activation : Activation.None, request.Output);
        int units = inPairs ? channels / 2 : channels;
        if (units > MvpLimits.MaximumSize)
        {
            reason = "no program shape fits these sizes";
            return [];
        }

        if (factor * pixels * 256 > HalfPrecision.Largest / 4)
        {
            return [];
        }

        return [new MvpProposal([new MvpCandidate(
            "avgpool", "two sums without zero point",
            [
                .. Enumerable.Range(0, images).Select(image => new CandidateProgram("average", GlobalAverage.Build(
                    new(MvpCandidate.Input, (long)image * pixels * channels), ScaleRows.Bytes(request.InputForms[0] == BufferForm.Plain, inPairs), new(MvpCandidate.Output, (long)image * channels), ScaleRows.Bytes(signed, inPairs),
                    units, pixels, x.Centre, factor, output.ZeroPoint + (signed ? 0 : 128)))),
                .. ClampInPlace.Programs(request.Output.Shape.ElementCount, signed, low, high, inPairs),
            ],
            [], [], LongestSum: (pixels + 1) / 2, Accumulators: 2)])];
    }

    private static int Units(int channels) => channels % 2 == 0 ? channels / 2 : channels;

    private static int Pixels(Node node, Graph graph) => graph.TypeOf(node.Inputs[0]).Shape is var shape ? shape[1] * shape[2] : 0;

    private static int Channels(Node node, Graph graph) => graph.TypeOf(node.Inputs[0]).Shape[3];

    private static bool IsGlobal(Node node, Graph graph)
    {
        TensorType input = graph.TypeOf(node.Inputs[0]);
        if (node.Operator is Pool2D pool)
        {
            Shape output = graph.TypeOf(node.Output).Shape;
            return output[1] == 1 && output[2] == 1 && pool.KernelHeight >= input.Shape[1] && pool.KernelWidth >= input.Shape[2]
                && pool.Vertical(input.Shape).Taps(0) is var rows && pool.Horizontal(input.Shape).Taps(0) is var columns
                && rows.End - rows.First == input.Shape[1] && columns.End - columns.First == input.Shape[2];
        }

        return graph[node.Inputs[1]].Data is ConstantData axes
            && Reduce.Reduced(input.Shape, axes.ToArray<int>()) is Sequence<bool> reduced && reduced.SequenceEqual([false, true, true, false]);
    }
}
