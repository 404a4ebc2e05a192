using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Mvp;

/// <summary>What elementwise operators of two tensors of one shape have in common.</summary>
internal abstract class PairPrograms : IAcceleratedOperator
{
    private const int FewestElements = 256, CyclesPerElement = 15;

    public IReadOnlyList<LegalityRule> Rules { get; } = [PairRules.SameShapes, PairRules.NoConstants];

    public IReadOnlyList<int> DataInputs(Node node) => node.Inputs[0] == node.Inputs[1] ? [0] : [0, 1];

    public bool IsLikely(Node node, Graph graph) => graph.TypeOf(node.Output).Shape.ElementCount >= FewestElements;

    public LayerTolerance Tolerance(LayerRequest request) => LayerTolerance.ForConvolution(1, request.Support.Options);

    /// <remarks>The kernels take about 12 instructions an element.</remarks>
    public long CpuCycles(LayerRequest request) => (long)CyclesPerElement * request.Output.Shape.ElementCount;

    public abstract IReadOnlyList<MvpProposal> Propose(LayerRequest request, out string reason);
}
