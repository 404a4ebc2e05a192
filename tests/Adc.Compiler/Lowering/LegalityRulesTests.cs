using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Lowering.Cpu;
using Adc.Tests.Passes;
using Adc.Tests.Support;

namespace Adc.Tests.Lowering;

/// <summary>Each rule of each lowering, broken once.</summary>
public sealed class LegalityRulesTests
{
    private static readonly TensorType Row = Pass.Row;
    private static readonly TensorType Real = GraphDraft.Float32(1, 4);
    private static readonly TensorType Bare = new(ElementType.Int8, Shape.Of(1, 4));
    private static readonly TensorType PerChannel = Row with { Quantization = new([1, 2, 3, 4], [0, 0, 0, 0], 1) };
    private static readonly TensorType Short = new(ElementType.Int16, Shape.Of(1, 4), Quantization.PerTensor(0.25f, 0));
    private static readonly TensorType Truth = new(ElementType.Bool, Shape.Of(1, 4));
    private static readonly TensorType Probability = GraphDraft.Int8(1f / 256, -128, 1, 4);

    private static readonly Dictionary<string, Func<Graph>> Broken = new()
    {
        ["dequantize without a scale"] = () => Unary(new Dequantize(), Bare, Real),
        ["dequantize per channel"] = () => Unary(new Dequantize(), PerChannel, Real),
        ["dequantize to int8"] = () => Unary(new Dequantize(), Row, Row),
        ["dequantize a constant"] = () => Unary(new Dequantize(), Row, Real, constant: true),
        ["quantize without a scale"] = () => Unary(new Quantize(), Real, Bare),
        ["quantize per channel"] = () => Unary(new Quantize(), Real, PerChannel),
        ["quantize from int32"] = () => Unary(new Quantize(), GraphDraft.Int32(1, 4), Row),
        ["quantize a constant"] = () => Unary(new Quantize(), Real, Row, constant: true),
        ["tanh of floats"] = () => Unary(new Tanh(), Real, Real),
        ["tanh without a scale"] = () => Unary(new Tanh(), Bare, Row),
        ["tanh of a constant"] = () => Unary(new Tanh(), Row, Row, constant: true),
        ["logistic of floats"] = () => Unary(new Logistic(), Real, Real),
        ["relu of floats"] = () => Unary(new Relu(Activation.Relu), Real, Real),
        ["softmax of floats"] = () => Unary(new Softmax(), Real, Real),
        ["softmax with another output scale"] = () => Unary(new Softmax(), Row, GraphDraft.Int8(1f / 128, -128, 1, 4)),
        ["softmax with another output zero point"] = () => Unary(new Softmax(), Row, GraphDraft.Int8(1f / 256, 0, 1, 4)),
        ["softmax of a scalar"] = () => Unary(new Softmax(), Row with { Shape = Shape.Of() }, Probability with { Shape = Shape.Of() }),
        ["softmax of 4096 columns"] = () => Unary(new Softmax(), Row with { Shape = Shape.Of(4096) }, Probability with { Shape = Shape.Of(4096) }),
        ["softmax beyond floats"] = () => Unary(new Softmax(10), GraphDraft.Int8(float.MaxValue, 0, 1, 4), Probability),
        ["softmax of a constant"] = () => Unary(new Softmax(), Row, Probability, constant: true),
        ["reshape by an unknown shape"] = () =>
        {
            var draft = new GraphDraft();
            TensorId x = draft.Input("x", Row), shape = draft.Input("shape", GraphDraft.Int32(1));
            return draft.Build(draft.Add(new Reshape(), "y", Row, x, shape));
        },
        ["reshape to another scale"] = () => Unary(new Reshape(), Row, Row with { Quantization = Quantization.PerTensor(0.25f, 3) }),
        ["reshape to another type"] = () => Unary(new Reshape(), Row, GraphDraft.Float32(1)),
        ["reshape a constant"] = () => Unary(new Reshape(), Row, Row, constant: true),
        ["add int8 and int16"] = () => Binary(new Add(), Row, Short),
        ["add per channel"] = () => Binary(new Add(), Row, PerChannel),
        ["add shifted int16"] = () => Binary(new Add(), Short, Short with { Quantization = Quantization.PerTensor(0.25f, 1) }, Short),
        ["add to a minute scale"] = () => Binary(new Add(), Row, Row, GraphDraft.Int8(Row.Quantization!.Scale / (1 << 19), 0, 1, 4)),
        ["subtract to a minute scale of int16"] = () => Binary(new Sub(), Short, Short, Short with { Quantization = Quantization.PerTensor(0.25f / (1 << 14), 0) }),
        ["multiply to a minute scale"] = () => Binary(new Mul(), GraphDraft.Int8(1, 0, 1, 4), GraphDraft.Int8(1, 0, 1, 4), GraphDraft.Int8(1f / (1 << 14), 0, 1, 4)),
        ["multiply to six axes"] = () => Binary(
            new Mul(), GraphDraft.Int8(1, 0, 2, 1, 2, 1, 2, 1), GraphDraft.Int8(1, 0, 1, 2, 1, 2, 1, 2), GraphDraft.Int8(1, 0, 2, 2, 2, 2, 2, 2)),
        ["divide int8"] = () => Binary(new Div(), Row, Row),
        ["add two constants"] = () =>
        {
            var draft = new GraphDraft();
            TensorId a = draft.Constant("a", Row, new sbyte[4]), b = draft.Constant("b", Row, new sbyte[4]);
            return draft.Build(draft.Add(new Add(), "y", Row, a, b));
        },
        ["maximum of floats"] = () => Binary(new Extremum(IsGreatest: true), Real, Real, Real),
        ["maximum of two scales"] = () => Binary(new Extremum(IsGreatest: true), Row, Row with { Quantization = Quantization.PerTensor(0.25f, 3) }),
        ["squared difference to a minute scale"] = () =>
            Binary(new SquaredDifference(), GraphDraft.Int8(1, 0, 1, 4), GraphDraft.Int8(0.5f, 0, 1, 4), GraphDraft.Int8(1f / 4096, 0, 1, 4)),
        ["prelu with slopes of a huge scale"] = () =>
            Binary(new Prelu(), GraphDraft.Int8(1, 0, 1, 4), GraphDraft.Int8(1 << 14, 0, 1, 4), GraphDraft.Int8(1, 0, 1, 4)),
        ["less of two bools"] = () => Binary(new Comparison(Relation.Less), Truth, Truth, Truth),
        ["less of two large scales"] = () => Binary(new Comparison(Relation.Less), GraphDraft.Int8(1, 0, 1, 4), GraphDraft.Int8(1, 0, 1, 4), Truth),
        ["and of two int8"] = () => Binary(new Logical(IsAnd: true), Row, Row),
        ["select by int8"] = () => Select(Row, Row),
        ["select between two scales"] = () => Select(Truth, Row with { Quantization = Quantization.PerTensor(0.25f, 3) }),
        ["dense floats"] = () => Dense(input: Real, weights: GraphDraft.Float32(4, 4), output: Real),
        ["dense with float weights"] = () => Dense(weights: GraphDraft.Float32(4, 4)),
        ["dense with shifted weights"] = () => Dense(weights: GraphDraft.Int8(0.1f, 1, 4, 4)),
        ["dense with scales per input"] = () => Dense(weights: new(ElementType.Int8, Shape.Of(4, 4), new([1, 1, 1, 1], [0, 0, 0, 0], 1))),
        ["dense with an int8 bias"] = () => Dense(bias: GraphDraft.Int8(1, 0, 4)),
        ["dense with computed weights"] = () => Dense(weightsAreInput: true),
        ["dense on a constant"] = () => Dense(inputIsConstant: true),
        ["dense with a huge factor"] = () => Dense(output: GraphDraft.Int8(0.05f / (1 << 16), 0, 1, 4)),
        ["dense with a factor that is no number"] = () =>
            Dense(input: GraphDraft.Int8(float.MaxValue, 0, 1, 4), weights: GraphDraft.Int8(float.MaxValue, 0, 4, 4)),
    };

    [Fact]
    public void Each_names_what_it_found_and_what_it_wants() => Snapshot.Verify(
        string.Concat(Broken.Select(broken => $"{broken.Key}\n    {LoweredText.Refusals(broken.Value())}\n")));

    [Fact]
    public void None_is_left_out()
    {
        string all = string.Concat(Broken.Values.Select(broken => LoweredText.Refusals(broken()) + "\n"));
        foreach ((Type type, Adc.Compiler.Lowering.ILowering lowering) in CpuLowerings.All)
        {
            Assert.All(lowering.Rules, rule => Assert.Contains(rule.Sentence + "\n", all, StringComparison.Ordinal));
            Assert.NotEmpty(lowering.Rules);
        }
    }

    [Fact]
    public void All_refusals_of_a_model_are_reported_at_once()
    {
        var draft = new GraphDraft();
        TensorId x = draft.Input("x", Bare);
        TensorId tanh = draft.Add(new Tanh(), "tanh", Bare, x);
        TensorId shape = draft.Add(new ShapeOf(), "shape", GraphDraft.Int32(2), tanh);
        TensorId packed = draft.Add(new Pack(), "packed", GraphDraft.Int32(2, 2), shape, shape);

        Assert.Equal(
            "m.tflite[op 0, 'tanh']: error ADC4002: TANH (int8 [1,4]) -> int8 [1,4]: input and output must be int8 with per-tensor quantization\n"
            + "m.tflite[op 1, 'shape']: error ADC4003: SHAPE is only supported where its inputs are constant, so that it can be folded away\n"
            + "m.tflite[op 2, 'packed']: error ADC4003: PACK is only supported where its inputs are constant, so that it can be folded away",
            LoweredText.Refusals(draft.Build(tanh, packed)));
    }

    private static Graph Unary(Operator @operator, TensorType input, TensorType output, bool constant = false)
    {
        var draft = new GraphDraft();
        TensorId x = constant ? draft.Constant("x", input, new byte[input.SizeInBytes]) : draft.Input("x", input);
        return draft.Build(draft.Add(@operator, "y", output, x));
    }

    private static Graph Binary(Operator @operator, TensorType a, TensorType b, TensorType? output = null)
    {
        var draft = new GraphDraft();
        return draft.Build(draft.Add(@operator, "y", output ?? Row, draft.Input("a", a), draft.Input("b", b)));
    }

    private static Graph Select(TensorType condition, TensorType otherwise)
    {
        var draft = new GraphDraft();
        return draft.Build(draft.Add(new SelectV2(), "y", Row, draft.Input("c", condition), draft.Input("x", Row), draft.Input("z", otherwise)));
    }

    private static Graph Dense(
        TensorType? input = null, TensorType? weights = null, TensorType? bias = null, TensorType? output = null,
        bool weightsAreInput = false, bool inputIsConstant = false)
    {
        var draft = new GraphDraft();
        TensorType inputType = input ?? Row, weightType = weights ?? GraphDraft.Int8(0.1f, 0, 4, 4), biasType = bias ?? GraphDraft.Int32(4);
        TensorId x = inputIsConstant ? draft.Constant("x", inputType, new byte[inputType.SizeInBytes]) : draft.Input("x", inputType);
        TensorId w = weightsAreInput ? draft.Input("w", weightType) : draft.Constant("w", weightType, new byte[weightType.SizeInBytes]);
        TensorId b = draft.Constant("b", biasType, new byte[biasType.SizeInBytes]);
        return draft.Build(draft.Add(new FullyConnected(), "y", output ?? Row, x, w, b));
    }
}
