using Adc.Compiler.Diagnostics;
using Adc.Compiler.Frontends.TfLite;
using Adc.Compiler.Frontends.TfLite.Export;
using Adc.Compiler.Ir;
using Adc.Formats.TfLite;
using Adc.Tests.Support;

namespace Adc.Tests.Frontends.TfLite;

public sealed class TfLiteVariablesTests
{
    private static readonly TfLiteQuantization Scale = new([0.5f], [7]);

    private readonly TfLiteModelBuilder builder = new();

    [Fact]
    public void A_read_is_what_stands_at_that_point_and_the_last_assignment_is_what_the_next_inference_starts_with()
    {
        int x = Int8("x"), handle = Handle(), first = Int8("first"), y = Int8("y"), second = Int8("second"), z = Int8("z");
        builder.AddOperator(BuiltinOperator.ReadVariable, 1, [handle], [first]).AddOperator(BuiltinOperator.Tanh, 1, [first], [y])
            .AddOperator(BuiltinOperator.AssignVariable, 1, [handle, x], []).AddOperator(BuiltinOperator.ReadVariable, 1, [handle], [second])
            .AddOperator(BuiltinOperator.Tanh, 1, [second], [z]).AddOperator(BuiltinOperator.AssignVariable, 1, [handle, y], []);

        Graph graph = Read(builder.Build([x], [y, z]));

        Assert.Equal([new TensorId(first), new TensorId(x)], graph.Nodes.Select(node => node.Inputs[0]));
        Assert.Equal(new State(new TensorId(first), new TensorId(y), new ConstantData(new byte[] { 7, 7 })), Assert.Single(graph.States));
    }

    [Fact]
    public void A_variable_that_is_assigned_before_it_is_read_is_no_state()
    {
        int x = Int8("x"), handle = Handle(), read = Int8("read"), y = Int8("y");
        builder.AddOperator(BuiltinOperator.AssignVariable, 1, [handle, x], []).AddOperator(BuiltinOperator.ReadVariable, 1, [handle], [read])
            .AddOperator(BuiltinOperator.Tanh, 1, [read], [y]);

        Graph graph = Read(builder.Build([x], [y]));

        Assert.Empty(graph.States);
        Assert.Equal(new TensorId(x), Assert.Single(graph.Nodes).Inputs[0]);
    }

    [Fact]
    public void Two_handles_of_one_name_are_one_variable()
    {
        int x = Int8("x"), one = Handle(), two = Handle(), read = Int8("read"), y = Int8("y");
        builder.AddOperator(BuiltinOperator.ReadVariable, 1, [one], [read]).AddOperator(BuiltinOperator.Tanh, 1, [read], [y])
            .AddOperator(BuiltinOperator.AssignVariable, 1, [two, x], []);

        Assert.Equal(new TensorId(x), Assert.Single(Read(builder.Build([x], [y])).States).After);
    }

    [Fact]
    public void Call_once_gives_the_value_at_first() =>
        Assert.Equal(new ConstantData(new byte[] { 1, 2 }), Assert.Single(Read(WithCallOnce(BuiltinOperator.AssignVariable)).States).Initial);

    [Fact]
    public void Other_forms_are_refused()
    {
        Assert.Contains("ADC4003: CALL_ONCE runs TANH in subgraph 1; only VAR_HANDLE", Refusal(WithCallOnce(BuiltinOperator.Tanh)), StringComparison.Ordinal);
        Assert.Contains("ADC2015: CALL_ONCE runs subgraph 5; expected 1 to 1", Refusal(WithCallOnce(BuiltinOperator.AssignVariable, subgraph: 5)), StringComparison.Ordinal);
        Assert.Contains("starts with 3 bytes", Refusal(WithCallOnce(BuiltinOperator.AssignVariable, bytes: 3)), StringComparison.Ordinal);
        Assert.Contains("ADC4003: CALL_ONCE behind the first use", Refusal(WithCallOnce(BuiltinOperator.AssignVariable, isLate: true)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_resource_without_a_name_and_a_value_of_another_shape_are_refused()
    {
        int x = builder.AddTensor("x", TfLiteTensorType.Int8, [3], Scale), handle = Handle(), read = Int8("read"), y = Int8("y");
        builder.AddOperator(BuiltinOperator.ReadVariable, 1, [handle], [read]).AddOperator(BuiltinOperator.Tanh, 1, [read], [y])
            .AddOperator(BuiltinOperator.AssignVariable, 1, [handle, x], []);
        Assert.Contains("ADC2015: ASSIGN_VARIABLE assigns int8 [3]", Refusal(builder.Build([x], [y])), StringComparison.Ordinal);

        var other = new TfLiteModelBuilder();
        int resource = other.AddTensor("resource", TfLiteTensorType.Resource, []), value = other.AddTensor("value", TfLiteTensorType.Int8, [2], Scale);
        int fed = other.AddTensor("fed", TfLiteTensorType.Resource, []);
        other.AddOperator(BuiltinOperator.VarHandle, 1, [], [resource], new VarHandleOptions("", "v")).AddOperator(BuiltinOperator.ReadVariable, 1, [fed], [value]);
        Assert.Contains("READ_VARIABLE of a resource that no VAR_HANDLE names", Refusals(other.Build([fed], [value])), StringComparison.Ordinal);
    }

    private int Int8(string name) => builder.AddTensor(name, TfLiteTensorType.Int8, [2], Scale);

    private int Handle()
    {
        int handle = builder.AddTensor("handle", TfLiteTensorType.Resource, []);
        builder.AddOperator(BuiltinOperator.VarHandle, 1, [], [handle], new VarHandleOptions("", "v"));
        return handle;
    }

    /// <summary>A model that reads a variable, and a subgraph 1 that applies an operator to handle and constant.</summary>
    private static TfLiteModel WithCallOnce(BuiltinOperator inner, int subgraph = 1, int bytes = 2, bool isLate = false)
    {
        var main = new TfLiteVariablesTests();
        int x = main.Int8("x"), handle = main.Handle(), read = main.Int8("read"), y = main.Int8("y");
        void CallOnce() => main.builder.AddOperator(BuiltinOperator.CallOnce, 1, [], [], new CallOnceOptions(subgraph));
        if (!isLate)
        {
            CallOnce();
        }

        main.builder.AddOperator(BuiltinOperator.ReadVariable, 1, [handle], [read]).AddOperator(BuiltinOperator.Tanh, 1, [read], [y]);
        if (isLate)
        {
            CallOnce();
        }

        var once = new TfLiteVariablesTests();
        int named = once.Handle(), value = once.builder.AddTensor("value", TfLiteTensorType.Int8, [bytes], data: new byte[] { 1, 2, 3 }.AsMemory(0, bytes));
        _ = inner == BuiltinOperator.AssignVariable
            ? once.builder.AddOperator(inner, 1, [named, value], [])
            : once.builder.AddOperator(inner, 1, [value], [once.Int8("result")]);
        return ExportedVariables.Join(main.builder.Build([x], [y]), once.builder.Build([], []));
    }

    private static Graph Read(TfLiteModel model)
    {
        var diagnostics = new DiagnosticBag();
        Graph? graph = TfLiteFrontend.Read(TfLiteWriter.Write(model), "m.tflite", diagnostics);
        Assert.Empty(diagnostics.All);
        Assert.Empty(GraphVerifier.Verify(graph!));
        return graph!;
    }

    private static string Refusal(TfLiteModel model)
    {
        string refusals = Refusals(model);
        Assert.DoesNotContain('\n', refusals);
        return refusals;
    }

    private static string Refusals(TfLiteModel model)
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(TfLiteFrontend.Read(TfLiteWriter.Write(model), "m.tflite", diagnostics));
        return string.Join('\n', diagnostics.All);
    }
}
