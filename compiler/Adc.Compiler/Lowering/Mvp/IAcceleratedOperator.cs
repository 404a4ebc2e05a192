using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Mvp;

/// <summary>How one kind of operator runs on the accelerator.</summary>
internal interface IAcceleratedOperator
{
    /// <summary>Conditions beyond those of the CPU path, each a sentence for the report.</summary>
    IReadOnlyList<LegalityRule> Rules { get; }

    /// <summary>Whether programs are worth a thought for such element types; nothing is said of layers that they do not concern.</summary>
    bool Concerns(Node node, Graph graph) => graph.TypeOf(node.Output).Element == ElementType.Int8;

    /// <summary>Positions of the inputs that programs read besides constants.</summary>
    IReadOnlyList<int> DataInputs(Node node) => [0];

    /// <summary>The form in which the output is stored.</summary>
    /// <param name="wish">What the readers would like best.</param>
    BufferForm OutputForm(Node node, IReadOnlyList<BufferForm> inputForms, BufferForm wish) => wish;

    /// <summary>Whether a layer whose rules hold will most likely run on the accelerator, so that its neighbours store what it wants to read.</summary>
    bool IsLikely(Node node, Graph graph);

    LayerTolerance Tolerance(LayerRequest request);

    /// <summary>About what the layer costs the core instead.</summary>
    long CpuCycles(LayerRequest request);

    /// <summary>The ways to compute the layer.</summary>
    /// <param name="reason">Why there are none, if there are none.</param>
    IReadOnlyList<MvpProposal> Propose(LayerRequest request, out string reason);
}

/// <summary>A layer that wants programs.</summary>
/// <param name="InputForms">Plain or unsigned, one for each input that is data.</param>
/// <param name="OutputForm">Plain or unsigned.</param>
internal sealed record LayerRequest(Node Node, Graph Graph, AcceleratorSupport Support, Sequence<BufferForm> InputForms, BufferForm OutputForm)
{
    public TensorType Input => Graph.TypeOf(Node.Inputs[0]);

    public TensorType Output => Graph.TypeOf(Node.Output);
}

/// <summary>One shape in its forms, which compute the same but use the ports of the RAM differently.</summary>
/// <param name="Errors">Explains where its error comes from; null where nothing is known beyond what was measured.</param>
internal sealed record MvpProposal(IReadOnlyList<MvpCandidate> Forms, IErrorModel? Errors = null);

/// <summary>Splits a layer's error by its causes, and bounds it.</summary>
internal interface IErrorModel
{
    /// <param name="difference">What was measured over the calibration rows.</param>
    LayerError Explain(MvpCandidate candidate, LayerTrial trial, StepDifference difference);
}
