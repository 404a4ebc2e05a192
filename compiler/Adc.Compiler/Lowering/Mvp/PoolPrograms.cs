using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Lowering.Cpu;
using Adc.Compiler.Lowering.Mvp.Shapes;
using Adc.Mvp;

namespace Adc.Compiler.Lowering.Mvp;

/// <summary>AVERAGE_POOL_2D and MAX_POOL_2D on the accelerator: averages of whole images, and windows of at most three columns.</summary>
internal sealed class PoolPrograms : IAcceleratedOperator
{
    private const int FewestElements = 256;

    private static readonly AveragePrograms Global = new();

    public IReadOnlyList<LegalityRule> Rules { get; } =
    [
        new("windows must have at most three columns, or be whole images to average", (node, graph) => IsGlobal(node, graph) || HasFewColumns(node, graph)),
        new("windows must not reach beyond the edges", (node, graph) => IsGlobal(node, graph) || IsInside(node, graph)),
        new("an average of more than 128 pixels leaves the range of half precision", (node, _) => node.Operator is Pool2D { Pooling: Pooling.Max } || Pool(node).KernelHeight * Pool(node).KernelWidth <= AveragePrograms.MostPixels),
    ];

    /// <remarks>Maxima are bytes of their input, whatever its form.</remarks>
    public BufferForm OutputForm(Node node, IReadOnlyList<BufferForm> inputForms, BufferForm wish) =>
        node.Operator is Pool2D { Pooling: Pooling.Max } ? inputForms[0] : wish;

    public bool IsLikely(Node node, Graph graph) => graph.TypeOf(node.Inputs[0]).Shape.ElementCount >= FewestElements;

    public LayerTolerance Tolerance(LayerRequest request) => LayerTolerance.ForConvolution(1, request.Support.Options);

    /// <remarks>The kernels take about 6 instructions for each element of each window.</remarks>
    public long CpuCycles(LayerRequest request) => 6L * request.Output.Shape.ElementCount * Pool(request.Node).KernelHeight * Pool(request.Node).KernelWidth;

    public IReadOnlyList<MvpProposal> Propose(LayerRequest request, out string reason)
    {
        if (IsGlobal(request.Node, request.Graph))
        {
            return Global.Propose(request, out reason);
        }

        reason = "no program shape fits these sizes";
        Pool2D pool = Pool(request.Node);
        Shape input = request.Input.Shape, output = request.Output.Shape;
        int channels = input[3];
        bool inPairs = channels % 2 == 0 && request.Support.Options.Parallel;
        int units = inPairs ? channels / 2 : channels;
        if (!WindowReduction.Fits(input[2], output[2], pool.Window.StrideX, units, pool.KernelHeight, pool.KernelWidth))
        {
            return [];
        }

        bool signed = request.OutputForm == BufferForm.Plain, isMaximum = pool.Pooling == Pooling.Max;
        MvpElementType read = ScaleRows.Bytes(request.InputForms[0] == BufferForm.Plain, inPairs), stored = ScaleRows.Bytes(signed, inPairs);
        PairOperand x = PairOperand.Of(request, 0);
        int taps = pool.KernelHeight * pool.KernelWidth, zeroPoint = request.Output.Quantization!.ZeroPoint + (signed ? 0 : 128);
        double factor = x.Scale / (request.Output.Quantization.Scale * taps);
        (int low, int high) = QuantizedClamp.Of(pool.Activation, request.Output);
        IEnumerable<CandidateProgram> rows =
            from image in Enumerable.Range(0, input[0])
            from row in Enumerable.Range(0, output[1])
            select new CandidateProgram(isMaximum ? "maxima of a row" : "averages of a row", Row(
                new(MvpCandidate.Input, (((long)image * input[1]) + (row * (long)pool.Window.StrideY)) * input[2] * channels),
                new(MvpCandidate.Output, (((long)image * output[1]) + row) * output[2] * channels)));
        MvpProgram Row(MvpBase source, MvpBase target) => isMaximum
            ? WindowReduction.Maxima(source, target, read, output[2], units, input[2] * units, pool.Window.StrideX, pool.KernelHeight, pool.KernelWidth)
            : WindowReduction.Averages(
                source, read, target, stored, output[2], units, input[2] * units, pool.Window.StrideX, pool.KernelHeight, pool.KernelWidth, x.Centre, factor, zeroPoint);
        return [new MvpProposal([new MvpCandidate(
            isMaximum ? "maxpool" : "avgpool", "an array for each column of the window",
            [.. rows, .. ClampInPlace.Programs(request.Output.Shape.ElementCount, signed, low, high, inPairs)], [], [], LongestSum: taps)])];
    }

    private static Pool2D Pool(Node node) => (Pool2D)node.Operator;

    private static bool IsGlobal(Node node, Graph graph) =>
        node.Operator is Pool2D { Pooling: Pooling.Average } && Global.Rules.All(rule => rule.Holds(node, graph));

    private static bool HasFewColumns(Node node, Graph graph) =>
        Pool(node).KernelWidth <= WindowReduction.MostColumns && graph.TypeOf(node.Inputs[0]).Quantization == graph.TypeOf(node.Output).Quantization;

    private static bool IsInside(Node node, Graph graph)
    {
        Shape input = graph.TypeOf(node.Inputs[0]).Shape;
        return Pool(node).Vertical(input) is { Before: 0, After: 0 } && Pool(node).Horizontal(input) is { Before: 0, After: 0 };
    }
}
