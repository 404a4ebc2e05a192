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
    private static readonly TensorType Shorts = new(ElementType.Int16, Shape.Of(1, 4), Quantization.PerTensor(0.25f, 0));
    private static readonly TensorType Truth = new(ElementType.Bool, Shape.Of(1, 4));
    private static readonly TensorType Image = GraphDraft.Int8(0.05f, 3, 1, 2, 2, 4);
    private static readonly TensorType Int16Image = new(ElementType.Int16, Shape.Of(1, 2, 2, 4), Quantization.PerTensor(1, 0));
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
        ["quantize floats to uint8"] = () => Unary(new Quantize(), Real, new(ElementType.UInt8, Shape.Of(1, 4), Quantization.PerTensor(1, 0))),
        ["quantize int16 to much smaller steps"] = () => Unary(new Quantize(), Short(65536), Short(1)),
        ["tanh from int8 to floats"] = () => Unary(new Tanh(), Row, Real),
        ["tanh of int16 with a zero point"] = () => Unary(new Tanh(), Short(1, 1), Short(1f / 32768)),
        ["tanh of int16 with a large scale"] = () => Unary(new Tanh(), Short(2.67f), Short(1f / 32768)),
        ["tanh of int16 to another scale"] = () => Unary(new Tanh(), Short(1), Short(1f / 128)),
        ["tanh without a scale"] = () => Unary(new Tanh(), Bare, Row),
        ["tanh of a constant"] = () => Unary(new Tanh(), Row, Row, constant: true),
        ["logistic of int32"] = () => Unary(new Logistic(), GraphDraft.Int32(1, 4), GraphDraft.Int32(1, 4)),
        ["relu from int16 to int8"] = () => Unary(new Relu(Activation.Relu), Short(1), Row),
        ["relu of int16 to much smaller steps"] = () => Unary(new Relu(Activation.Relu), Short(65536), Short(1)),
        ["leaky relu of int16 with a falling slope"] = () => Unary(new LeakyRelu(-0.5f), Short(1), Short(1)),
        ["leaky relu of int16 with a huge slope"] = () => Unary(new LeakyRelu(65536), Short(1), Short(1)),
        ["elu of int16"] = () => Unary(new Elu(), Short(1), Short(1)),
        ["elu of a constant"] = () => Unary(new Elu(), Row, Row, constant: true),
        ["exp of int8"] = () => Unary(new Exp(), Row, Row),
        ["hard swish to very small steps"] = () => Unary(new HardSwish(), GraphDraft.Int8(128, 0, 1, 4), GraphDraft.Int8(1, 0, 1, 4)),
        ["normalize floats"] = () => Unary(new L2Normalization(), Real, Real),
        ["normalize to another scale"] = () => Unary(new L2Normalization(), Row, Row),
        ["normalize 33026 columns"] = () => Unary(new L2Normalization(), Row with { Shape = Shape.Of(33026) }, GraphDraft.Int8(1f / 128, 0, 33026)),
        ["normalize a constant"] = () => Unary(new L2Normalization(), Row, GraphDraft.Int8(1f / 128, 0, 1, 4), constant: true),
        ["log-softmax of floats"] = () => Unary(new LogSoftmax(), Real, Real),
        ["log-softmax with another output scale"] = () => Unary(new LogSoftmax(), Row, GraphDraft.Int8(1f / 8, 127, 1, 4)),
        ["log-softmax of 4096 columns"] = () => Unary(new LogSoftmax(), Row with { Shape = Shape.Of(4096) }, GraphDraft.Int8(1f / 16, 127, 4096)),
        ["log-softmax of very small steps"] = () => Unary(new LogSoftmax(), GraphDraft.Int8(1f / (1 << 26), 0, 1, 4), GraphDraft.Int8(1f / 16, 127, 1, 4)),
        ["log-softmax of a constant"] = () => Unary(new LogSoftmax(), Row, GraphDraft.Int8(1f / 16, 127, 1, 4), constant: true),
        ["softmax of int32"] = () => Unary(new Softmax(), GraphDraft.Int32(1, 4), GraphDraft.Int32(1, 4)),
        ["softmax of int16 with another output scale"] = () => Unary(new Softmax(), Short(1), Short(1f / 128)),
        ["softmax of int16 with a zero point"] = () => Unary(new Softmax(), Short(1, 1), Short(1f / 32768)),
        ["softmax of int16 with a huge slope"] = () => Unary(new Softmax(100), Short(1000), Short(1f / 32768)),
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
        ["transpose to another scale"] = () => Moved(new Transpose(), GraphDraft.Int8(0.25f, 3, 4, 1), [1, 0]),
        ["transpose by a computed permutation"] = () => Moved(new Transpose(), Row with { Shape = Shape.Of(4, 1) }, null),
        ["transpose by a permutation that repeats an axis"] = () => Moved(new Transpose(), Row with { Shape = Shape.Of(4, 1) }, [1, 1]),
        ["transpose seven axes"] = () => Moved(
            new Transpose(), Row with { Shape = Shape.Of(2, 2, 2, 2, 2, 2, 2) }, [6, 5, 4, 3, 2, 1, 0], Row with { Shape = Shape.Of(2, 2, 2, 2, 2, 2, 2) }),
        ["pad with a float"] = () =>
        {
            var draft = new GraphDraft();
            TensorId x = draft.Input("x", Row), value = draft.Constant("value", GraphDraft.Float32(), 0f);
            TensorId paddings = draft.Constant("paddings", GraphDraft.Int32(2, 2), 0, 0, 0, 0);
            return draft.Build(draft.Add(new Pad(), "y", Row, x, paddings, value));
        },
        ["mirror four axes"] = () => Moved(
            new MirrorPad(RepeatsEdge: true), Row with { Shape = Shape.Of(2, 2, 2, 5) }, [0, 1, 0, 1, 0, 1, 0, 1], Row with { Shape = Shape.Of(1, 1, 1, 4) }),
        ["blocks of 81 elements"] = () =>
        {
            var draft = new GraphDraft();
            TensorId x = draft.Input("x", Row with { Shape = Shape.Of(1, 9, 9, 1) }), block = draft.Constant("block", GraphDraft.Int32(2), 9, 9);
            TensorId paddings = draft.Constant("paddings", GraphDraft.Int32(2, 2), 0, 0, 0, 0);
            return draft.Build(draft.Add(new SpaceToBatchNd(), "y", Row with { Shape = Shape.Of(81, 1, 1, 1) }, x, block, paddings));
        },
        ["gather by int64"] = () =>
        {
            var draft = new GraphDraft();
            TensorId x = draft.Input("x", Row), indices = draft.Input("indices", new(ElementType.Int64, Shape.Of(4)));
            return draft.Build(draft.Add(new Gather(1), "y", Row, x, indices));
        },
        ["gather behind the end"] = () => Moved(new Gather(1), Row with { Shape = Shape.Of(1, 2) }, [0, 4]),
        ["cast floats to int64"] = () => Unary(new Cast(), Real, new(ElementType.Int64, Shape.Of(1, 4))),
        ["largest of int32"] = () => Moved(new ArgMax(), GraphDraft.Int32(1), [1], GraphDraft.Int32(1, 4)),
        ["largest as int8"] = () => Moved(new ArgMax(), GraphDraft.Int8(1, 0, 1), [1]),
        ["add int8 and int16"] = () => Binary(new Add(), Row, Shorts),
        ["add per channel"] = () => Binary(new Add(), Row, PerChannel),
        ["add shifted int16"] = () => Binary(new Add(), Shorts, Shorts with { Quantization = Quantization.PerTensor(0.25f, 1) }, Shorts),
        ["add to a minute scale"] = () => Binary(new Add(), Row, Row, GraphDraft.Int8(Row.Quantization!.Scale / (1 << 19), 0, 1, 4)),
        ["subtract to a minute scale of int16"] = () => Binary(new Sub(), Shorts, Shorts, Shorts with { Quantization = Quantization.PerTensor(0.25f / (1 << 14), 0) }),
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
        ["mean of floats"] = () => Reducing(Reduction.Mean, Real, GraphDraft.Float32(1), 1),
        ["mean along no axis of the input"] = () => Reducing(Reduction.Mean, Row, GraphDraft.Int8(0.5f, 3, 1), 2),
        ["mean of another shape"] = () => Reducing(Reduction.Mean, Row, GraphDraft.Int8(0.5f, 3, 4), 1),
        ["maximum with another scale"] = () => Reducing(Reduction.Max, Row, GraphDraft.Int8(0.25f, 3, 1), 1),
        ["sum with a huge factor"] = () => Reducing(Reduction.Sum, GraphDraft.Int8(65536, 0, 1, 4), GraphDraft.Int8(1, 0, 1), 1),
        ["sum along every other axis"] = () => Reducing(Reduction.Sum, GraphDraft.Int8(1, 0, 2, 2, 2, 2, 2, 2, 2), GraphDraft.Int8(1, 0, 2, 2, 2), 0, 2, 4, 6),
        ["sum of a constant"] = () => Reducing(Reduction.Sum, Row, GraphDraft.Int8(0.5f, 3, 1), constant: true, 1),
        ["pool of floats"] = () => Pool(GraphDraft.Float32(1, 2, 2, 1), GraphDraft.Float32(1, 1, 1, 1)),
        ["pool with another scale"] = () => Pool(GraphDraft.Int8(1, 0, 1, 2, 2, 1), GraphDraft.Int8(2, 0, 1, 1, 1, 1)),
        ["pool of a constant"] = () => Pool(GraphDraft.Int8(1, 0, 1, 2, 2, 1), GraphDraft.Int8(1, 0, 1, 1, 1, 1), constant: true),
        ["product of floats"] = () => Product(GraphDraft.Float32(4, 4)),
        ["product with six axes"] = () => Product(GraphDraft.Int8(1, 0, 2, 1, 1, 1, 4, 4)),
        ["product with a huge factor"] = () => Product(GraphDraft.Int8(65536, 0, 4, 4)),
        ["product of constants"] = () => Product(GraphDraft.Int8(1, 0, 4, 4), constant: true),
        ["dense floats with an int32 bias"] = () => Dense(input: Real, weights: GraphDraft.Float32(4, 4), output: Real),
        ["convolve channels with shifted weights"] = () => Depthwise(weights: GraphDraft.Int8(0.1f, 1, 1, 1, 1, 4)),
        ["convolve channels with scales per input"] = () => Depthwise(weights: new(ElementType.Int8, Shape.Of(1, 1, 1, 4), new([1, 1, 1, 1], [0, 0, 0, 0], 0))),
        ["convolve channels with an int64 bias on int8"] = () => Depthwise(bias: new(ElementType.Int64, Shape.Of(4))),
        ["convolve channels far apart"] = () => Depthwise(window: new Window(Padding.Same, 1, 1, 40_000), weights: GraphDraft.Int8(0.1f, 0, 1, 3, 1, 4)),
        ["dense with float weights"] = () => Dense(weights: GraphDraft.Float32(4, 4)),
        ["dense with shifted weights"] = () => Dense(weights: GraphDraft.Int8(0.1f, 1, 4, 4)),
        ["dense with scales per input"] = () => Dense(weights: new(ElementType.Int8, Shape.Of(4, 4), new([1, 1, 1, 1], [0, 0, 0, 0], 1))),
        ["dense with an int8 bias"] = () => Dense(bias: GraphDraft.Int8(1, 0, 4)),
        ["dense with computed weights"] = () => Dense(weightsAreInput: true),
        ["dense on a constant"] = () => Dense(inputIsConstant: true),
        ["dense with a huge factor"] = () => Dense(output: GraphDraft.Int8(0.05f / (1 << 16), 0, 1, 4)),
        ["dense with a factor that is no number"] = () =>
            Dense(input: GraphDraft.Int8(float.MaxValue, 0, 1, 4), weights: GraphDraft.Int8(float.MaxValue, 0, 4, 4)),
        ["svdf of floats"] = () => Svdf(input: Real),
        ["svdf with a state of another type"] = () => Svdf(state: new(ElementType.Int16, Shape.Of(1, 8), Quantization.PerTensor(1, 0))),
        ["svdf with an int8 bias"] = () => Svdf(bias: GraphDraft.Int8(1, 0, 4)),
        ["svdf with computed weights"] = () => Svdf(weightsAreInput: true),
        ["lstm with a cell state of int8"] = () => Lstm(cell: GraphDraft.Int8(0.25f, 0, 1, 2)),
        ["lstm with computed weights"] = () => Lstm(weightsAreInputs: true),
        ["lstm with an odd cell scale"] = () => Lstm(cell: Lstm16(0.3f)),
        ["lstm with a huge factor"] = () => Lstm(weightScale: 100),
        ["svdf with a huge factor"] = () => Svdf(output: GraphDraft.Int8(0.05f / (1 << 16), 0, 1, 4)),
        ["convolve floats"] = () => Convolve(input: GraphDraft.Float32(1, 2, 2, 4), output: GraphDraft.Float32(1, 2, 2, 4)),
        ["convolve int8 to int16"] = () => Convolve(output: Int16Image),
        ["convolve shifted int16"] = () => Convolve(input: Int16Image with { Quantization = Quantization.PerTensor(1, 1) }, output: Int16Image),
        ["convolve with shifted weights"] = () => Convolve(weights: GraphDraft.Int8(0.1f, 1, 4, 1, 1, 4)),
        ["convolve with scales per input"] = () => Convolve(weights: new(ElementType.Int8, Shape.Of(4, 1, 1, 4), new([1, 1, 1, 1], [0, 0, 0, 0], 3))),
        ["convolve with an int64 bias on int8"] = () => Convolve(bias: new(ElementType.Int64, Shape.Of(4))),
        ["convolve with computed weights"] = () => Convolve(weightsAreInput: true),
        ["convolve a constant"] = () => Convolve(inputIsConstant: true),
        ["convolve with a huge factor"] = () => Convolve(output: GraphDraft.Int8(0.004f / (1 << 16), 0, 1, 2, 2, 4)),
        ["convolve int16 with a large factor"] = () => Convolve(input: Int16Image, output: Int16Image with { Quantization = Quantization.PerTensor(0.09f / 128, 0) }),
        ["convolve int16 with a large bias"] = () => Convolve(input: Int16Image, bias: new(ElementType.Int64, Shape.Of(4)), output: Int16Image, biasByte: 0x50),
        ["convolve far apart"] = () => Convolve(window: new Window(Padding.Same, 1, 1, 40_000), weights: GraphDraft.Int8(0.1f, 0, 4, 3, 1, 4)),
        ["transpose a convolution of floats"] = () => Transpose(input: GraphDraft.Float32(1, 2, 2, 4), output: GraphDraft.Float32(1, 2, 2, 4)),
        ["transpose a convolution to a computed shape"] = () => Transpose(shapeIsInput: true),
        ["transpose a convolution to another shape"] = () => Transpose(shape: [1, 2, 2, 5]),
        ["transpose a convolution with large strides"] = () => Transpose(window: new Window(Padding.Same, 1, 65_536), input: GraphDraft.Int8(0.05f, 0, 1, 2, 1, 4)),
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
        Assert.Equal(
            "m.tflite[op 0, 'tanh']: error ADC4002: TANH (int8 [1,4]) -> int8 [1,4]: input and output must both be float32, or both int8 or both int16 with per-tensor quantization\n"
            + "m.tflite[op 1, 'shape']: error ADC4003: SHAPE is only supported where its inputs are constant, so that it can be folded away",
            LoweredText.Refusals(draft.Build(tanh, shape)));
    }

    /// <summary>An operator on <see cref="Row"/> and a vector of numbers; null for computed ones.</summary>
    private static Graph Moved(Operator @operator, TensorType output, int[]? numbers, TensorType? input = null)
    {
        var draft = new GraphDraft();
        TensorId x = draft.Input("x", input ?? Row);
        TensorId operand = numbers is null ? draft.Input("numbers", GraphDraft.Int32(2)) : draft.Constant("numbers", GraphDraft.Int32(numbers.Length), numbers);
        return draft.Build(draft.Add(@operator, "y", output, x, operand));
    }

    private static TensorType Short(float scale, int zeroPoint = 0) => new(ElementType.Int16, Shape.Of(1, 4), Quantization.PerTensor(scale, zeroPoint));

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

    private static Graph Reducing(Reduction reduction, TensorType input, TensorType output, params int[] axes) =>
        Reducing(reduction, input, output, constant: false, axes);

    private static Graph Reducing(Reduction reduction, TensorType input, TensorType output, bool constant, params int[] axes)
    {
        var draft = new GraphDraft();
        TensorId x = constant ? draft.Constant("x", input, new byte[input.SizeInBytes]) : draft.Input("x", input);
        return draft.Build(draft.Add(new Reduce(reduction), "y", output, x, draft.Constant("axes", GraphDraft.Int32(axes.Length), axes)));
    }

    private static Graph Pool(TensorType input, TensorType output, bool constant = false) =>
        Unary(new Pool2D(Pooling.Average, new Window(Padding.Valid), 2, 2), input, output, constant);

    private static Graph Product(TensorType type, bool constant = false)
    {
        var draft = new GraphDraft();
        TensorId x = constant ? draft.Constant("x", type, new byte[type.SizeInBytes]) : draft.Input("x", type);
        TensorType output = type.Quantization is null ? type : type with { Quantization = Quantization.PerTensor(1, 0) };
        return draft.Build(draft.Add(new BatchMatMul(), "y", output, x, draft.Constant("z", output, new byte[output.SizeInBytes])));
    }

    private static Graph Depthwise(Window? window = null, TensorType? weights = null, TensorType? bias = null)
    {
        var draft = new GraphDraft();
        TensorType image = GraphDraft.Int8(0.05f, 0, 1, 2, 2, 4), weightType = weights ?? GraphDraft.Int8(0.1f, 0, 1, 1, 1, 4), biasType = bias ?? GraphDraft.Int32(4);
        TensorId w = draft.Constant("w", weightType, new byte[weightType.SizeInBytes]), b = draft.Constant("b", biasType, new byte[biasType.SizeInBytes]);
        return draft.Build(draft.Add(new DepthwiseConv2D(window ?? new Window(Padding.Same)), "y", image, draft.Input("x", image), w, b));
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

    private static Graph Svdf(
        TensorType? input = null, TensorType? state = null, TensorType? bias = null, TensorType? output = null, bool weightsAreInput = false)
    {
        var draft = new GraphDraft();
        TensorType weightType = GraphDraft.Int8(0.1f, 0, 4, 4), timeType = GraphDraft.Int8(1, 0, 4, 2), biasType = bias ?? GraphDraft.Int32(4);
        TensorType stateType = state ?? GraphDraft.Int8(1, 0, 1, 8);
        TensorId x = draft.Input("x", input ?? Row), before = draft.State("before", stateType);
        TensorId w = weightsAreInput ? draft.Input("w", weightType) : draft.Constant("w", weightType, new byte[weightType.SizeInBytes]);
        TensorId t = draft.Constant("t", timeType, new byte[timeType.SizeInBytes]), b = draft.Constant("b", biasType, new byte[biasType.SizeInBytes]);
        TensorId y = draft.Tensor("y", output ?? Row), after = draft.Tensor("after", stateType);
        draft.Apply(new Svdf(), [x, w, t, b, before], y, after);
        draft.Become(before, after);
        return draft.Build(y);
    }

    private static Graph Convolve(
        Window? window = null, TensorType? input = null, TensorType? weights = null, TensorType? bias = null, TensorType? output = null,
        bool weightsAreInput = false, bool inputIsConstant = false, byte biasByte = 0)
    {
        var draft = new GraphDraft();
        TensorType inputType = input ?? Image, weightType = weights ?? GraphDraft.Int8(0.1f, 0, 4, 1, 1, 4), biasType = bias ?? GraphDraft.Int32(4);
        TensorId x = inputIsConstant ? draft.Constant("x", inputType, new byte[inputType.SizeInBytes]) : draft.Input("x", inputType);
        TensorId w = weightsAreInput ? draft.Input("w", weightType) : draft.Constant("w", weightType, new byte[weightType.SizeInBytes]);
        TensorId b = draft.Constant("b", biasType, Enumerable.Repeat(biasByte, biasType.SizeInBytes).ToArray());
        return draft.Build(draft.Add(new Conv2D(window ?? new Window(Padding.Same)), "y", output ?? Image, x, w, b));
    }

    private static Graph Transpose(
        Window? window = null, TensorType? input = null, TensorType? output = null, int[]? shape = null, bool shapeIsInput = false)
    {
        var draft = new GraphDraft();
        TensorId s = shapeIsInput ? draft.Input("s", GraphDraft.Int32(4)) : draft.Constant("s", GraphDraft.Int32(4), shape ?? [1, 2, 2, 4]);
        TensorId w = draft.Constant("w", GraphDraft.Int8(0.1f, 0, 4, 1, 1, 4), new byte[16]), x = draft.Input("x", input ?? Image);
        return draft.Build(draft.Add(new TransposeConv(window ?? new Window(Padding.Same)), "y", output ?? Image, s, w, x));
    }

    private static TensorType Lstm16(float scale) => new(ElementType.Int16, Shape.Of(1, 2), Quantization.PerTensor(scale, 0));

    private static Graph Lstm(TensorType? cell = null, bool weightsAreInputs = false, float weightScale = 0.01f)
    {
        var draft = new GraphDraft();
        TensorId x = draft.Input("x", GraphDraft.Int8(0.5f, 0, 1, 3, 2));
        TensorType weightType = GraphDraft.Int8(weightScale, 0, 2, 2), hidden = GraphDraft.Int8(1f / 128, 0, 1, 2), cellType = cell ?? Lstm16(1f / 4096);
        TensorId[] weights = [.. Enumerable.Range(0, 8).Select(i => weightsAreInputs ? draft.Input($"w{i}", weightType) : draft.Constant($"w{i}", weightType, new byte[4]))];
        TensorId[] biases = [.. Enumerable.Range(0, 4).Select(i => draft.Constant($"b{i}", GraphDraft.Int32(2), 0, 0))];
        TensorId h = draft.State("h", hidden), c = draft.State("c", cellType);
        TensorId y = draft.Tensor("y", hidden with { Shape = Shape.Of(1, 3, 2) }), nextHidden = draft.Tensor("next h", hidden), nextCell = draft.Tensor("next c", cellType);
        draft.Apply(new UnidirectionalSequenceLstm(), [x, .. weights, .. biases, h, c], y, nextHidden, nextCell);
        draft.Become(h, nextHidden);
        draft.Become(c, nextCell);
        return draft.Build(y);
    }
}
