using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Lowering.Cpu;

namespace Adc.Compiler.Lowering;

/// <summary>What the lowerings of single operators share while a model is being lowered: its buffers, constants and steps.</summary>
internal sealed class LoweringContext(Graph graph, LoweringOptions options, IEvaluator evaluator, DiagnosticBag diagnostics)
{
    private readonly List<LoweredBuffer> buffers = [];
    private readonly List<ConstantArray> constants = [];
    private readonly Dictionary<(TensorId Tensor, BufferForm Form), BufferId> homes = [];
    private readonly List<Step> steps = [];
    private int layer;
    private (Engine Engine, string Reason) decision;

    public Graph Graph { get; } = graph;

    public LoweringOptions Options { get; } = options;

    public IEvaluator Evaluator { get; } = evaluator;

    public DiagnosticBag Diagnostics { get; } = diagnostics;

    public IReadOnlyList<LoweredBuffer> Buffers => buffers;

    public IReadOnlyList<ConstantArray> Constants => constants;

    public void BeginLayer(int index)
    {
        layer = index;
        steps.Clear();
        decision = (Engine.None, "");
    }

    public LoweredLayer EndLayer(Node node, long multiplyAdds) => new(layer, node, decision.Engine, decision.Reason, multiplyAdds, steps.ToSequence());

    /// <summary>Says where the current layer runs, and why so.</summary>
    public void Decide(Engine engine, string reason) => decision = (engine, reason);

    public TensorType TypeOf(TensorId id) => Graph.TypeOf(id);

    /// <summary>True when the tensor already has a buffer in this form.</summary>
    public bool Has(TensorId tensor, BufferForm form) => homes.ContainsKey((tensor, form));

    /// <summary>Makes a buffer for a tensor that the current layer writes, or that the application fills.</summary>
    public BufferId Allocate(TensorId tensor, BufferForm form)
    {
        TensorType type = TypeOf(tensor);
        int size = form == BufferForm.Widened ? (type.Shape.ElementCount + 3) / 4 * 4 * sizeof(short) : type.SizeInBytes;
        var id = new BufferId(buffers.Count);
        buffers.Add(new LoweredBuffer(id, tensor, form, size));
        homes[(tensor, form)] = id;
        return id;
    }

    /// <summary>Lets a tensor live in the buffers of another one that has the same elements.</summary>
    public void Alias(TensorId tensor, TensorId original)
    {
        foreach (BufferForm form in Enum.GetValues<BufferForm>())
        {
            if (homes.TryGetValue((original, form), out BufferId home))
            {
                homes[(tensor, form)] = home;
            }
        }
    }

    /// <summary>The buffer that holds a tensor in the wanted form; converts in the current layer when there is only the other one.</summary>
    public BufferId Read(TensorId tensor, BufferForm form)
    {
        if (homes.TryGetValue((tensor, form), out BufferId home))
        {
            return home;
        }

        BufferForm other = form == BufferForm.Plain ? BufferForm.Widened : BufferForm.Plain;
        BufferId from = homes[(tensor, other)];
        BufferId to = Allocate(tensor, form);
        (string purpose, Kernel kernel) = form == BufferForm.Widened
            ? ("widen to int16", Kernels.WidenS8S16)
            : ("narrow to int8", Kernels.NarrowS16S8);
        Add(new Step(
            purpose,
            new KernelCall(kernel, [new("count", new IntegerValue(TypeOf(tensor).Shape.ElementCount))]),
            from, to, MayOverlay: true));
        return to;
    }

    public void Add(Step step) => steps.Add(step);

    /// <summary>Registers a constant array of the current layer.</summary>
    public ConstantValue Constant(string role, ConstantElement element, ConstantData data, string remark)
    {
        constants.Add(new ConstantArray(layer, role, element, data, remark));
        return new ConstantValue(constants.Count - 1);
    }

    /// <summary>True when everything that reads the tensor, also through reshapes, would rather have it widened.</summary>
    public bool AllReadersPreferWidened(TensorId tensor)
    {
        bool Prefers(Node reader) => reader.Operator is Reshape
            ? AllReadersPreferWidened(reader.Output)
            : CpuLowerings.Of(reader.Operator)?.PrefersWidenedInput(reader, this) ?? false;
        return !Graph.Outputs.Contains(tensor) && Graph.ReadersOf(tensor).All(Prefers);
    }
}
