using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Lowering.Cpu;
using Adc.Compiler.Lowering.Mvp;

namespace Adc.Compiler.Lowering;

/// <summary>What the lowerings of single operators share while a model is being lowered: its buffers, constants and steps.</summary>
internal sealed class LoweringContext(
    Graph graph, LoweringOptions options, IEvaluator evaluator, DiagnosticBag diagnostics, AcceleratorSupport? accelerator = null)
{
    private readonly List<LoweredBuffer> buffers = [];
    private readonly List<ConstantArray> constants = [];
    private readonly Dictionary<(TensorId Tensor, BufferForm Form), BufferId> homes = [];
    private readonly List<Step> steps = [];
    private readonly List<LoweredState> states = [];
    private int layer;
    private (Engine Engine, string Reason, LayerError? Error) decision;
    private Refusal? refusal;
    private LiveTensors? live;

    public Graph Graph { get; } = graph;

    public LoweringOptions Options { get; } = options;

    public IEvaluator Evaluator { get; } = evaluator;

    public DiagnosticBag Diagnostics { get; } = diagnostics;

    /// <summary>Null when the model is compiled for the CPU alone.</summary>
    public AcceleratorSupport? Accelerator { get; } = accelerator;

    public IReadOnlyList<LoweredBuffer> Buffers => buffers;

    public IReadOnlyList<ConstantArray> Constants => constants;

    public IReadOnlyList<LoweredState> States => states;

    public void BeginLayer(int index)
    {
        layer = index;
        steps.Clear();
        decision = (Engine.None, "", null);
        refusal = null;
    }

    public LoweredLayer EndLayer(Node node, long multiplyAdds) => new(layer, node, decision.Engine, decision.Reason, multiplyAdds, steps.ToSequence(), decision.Error);

    /// <summary>Says why the current layer does not run on the accelerator; stands in front of the reason for the CPU's kernel.</summary>
    public void Refuse(Refusal? why) => refusal = why;

    /// <summary>Says where the current layer runs, and why so.</summary>
    public void Decide(Engine engine, string reason, LayerError? error = null) =>
        decision = (engine, engine == Engine.Cpu && refusal is not null ? $"not on the accelerator: {refusal.Reason}; {reason}" : reason, error);

    /// <summary>RAM that programs of a node may use for themselves, beside what lives while it runs.</summary>
    public int ScratchBudget(Node node)
    {
        live ??= new LiveTensors(Graph);
        return (int)Math.Clamp((Accelerator?.RamBudgetInBytes ?? 0) - live.BytesAround(node), 0, int.MaxValue);
    }

    public TensorType TypeOf(TensorId id) => Graph.TypeOf(id);

    /// <summary>True when the tensor already has a buffer in this form.</summary>
    public bool Has(TensorId tensor, BufferForm form) => homes.ContainsKey((tensor, form));

    /// <summary>Makes a buffer for a tensor that the current layer writes, or that the application fills.</summary>
    public BufferId Allocate(TensorId tensor, BufferForm form)
    {
        TensorType type = TypeOf(tensor);
        long elements = type.Shape.ElementCount;
        long size = form switch
        {
            BufferForm.Widened => (elements + 3) / 4 * 4 * sizeof(short),
            _ => type.SizeInBytes,
        };
        BufferId id = NewBuffer(tensor, form, size);
        homes[(tensor, form)] = id;
        return id;
    }

    /// <summary>Makes a buffer for a tensor whose writer stores beyond its end.</summary>
    public BufferId AllocateAtLeast(TensorId tensor, BufferForm form, int sizeInBytes)
    {
        BufferId id = NewBuffer(tensor, form, Math.Max(sizeInBytes, TypeOf(tensor).SizeInBytes));
        homes[(tensor, form)] = id;
        return id;
    }

    private BufferId NewBuffer(TensorId tensor, BufferForm form, long size)
    {
        var id = new BufferId(buffers.Count);
        buffers.Add(new LoweredBuffer(id, tensor, form, (int)Math.Min(size, int.MaxValue))); // beyond every budget, which says so
        return id;
    }

    /// <summary>Makes the memory of a state of the graph.</summary>
    public void AllocateState(State state)
    {
        bool isUniform = !state.Initial.Bytes.Span.ContainsAnyExcept(state.Initial.Bytes.Span[0]);
        TensorType type = TypeOf(state.Before);
        int initial = isUniform ? -1 : Constant("initial", ElementOf(type.Element), state.Initial, $"state at first: {type}").Constant;
        states.Add(new LoweredState(state, Allocate(state.Before, BufferForm.Plain), initial));
    }

    /// <summary>True when a tensor lies in the memory of a state, which changes before the application reads its outputs.</summary>
    public bool IsInState(TensorId tensor) => StateHome(tensor) is not null;

    /// <summary>The buffer in which the current layer moves a state on: the state's own, or a copy while others still want it as it was.</summary>
    /// <param name="before">The state as the node reads it.</param>
    /// <param name="after">The node's output that it becomes.</param>
    public BufferId MoveOn(TensorId before, TensorId after)
    {
        if (StateHome(before) is BufferId own && Graph.ReadersOf(before).Count() == 1 && !Graph.Outlives(before))
        {
            homes[(after, BufferForm.Plain)] = own;
            return own;
        }

        BufferId copy = Allocate(after, BufferForm.Plain);
        Add(CopyStep("copy the state", Read(before, BufferForm.Plain), copy, TypeOf(before)));
        return copy;
    }

    /// <summary>Ends the last layer with the steps that bring to each state's memory what has become of it.</summary>
    public void KeepStates()
    {
        LoweredState[] moved = [.. states.Where(state => StateHome(state.State.After) != state.Buffer)];
        if (moved.Length > 0 && decision.Engine == Engine.None)
        {
            decision = decision with { Engine = Engine.Cpu };
        }

        // What lies in another state's memory is saved first: that state may be written before it.
        Operand[] sources = [.. moved.Select(state => IsInState(state.State.After) ? Saved(state.State.After) : ReadOrConstant(state.State.After, "next"))];
        foreach ((LoweredState state, Operand source) in moved.Zip(sources))
        {
            Add(CopyStep("keep the state", source, state.Buffer, TypeOf(state.State.Before)));
        }
    }

    private BufferId Saved(TensorId tensor)
    {
        BufferId saved = NewBuffer(tensor, BufferForm.Plain, TypeOf(tensor).SizeInBytes);
        Add(CopyStep("save the state", Read(tensor, BufferForm.Plain), saved, TypeOf(tensor)));
        return saved;
    }

    private BufferId? StateHome(TensorId tensor) =>
        homes.TryGetValue((tensor, BufferForm.Plain), out BufferId home) && states.Exists(state => state.Buffer == home) ? home : null;

    private static Step CopyStep(string purpose, Operand from, BufferId to, TensorType type) =>
        new(purpose, new KernelCall(Kernels.Copy, [new("bytes", new IntegerValue(type.SizeInBytes))]), [from], to);

    /// <summary>Makes memory that one step writes and reads for itself.</summary>
    public BufferId AllocateScratch(long sizeInBytes) => NewBuffer(TensorId.None, BufferForm.Scratch, sizeInBytes);

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

        if (form == BufferForm.Widened)
        {
            return Convert(tensor, Read(tensor, BufferForm.Plain), form, "widen to int16", new KernelCall(Kernels.WidenS8S16, [Count(tensor)]));
        }

        if (form == BufferForm.Plain && homes.TryGetValue((tensor, BufferForm.Widened), out BufferId widened))
        {
            return Convert(tensor, widened, form, "narrow to int8", new KernelCall(Kernels.NarrowS16S8, [Count(tensor)]));
        }

        BufferForm other = form == BufferForm.Plain ? BufferForm.Unsigned : BufferForm.Plain;
        return Convert(
            tensor, form == BufferForm.Plain ? homes[(tensor, other)] : Read(tensor, other), form, "turn the sign bit",
            new KernelCall(Kernels.LookupS8, [Count(tensor), new("table", SignTable())]));
    }

    /// <summary>What a step reads of a tensor in its plain form: its buffer, or a constant array of the current layer.</summary>
    /// <param name="role">Last part of the array's name when the tensor is a constant: "left", "condition".</param>
    public Operand ReadOrConstant(TensorId tensor, string role) => Graph[tensor].Data is ConstantData data
        ? Constant(role, ElementOf(TypeOf(tensor).Element), data, $"{TypeOf(tensor)}")
        : Read(tensor, BufferForm.Plain);

    private static ConstantElement ElementOf(ElementType element) => element switch
    {
        ElementType.Float32 => ConstantElement.Float32,
        ElementType.Int8 => ConstantElement.Int8,
        ElementType.UInt8 or ElementType.Bool => ConstantElement.UInt8,
        ElementType.Int16 => ConstantElement.Int16,
        ElementType.Int32 => ConstantElement.Int32,
        ElementType.Int64 => ConstantElement.Int64,
        _ => throw new ArgumentOutOfRangeException(nameof(element), element, "no C array of such elements"),
    };

    private BufferId Convert(TensorId tensor, BufferId from, BufferForm form, string purpose, KernelCall call)
    {
        BufferId to = Allocate(tensor, form);
        Add(new Step(purpose, call, from, to, MayOverlay: true));
        return to;
    }

    private KernelParameter Count(TensorId tensor) => new("count", new IntegerValue(TypeOf(tensor).Shape.ElementCount));

    // Signed and unsigned bytes of one value differ in the sign bit alone, so that one table serves both ways.
    private ConstantValue SignTable()
    {
        sbyte[] table = [.. Enumerable.Range(sbyte.MinValue, 256).Select(value => unchecked((sbyte)(value ^ 0x80)))];
        return Constant("sign", ConstantElement.Int8, ConstantData.Of<sbyte>(table), "signed to unsigned and back");
    }

    public void Add(Step step) => steps.Add(step);

    /// <summary>Registers a constant array of the current layer.</summary>
    public ConstantValue Constant(
        string role, ConstantElement element, ConstantData data, string remark, ConstantPlace placement = ConstantPlace.Flash)
    {
        // Layers with equal numbers, such as tables of one function, share them; the accelerator's lie where its programs want them.
        int equal = placement == ConstantPlace.Flash
            ? constants.FindIndex(other => other.Element == element && other.Placement == placement && other.Data.Bytes.Span.SequenceEqual(data.Bytes.Span))
            : -1;
        if (equal < 0)
        {
            constants.Add(new ConstantArray(layer, role, element, data, remark, placement));
        }

        return new ConstantValue(equal < 0 ? constants.Count - 1 : equal);
    }

    /// <summary>True when everything that reads the tensor, also through reshapes, would rather have it widened.</summary>
    public bool AllReadersPreferWidened(TensorId tensor) =>
        AllReaders(tensor, reader => CpuLowerings.Of(reader.Operator)?.PrefersWidenedInput(reader, this) ?? false);

    /// <summary>True when a condition holds for everything that reads the tensor, also through reshapes, and the application does not.</summary>
    public bool AllReaders(TensorId tensor, Func<Node, bool> condition) =>
        !Graph.Outlives(tensor)
        && Graph.ReadersOf(tensor).All(reader => reader.Operator is Reshape ? AllReaders(reader.Output, condition) : condition(reader));
}
