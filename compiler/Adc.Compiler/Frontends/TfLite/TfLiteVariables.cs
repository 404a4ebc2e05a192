using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite;

/// <summary>Follows the variables of a file through its operators, so that each value becomes a tensor of its own.</summary>
/// <remarks>
/// A variable is a tensor that an operator changes in place, or a resource that VAR_HANDLE names. A read is the variable's present
/// tensor, a change makes a new one; what stands at the end is what the next inference starts with.
/// </remarks>
internal sealed class TfLiteVariables(TfLiteModel model, TfLiteSubgraph subgraph, TfLiteTensorImport tensors, string fileName, DiagnosticBag diagnostics)
{
    private readonly List<Variable> variables = [];
    private readonly Dictionary<int, Variable> byTensor = [];
    private readonly Dictionary<(string Container, string Name), Variable> byName = [];
    private readonly Dictionary<int, Variable> handles = [];
    private readonly Dictionary<int, TensorId> aliases = [];
    private readonly List<Tensor> added = [];

    /// <summary>Operators on resources; they leave no node behind.</summary>
    public static IReadOnlyList<BuiltinOperator> Operators { get; } =
        [BuiltinOperator.AssignVariable, BuiltinOperator.CallOnce, BuiltinOperator.ReadVariable, BuiltinOperator.VarHandle];

    /// <summary>Tensors that the file does not have: states after a change.</summary>
    public IReadOnlyList<Tensor> Added => added;

    /// <summary>What TensorFlow Lite resets a variable to: each byte is the zero point of an int8, else zero.</summary>
    public static ConstantData Reset(TensorType type)
    {
        byte[] bytes = new byte[type.SizeInBytes];
        Array.Fill(bytes, unchecked((byte)(type.Element == ElementType.Int8 ? type.Quantization?.ZeroPoint ?? 0 : 0)));
        return new ConstantData(bytes);
    }

    /// <summary>The tensor that holds at this point what the file's tensor holds.</summary>
    public TensorId Now(int tensor) => tensor < 0 ? TensorId.None
        : subgraph.Tensors[tensor].IsVariable ? VariableTensor(tensor).Now!.Value
        : aliases.GetValueOrDefault(tensor, new TensorId(tensor));

    /// <summary>A new tensor for a variable tensor that the operator at hand changes.</summary>
    public TensorId Change(int tensor)
    {
        TfLiteTensor source = subgraph.Tensors[tensor];
        var after = new TensorId(subgraph.Tensors.Count + added.Count);
        added.Add(new Tensor(after, source.Name, tensors.TypeOf(tensor, Origin.None)!));
        VariableTensor(tensor).Now = after;
        return after;
    }

    /// <summary>Follows one of <see cref="Operators"/>.</summary>
    public void Follow(TfLiteOperator @operator, Origin origin)
    {
        if (@operator.Inputs.Concat(@operator.Outputs).Any(tensor => subgraph.Tensors[tensor].IsVariable))
        {
            Refuse(origin, $"{model.CodeOf(@operator).DisplayName} of a variable tensor is not supported; it works on resources");
            return;
        }

        switch (model.CodeOf(@operator).Builtin)
        {
            case BuiltinOperator.VarHandle:
                handles[@operator.Outputs[0]] = Named(@operator);
                break;
            case BuiltinOperator.ReadVariable:
                Read(@operator, origin);
                break;
            case BuiltinOperator.AssignVariable:
                Assign(@operator, origin);
                break;
            default:
                CallOnce(@operator, origin);
                break;
        }
    }

    /// <summary>All variables that an inference reads before it changes them.</summary>
    public Sequence<State> States()
    {
        List<State> states = [];
        foreach (Variable variable in variables)
        {
            if (variable.Before is TensorId before)
            {
                TensorType type = tensors.TypeOf(before.Value, Origin.None)!;
                ConstantData initial = variable.Initial ?? Reset(variable.ZeroPointType ?? type);
                if (initial.Bytes.Length != type.SizeInBytes)
                {
                    Contradict(
                        new Origin(fileName, Name: subgraph.Tensors[before.Value].Name),
                        $"a variable is read as {type}, but starts with {initial.Bytes.Length:N0} bytes");
                }

                states.Add(new State(before, variable.Now!.Value, initial));
            }
        }

        return states.ToSequence();
    }

    private Variable VariableTensor(int tensor)
    {
        if (!byTensor.TryGetValue(tensor, out Variable? variable))
        {
            variable = byTensor[tensor] = new Variable { Before = new TensorId(tensor), Now = new TensorId(tensor) };
            variables.Add(variable);
        }

        return variable;
    }

    private Variable Named(TfLiteOperator handle)
    {
        VarHandleOptions options = handle.Options as VarHandleOptions ?? new VarHandleOptions("", "");
        (string, string) name = (options.Container, options.SharedName);
        if (!byName.TryGetValue(name, out Variable? variable))
        {
            variable = byName[name] = new Variable();
            variables.Add(variable);
        }

        return variable;
    }

    private void Read(TfLiteOperator @operator, Origin origin)
    {
        int output = @operator.Outputs[0];
        if (tensors.TypeOf(output, origin) is not TensorType type || Handle(@operator, origin) is not Variable variable)
        {
            return;
        }

        if (variable.Now is not TensorId now)
        {
            variable.Before = variable.Now = new TensorId(output);
        }
        else if (TypeOf(now) == type)
        {
            aliases[output] = now;
        }
        else
        {
            Contradict(origin, $"READ_VARIABLE reads {type}, but the variable holds {TypeOf(now)}");
        }
    }

    private void Assign(TfLiteOperator @operator, Origin origin)
    {
        int value = @operator.Inputs[1];
        if (tensors.TypeOf(value, origin) is not TensorType type || Handle(@operator, origin) is not Variable variable)
        {
            return;
        }

        if (variable.Before is TensorId before && !HoldsLike(TypeOf(before), type))
        {
            Contradict(origin, $"ASSIGN_VARIABLE assigns {type} to a variable of {TypeOf(before)}");
            return;
        }

        variable.Now = Now(value);
        variable.ZeroPointType ??= type;
    }

    private void CallOnce(TfLiteOperator @operator, Origin origin)
    {
        int index = (@operator.Options as CallOnceOptions)?.InitSubgraphIndex ?? 0;
        if (index <= 0 || index >= model.Subgraphs.Count)
        {
            Contradict(origin, $"CALL_ONCE runs subgraph {index}; expected 1 to {model.Subgraphs.Count - 1}");
            return;
        }

        if (byName.Values.Any(variable => variable.Now is not null))
        {
            Refuse(origin, "CALL_ONCE behind the first use of a variable is not supported");
            return;
        }

        Dictionary<int, Variable> named = [];
        TfLiteSubgraph once = model.Subgraphs[index];
        foreach (TfLiteOperator inner in once.Operators)
        {
            BuiltinOperator builtin = model.CodeOf(inner).Builtin;
            if (builtin == BuiltinOperator.VarHandle)
            {
                named[inner.Outputs[0]] = Named(inner);
            }
            else if (builtin == BuiltinOperator.AssignVariable && named.TryGetValue(inner.Inputs[0], out Variable? variable)
                && model.DataOf(once.Tensors[inner.Inputs[1]]) is { IsEmpty: false } data)
            {
                variable.Initial = new ConstantData(data);
            }
            else
            {
                Refuse(origin, $"CALL_ONCE runs {Printable.Text(model.CodeOf(inner).DisplayName)} in subgraph {index}; only VAR_HANDLE and ASSIGN_VARIABLE of constants are supported there");
                return;
            }
        }
    }

    private Variable? Handle(TfLiteOperator @operator, Origin origin)
    {
        if (handles.TryGetValue(@operator.Inputs[0], out Variable? variable))
        {
            return variable;
        }

        Refuse(origin, $"{model.CodeOf(@operator).DisplayName} of a resource that no VAR_HANDLE names is not supported");
        return null;
    }

    private TensorType TypeOf(TensorId id) => id.Value < subgraph.Tensors.Count
        ? tensors.TypeOf(id.Value, Origin.None)!
        : added[id.Value - subgraph.Tensors.Count].Type;

    private static bool HoldsLike(TensorType a, TensorType b) => a.Element == b.Element && a.Shape == b.Shape;

    private void Refuse(Origin origin, string reason) => diagnostics.Report(Catalogue.UnsupportedLayer, origin, reason);

    private void Contradict(Origin origin, string reason) => diagnostics.Report(Catalogue.InconsistentOperatorShapes, origin, reason);

    private sealed class Variable
    {
        /// <summary>What the inference starts with; null while nobody has read it.</summary>
        public TensorId? Before { get; set; }

        public TensorId? Now { get; set; }

        /// <summary>What CALL_ONCE assigns.</summary>
        public ConstantData? Initial { get; set; }

        /// <summary>Type of the first value assigned; its zero point fills a variable that nothing initialises.</summary>
        public TensorType? ZeroPointType { get; set; }
    }
}
