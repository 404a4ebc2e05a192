using Adc.Compiler.Ir;
using Adc.Compiler.Lowering.Mvp;
using Adc.Mvp;

namespace Adc.Compiler.Lowering;

/// <summary>A graph turned into kernel calls on buffers: every decision made except where the buffers lie.</summary>
/// <param name="Graph">The graph after all passes.</param>
/// <param name="Buffers">A buffer's id is its position.</param>
/// <param name="Layers">One per node of the graph, in execution order.</param>
/// <param name="Constants">Arrays that the steps refer to, in the order in which they are emitted.</param>
/// <param name="Inputs">The buffers that the application fills, in the order of the model's inputs.</param>
/// <param name="Outputs">The buffers that the application reads, in the order of the model's outputs.</param>
public sealed record LoweredModel(
    Graph Graph,
    Sequence<LoweredBuffer> Buffers,
    Sequence<LoweredLayer> Layers,
    Sequence<ConstantArray> Constants,
    Sequence<BufferId> Inputs,
    Sequence<BufferId> Outputs)
{
    /// <summary>What the model keeps from one inference to the next.</summary>
    public Sequence<LoweredState> States { get; init; } = Sequence<LoweredState>.Empty;

    public LoweredBuffer this[BufferId id] => Buffers[id.Value];

    /// <summary>All steps of all layers in execution order.</summary>
    public IEnumerable<Step> Steps => Layers.SelectMany(layer => layer.Steps);
}

/// <summary>Where a state of the graph lives: in memory of its own, shared with nothing.</summary>
/// <param name="Buffer">Holds the state before when an inference begins, and what has become of it when it ends.</param>
/// <param name="Initial">Position of the constant that it starts with; −1 when all its bytes are alike.</param>
public sealed record LoweredState(State State, BufferId Buffer, int Initial = -1);

/// <summary>Names a buffer of one lowered model.</summary>
public readonly record struct BufferId(int Value)
{
    public override string ToString() => $"b{Value}";
}

/// <summary>How a buffer stores the elements of its tensor.</summary>
public enum BufferForm
{
    /// <summary>As the tensor's type says.</summary>
    Plain,

    /// <summary>int8 values as int16, in element order; room for a multiple of four elements.</summary>
    Widened,

    /// <summary>int8 values plus 128 as bytes without sign: zero points near -128 come near 0, where half precision is finest.</summary>
    Unsigned,

    /// <summary>No tensor: memory for a kernel's own use, or handed from one program to the next.</summary>
    Scratch,
}

/// <summary>Memory that holds one tensor from the step that writes it to the last that reads it.</summary>
public sealed record LoweredBuffer(BufferId Id, TensorId Tensor, BufferForm Form, int SizeInBytes);

/// <summary>Where a layer runs.</summary>
public enum Engine
{
    /// <summary>Nowhere: the layer only renames its input.</summary>
    None,
    Cpu,
    Mvp,
}

/// <summary>One node of the graph and the steps that compute it.</summary>
/// <param name="Reason">Why this engine and this kernel, in one sentence.</param>
/// <param name="MultiplyAdds">Multiply-adds of one inference.</param>
/// <param name="Error">Measured difference from the integer reference, for layers of the accelerator.</param>
public sealed record LoweredLayer(int Index, Node Node, Engine Engine, string Reason, long MultiplyAdds, Sequence<Step> Steps, LayerError? Error = null);

/// <summary>One kernel call or one accelerator program.</summary>
/// <param name="Purpose">What it does for the layer, as a comment: "widen input".</param>
/// <param name="Inputs">What it reads, in the order of the kernel's inputs.</param>
/// <param name="Overlays">The step is exact when the output starts at the address of one of its first so many inputs.</param>
/// <param name="Continues">The output holds part of the tensor already, which the step leaves as it is.</param>
/// <param name="Scratch">A buffer that the step writes and reads for itself, or null.</param>
public sealed record Step(
    string Purpose, StepCall Call, Sequence<Operand> Inputs, BufferId Output, int Overlays = 0, bool Continues = false, BufferId? Scratch = null)
{
    /// <summary>A step that reads one buffer.</summary>
    /// <param name="MayOverlay">The step is exact when the output starts at the input's address.</param>
    public Step(string purpose, StepCall call, BufferId input, BufferId output, bool MayOverlay, BufferId? Scratch = null)
        : this(purpose, call, [input], output, MayOverlay ? 1 : 0, Continues: false, Scratch)
    {
    }

    /// <summary>Copies its input as it is to so many bytes behind the start of its output: nothing to do where it lies there. Null: it does more.</summary>
    public int? SliceOffset { get; init; }

    /// <summary>The buffers that it reads.</summary>
    public IEnumerable<BufferId> Buffers => Inputs.Where(input => input.Buffer is not null).Select(input => input.Buffer!.Value);

    /// <summary>The first buffer that it reads.</summary>
    public BufferId Input => Buffers.First();
}

/// <summary>What a step reads: a buffer, or a constant array by its position in <see cref="LoweredModel.Constants"/>.</summary>
public readonly record struct Operand(BufferId? Buffer, int Constant = -1)
{
    public static implicit operator Operand(BufferId buffer) => new(buffer);

    public static implicit operator Operand(ConstantValue constant) => new(null, constant.Constant);

    public override string ToString() => Buffer?.ToString() ?? $"c{Constant}";
}

/// <summary>What a step runs.</summary>
public abstract record StepCall;

/// <summary>A handwritten kernel with the values of its parameter struct.</summary>
public sealed record KernelCall(Kernel Kernel, Sequence<KernelParameter> Parameters) : StepCall;

/// <summary>A program of the accelerator. Its arrays name buffers and constants by <see cref="ProgramMemory"/>.</summary>
/// <param name="Shape">Which of the known program shapes it is: "fc2s".</param>
public sealed record ProgramCall(MvpProgram Program, string Shape) : StepCall;

/// <summary>A parameter of a kernel call: a member of its struct and what it is set to.</summary>
public sealed record KernelParameter(string Name, ParameterValue Value);

public abstract record ParameterValue;

public sealed record IntegerValue(long Value) : ParameterValue;

public sealed record FloatValue(float Value) : ParameterValue;

/// <summary>The values of an array member, such as extents or strides.</summary>
public sealed record IntegersValue(Sequence<int> Values) : ParameterValue;

/// <summary>An enumerator of the kernel's header.</summary>
public sealed record SymbolValue(string Name) : ParameterValue;

/// <summary>The address of a constant array.</summary>
/// <param name="Constant">Position in <see cref="LoweredModel.Constants"/>.</param>
public sealed record ConstantValue(int Constant) : ParameterValue;

/// <summary>A constant array of the emitted weights file.</summary>
/// <param name="Role">Last part of its C name: "weights", "table".</param>
/// <param name="Layer">Index of the layer it belongs to.</param>
/// <param name="Remark">What the array holds and in which order, for the comment above it.</param>
/// <param name="Placement">Which memory the array lies in while the model runs.</param>
public sealed record ConstantArray(
    int Layer, string Role, ConstantElement Element, ConstantData Data, string Remark, ConstantPlace Placement = ConstantPlace.Flash);

/// <summary>Where a constant lies while the model runs.</summary>
public enum ConstantPlace
{
    /// <summary>In flash, for code that runs on the CPU.</summary>
    Flash,

    /// <summary>In flash, streamed by the accelerator.</summary>
    AcceleratorFlash,

    /// <summary>In RAM, copied from flash at start-up, read by the accelerator.</summary>
    AcceleratorRam,
}

/// <summary>C element type of a constant array.</summary>
public enum ConstantElement
{
    Int8,
    UInt8,
    Int16,
    Int32,
    UInt32,
    Int64,
    Float32,
}
