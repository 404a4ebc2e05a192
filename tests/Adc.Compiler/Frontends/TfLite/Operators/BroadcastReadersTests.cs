using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;
using static Adc.Tests.Frontends.TfLite.OneOperatorFile;

namespace Adc.Tests.Frontends.TfLite.Operators;

/// <summary>Operators on several operands that broadcast.</summary>
public sealed class BroadcastReadersTests
{
    private static readonly Dictionary<BuiltinOperator, (Operator Record, TfLiteOptions? Options)> Arithmetic = new()
    {
        [BuiltinOperator.Add] = (new Add(Activation.Relu), new AddOptions(TfLiteActivation.Relu)),
        [BuiltinOperator.Sub] = (new Sub(Activation.Relu6), new SubOptions(TfLiteActivation.Relu6)),
        [BuiltinOperator.Mul] = (new Mul(Activation.ReluN1To1), new MulOptions(TfLiteActivation.ReluN1To1)),
        [BuiltinOperator.Div] = (new Div(), new DivOptions(TfLiteActivation.None)),
        [BuiltinOperator.Maximum] = (new Extremum(IsGreatest: true), null),
        [BuiltinOperator.Minimum] = (new Extremum(IsGreatest: false), null),
        [BuiltinOperator.SquaredDifference] = (new SquaredDifference(), null),
        [BuiltinOperator.Prelu] = (new Prelu(), null),
    };

    private static readonly Dictionary<BuiltinOperator, Relation> Relations = new()
    {
        [BuiltinOperator.Equal] = Relation.Equal,
        [BuiltinOperator.NotEqual] = Relation.NotEqual,
        [BuiltinOperator.Less] = Relation.Less,
        [BuiltinOperator.LessEqual] = Relation.LessEqual,
        [BuiltinOperator.Greater] = Relation.Greater,
        [BuiltinOperator.GreaterEqual] = Relation.GreaterEqual,
    };

    public static TheoryData<BuiltinOperator> ArithmeticOperators => [.. Arithmetic.Keys];

    public static TheoryData<BuiltinOperator> Comparisons => [.. Relations.Keys];

    [Theory]
    [MemberData(nameof(ArithmeticOperators))]
    public void Become_their_record_with_its_activation(BuiltinOperator builtin) => Assert.Equal(
        Arithmetic[builtin].Record, OneOperatorFile.Read(builtin, Arithmetic[builtin].Options, [Int8(1, 2, 3), Int8(3)], Int8(1, 2, 3)));

    [Theory]
    [MemberData(nameof(ArithmeticOperators))]
    public void Operands_must_broadcast_to_the_output(BuiltinOperator builtin)
    {
        TfLiteOptions? options = Arithmetic[builtin].Options;
        Assert.Equal(
            "one.tflite[op 0, 'out0']: error ADC2015: operands of shapes [2,3] and [2] do not broadcast to [2,3]",
            Refusal(builtin, options, [Int8(2, 3), Int8(2)], Int8(2, 3)));
        Assert.Equal(
            "one.tflite[op 0, 'out0']: error ADC2015: operands of shapes [2,3] and [3] do not broadcast to [1,2,3]",
            Refusal(builtin, options, [Int8(2, 3), Int8(3)], Int8(1, 2, 3)));
    }

    [Theory]
    [MemberData(nameof(ArithmeticOperators))]
    public void Operands_must_have_the_type_of_the_output(BuiltinOperator builtin) => Assert.Equal(
        "one.tflite[op 0, 'out0']: error ADC4003: operands and output have different types (int8, int32, int8); TensorFlow Lite wants one",
        Refusal(builtin, Arithmetic[builtin].Options, [Int8(2), Int32(2)], Int8(2)));

    [Fact]
    public void An_unknown_activation_is_refused() => Assert.Equal(
        "one.tflite[op 0, 'out0']: error ADC4003: ADD with fused Tanh is not supported; NONE, RELU, RELU_N1_TO_1 and RELU6 are",
        Refusal(BuiltinOperator.Add, new AddOptions(TfLiteActivation.Tanh), [Int8(2), Int8(2)], Int8(2)));

    [Fact]
    public void Slopes_of_prelu_do_not_repeat_its_input() => Assert.Equal(
        "one.tflite[op 0, 'out0']: error ADC2015: PRELU of a tensor [1,3] has slopes [2,3], which would repeat it to [2,3]",
        Refusal(BuiltinOperator.Prelu, null, [Int8(1, 3), Int8(2, 3)], Int8(2, 3)));

    [Theory]
    [MemberData(nameof(Comparisons))]
    public void Comparisons_become_their_relation(BuiltinOperator builtin)
    {
        Operator read = OneOperatorFile.Read(builtin, null, [Float32(2, 1), Float32(3)], Bool(2, 3));

        Assert.Equal(new Comparison(Relations[builtin]), read);
        Assert.Equal(builtin.SchemaName(), read.Name);
    }

    [Theory]
    [MemberData(nameof(Comparisons))]
    public void Comparisons_lead_from_one_type_to_bool(BuiltinOperator builtin)
    {
        Assert.Equal(
            $"one.tflite[op 0, 'out0']: error ADC4003: {builtin.SchemaName()} from float32 and int32 to bool is not supported; two tensors of one type are compared, the result is bool",
            Refusal(builtin, null, [Float32(2), Int32(2)], Bool(2)));
        Assert.Contains("from int8 and int8 to int8", Refusal(builtin, null, [Int8(2), Int8(2)], Int8(2)), StringComparison.Ordinal);
    }

    [Fact]
    public void Comparisons_and_selections_without_operands_are_refused()
    {
        Assert.Contains("0 inputs", Refusal(BuiltinOperator.Less, null, [], Bool(2)), StringComparison.Ordinal);
        Assert.Contains("left out", Refusal(BuiltinOperator.SelectV2, null, [null, Int8(2), Int8(2)], Int8(2)), StringComparison.Ordinal);
    }

    [Fact]
    public void Logical_operators_become_their_records()
    {
        Assert.Equal(new Logical(IsAnd: true), OneOperatorFile.Read(BuiltinOperator.LogicalAnd, null, [Bool(2, 3), Bool(1)], Bool(2, 3)));
        Assert.Equal(new Logical(IsAnd: false), OneOperatorFile.Read(BuiltinOperator.LogicalOr, null, [Bool(2, 3), Bool(1)], Bool(2, 3)));
        Assert.Equal(new LogicalNot(), OneOperatorFile.Read(BuiltinOperator.LogicalNot, null, [Bool(2, 3)], Bool(2, 3)));
    }

    [Theory]
    [InlineData(BuiltinOperator.Select)]
    [InlineData(BuiltinOperator.SelectV2)]
    public void A_selection_has_a_condition_of_bool(BuiltinOperator builtin)
    {
        Assert.Equal(new SelectV2(), OneOperatorFile.Read(builtin, null, [Bool(2, 3), Int8(2, 3), Int8(2, 3)], Int8(2, 3)));
        Assert.Equal(
            "one.tflite[op 0, 'out0']: error ADC4003: the condition is int8; it must be bool",
            Refusal(builtin, null, [Int8(2), Int8(2), Int8(2)], Int8(2)));
    }

    [Fact]
    public void Select_by_rows_is_refused_where_select_v2_broadcasts()
    {
        Assert.Equal(new SelectV2(), OneOperatorFile.Read(BuiltinOperator.SelectV2, null, [Bool(2), Int8(2, 2), Int8(2, 2)], Int8(2, 2)));
        Assert.Equal(
            "one.tflite[op 0, 'out0']: error ADC4003: SELECT by a condition [2] that chooses whole rows of [2,2] is not supported",
            Refusal(BuiltinOperator.Select, null, [Bool(2), Int8(2, 2), Int8(2, 2)], Int8(2, 2)));
    }
}
