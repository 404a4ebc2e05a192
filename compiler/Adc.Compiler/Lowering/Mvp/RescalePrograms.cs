using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Lowering.Cpu;
using Adc.Compiler.Lowering.Mvp.Shapes;

namespace Adc.Compiler.Lowering.Mvp;

/// <summary>QUANTIZE from int8 to int8, and RELU, RELU6 and their like as nodes of their own: y = x * factor + constant, one cycle a pair.</summary>
internal sealed class RescalePrograms : IAcceleratedOperator
{
    private const int FewestElements = 256;

    public IReadOnlyList<LegalityRule> Rules { get; } = [];

    public bool Concerns(Node node, Graph graph) =>
        graph.TypeOf(node.Output).Element == ElementType.Int8 && graph.TypeOf(node.Inputs[0]).Element == ElementType.Int8;

    public bool IsLikely(Node node, Graph graph) => graph.TypeOf(node.Output).Shape.ElementCount >= FewestElements;

    public LayerTolerance Tolerance(LayerRequest request) => LayerTolerance.ForConvolution(1, request.Support.Options);

    /// <remarks>The kernel looks an element up in about 5 instructions.</remarks>
    public long CpuCycles(LayerRequest request) => 6L * request.Output.Shape.ElementCount;

    public IReadOnlyList<MvpProposal> Propose(LayerRequest request, out string reason)
    {
        reason = "its factor leaves the range of half precision";
        PairOperand x = PairOperand.Of(request, 0);
        Quantization output = request.Output.Quantization!;
        bool signed = request.OutputForm == BufferForm.Plain;
        double factor = x.Scale / output.Scale, constant = output.ZeroPoint + (signed ? 0 : 128) - (factor * x.Centre);
        if ((factor * 256) + Math.Abs(constant) > HalfPrecision.Largest / 4)
        {
            return [];
        }

        int count = request.Output.Shape.ElementCount;
        (int low, int high) = QuantizedClamp.Of(request.Node.Operator is Relu relu ? relu.Activation : Activation.None, request.Output);
        return [new MvpProposal([new MvpCandidate(
            "rescale", "a factor and a constant",
            [
                .. ElementPairs.Affine(
                    new(MvpCandidate.Input, 0), x.Type, new(MvpCandidate.Output, 0), ScaleRows.Bytes(signed, inPairs: true), (count + 1) / 2, factor, constant)
                    .Select(program => new CandidateProgram("rescale", program)),
                .. ClampInPlace.Programs(count, signed, low, high),
            ],
            [], [], LongestSum: 1)])];
    }
}
