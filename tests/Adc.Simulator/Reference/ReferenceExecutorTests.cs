using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Simulator.Reference;
using Adc.Simulator.Reference.Fast;
using Adc.Tests.Support;

namespace Adc.Tests.Simulator.Reference;

public sealed class ReferenceExecutorTests
{
    private static readonly Rounding[] Roundings = Enum.GetValues<Rounding>();

    [Theory, Seeds(20)]
    public void The_fast_path_equals_the_obvious_one(int seed)
    {
        var random = new Random(seed);
        for (int model = 0; model < 20; model++)
        {
            int rows = random.Next(1, 4), depth = random.Next(1, 100), channels = random.Next(1, 30);
            Graph graph = Dense(random, rows, depth, channels, hasBias: model % 3 != 0, isPerChannel: model % 4 == 0);
            foreach (Rounding rounding in Roundings)
            {
                var evaluator = new ReferenceEvaluator(rounding);
                TensorValue[] input = [new(graph.TypeOf(graph.Inputs[0]), RandomBytes(random, rows * depth))];

                Assert.NotNull(FastPaths.Prepare<PortableLanes>(graph, graph.Nodes[0], rounding));
                Assert.Equal(
                    new ReferenceExecutor(graph, new ObviousEvaluator(evaluator)).Run(input),
                    new ReferenceExecutor(graph, evaluator).Run(input));
            }
        }
    }

    [Fact]
    public void Layers_that_are_not_int8_with_constant_weights_take_no_fast_path()
    {
        Graph graph = Dense(new Random(1), 1, 4, 3, hasBias: true, isPerChannel: false);
        Tensor weights = graph[graph.Nodes[0].Inputs[1]], bias = graph[graph.Nodes[0].Inputs[2]];

        Assert.Null(FastPaths.Prepare<PortableLanes>(graph.With(weights with { Data = null }), graph.Nodes[0], Rounding.Tflm));
        Assert.Null(FastPaths.Prepare<PortableLanes>(graph.With(bias with { Data = null }), graph.Nodes[0], Rounding.Tflm));
        Assert.Null(FastPaths.Prepare<PortableLanes>(
            graph.With(weights with { Type = weights.Type with { Element = ElementType.UInt8 } }), graph.Nodes[0], Rounding.Tflm));
    }

    [Fact]
    public void Nodes_run_in_order_and_every_computed_tensor_can_be_had()
    {
        Graph graph = QuantizeReluDequantize();
        var executor = new ReferenceExecutor(graph, new ReferenceEvaluator(Rounding.Tflm));
        TensorValue[] input = [Make.Float32s(-1, 0.4f, 2)];

        IReadOnlyDictionary<TensorId, TensorValue> all = executor.RunAll(input);

        Assert.Equal([1, 2, 3], all.Keys.Select(id => id.Value).Order());
        Assert.Equal([-2, 1, 4], all[new TensorId(1)].Data.ToArray<sbyte>());
        Assert.Equal([0, 1, 4], all[new TensorId(2)].Data.ToArray<sbyte>());
        Assert.Equal([0f, 0.5f, 2f], Assert.Single(executor.Run(input)).Data.ToArray<float>());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(-1)]
    public void Rows_give_the_same_results_on_any_number_of_threads(int threads)
    {
        var random = new Random(5);
        Graph graph = Dense(random, 1, 33, 17, hasBias: true, isPerChannel: false);
        var executor = new ReferenceExecutor(graph, new ReferenceEvaluator(Rounding.Tflm));
        TensorType type = graph.TypeOf(graph.Inputs[0]);
        TensorValue[][] rows = [.. Enumerable.Range(0, 100).Select(_ => new[] { new TensorValue(type, RandomBytes(random, 33)) })];

        IReadOnlyList<IReadOnlyList<TensorValue>> results = executor.RunRows(rows, threads);

        Assert.Equal(rows.Select(executor.Run), results);
    }

    [Fact]
    public void Outputs_of_a_run_are_untouched_by_the_next_one()
    {
        var random = new Random(6);
        Graph dense = Dense(random, 1, 20, 12, hasBias: true, isPerChannel: false);
        TensorType type = dense.TypeOf(dense.Outputs[0]);
        var reshaped = new Tensor(new TensorId(4), "reshaped", type with { Shape = Shape.Of(12) });
        var reshape = new Node(new Reshape(), [new TensorId(3)], [new TensorId(4)], Origin.None);
        Graph graph = dense with { Tensors = [.. dense.Tensors, reshaped], Nodes = [.. dense.Nodes, reshape], Outputs = [new TensorId(3), new TensorId(4)] };
        var executor = new ReferenceExecutor(graph, new ReferenceEvaluator(Rounding.Tflm));
        TensorValue first = new(graph.TypeOf(graph.Inputs[0]), RandomBytes(random, 20)), second = first with { Data = RandomBytes(random, 20) };

        IReadOnlyList<TensorValue> ofFirst = executor.Run([first]), ofSecond = executor.Run([second]);

        Assert.NotEqual(ofFirst, ofSecond);
        Assert.Equal(ofFirst, executor.Run([first]));
    }

    [Fact]
    public void A_graph_may_hand_an_input_and_a_constant_through()
    {
        TensorType type = Make.Float32Type(1);
        var graph = new Graph(
            "wires",
            [new Tensor(new TensorId(0), "in", type), new Tensor(new TensorId(1), "constant", type, Data: ConstantData.Of<float>([3f]))],
            [],
            [new TensorId(0)],
            [new TensorId(1), new TensorId(0)]);

        IReadOnlyList<TensorValue> outputs = new ReferenceExecutor(graph, new ReferenceEvaluator(Rounding.Tflm)).Run([Make.Float32s(7)]);

        Assert.Equal([3f, 7f], outputs.SelectMany(output => output.Data.ToArray<float>()));
    }

    [Fact]
    public void Inputs_of_another_number_or_size_are_refused()
    {
        var executor = new ReferenceExecutor(QuantizeReluDequantize(), new ReferenceEvaluator(Rounding.Tflm));

        TensorValue three = Make.Float32s(1, 2, 3), two = Make.Float32s(1, 2);

        string another = Assert.Throws<ArgumentException>(() => executor.Run([three, three])).Message;
        string smaller = Assert.Throws<ArgumentException>(() => executor.Run([two])).Message;

        Assert.Contains("1 inputs, not 2", another, StringComparison.Ordinal);
        Assert.Contains("12 bytes, not 8", smaller, StringComparison.Ordinal);
    }

    [Fact]
    public void An_operator_without_a_meaning_is_named_with_its_place_and_types()
    {
        Graph graph = QuantizeReluDequantize();
        Graph broken = graph.With(graph[new TensorId(2)] with { Type = Make.Type(ElementType.Int8, [3]) });

        var executor = new ReferenceExecutor(broken, new ReferenceEvaluator(Rounding.Tflm));
        TensorValue[] input = [Make.Float32s(1, 2, 3)];

        string ofOne = Assert.Throws<NotSupportedException>(() => executor.Run(input)).Message;
        string ofRows = Assert.Throws<NotSupportedException>(() => executor.RunRows([input, input])).Message;

        Assert.Equal("m.tflite[op 1]: RELU has no reference for (int8 [3] scale 0.5 zero 0) -> (int8 [3])", ofOne);
        Assert.Equal(ofOne, ofRows);
    }

    private static Graph QuantizeReluDequantize()
    {
        TensorType real = Make.Float32Type(3), integer = Make.Int8Type([3], 0.5f);
        Tensor[] tensors = [.. new[] { real, integer, integer, real }.Select((type, i) => new Tensor(new TensorId(i), $"t{i}", type))];
        Operator[] operators = [new Quantize(), new Relu(Activation.Relu), new Dequantize()];
        return new Graph(
            "m",
            tensors.ToSequence(),
            operators.Select((op, i) =>
                new Node(op, [new TensorId(i)], [new TensorId(i + 1)], new Origin("m.tflite", OperatorIndex: i))).ToSequence(),
            [new TensorId(0)],
            [new TensorId(3)]);
    }

    private static Graph Dense(Random random, int rows, int depth, int channels, bool hasBias, bool isPerChannel)
    {
        float[] scales = [.. Enumerable.Range(0, isPerChannel ? channels : 1).Select(_ => 0.001f + random.NextSingle())];
        var weights = new TensorType(
            ElementType.Int8, Shape.Of(channels, depth), new Quantization(scales.ToSequence(), scales.Select(_ => 0).ToSequence()));
        TensorType output = Make.Int8Type([rows, channels], 0.1f + (random.NextSingle() * 200), random.Next(-128, 128));
        int[] bias = [.. Enumerable.Range(0, channels).Select(_ => random.Next(int.MinValue, int.MaxValue) >> random.Next(32))];
        TensorId[] inputs = [new(0), new(1), hasBias ? new(2) : TensorId.None];
        Tensor[] tensors =
        [
            new(new TensorId(0), "in", Make.Int8Type([rows, depth], random.NextSingle() + 0.1f, random.Next(-128, 128))),
            new(new TensorId(1), "weights", weights, Data: RandomBytes(random, channels * depth)),
            new(new TensorId(2), "bias", Make.Type(ElementType.Int32, [channels]), Data: ConstantData.Of<int>(bias)),
            new(new TensorId(3), "out", output),
        ];
        return new Graph(
            "dense",
            tensors.ToSequence(),
            [new Node(new FullyConnected((Activation)random.Next(4)), inputs.ToSequence(), [new TensorId(3)], Origin.None)],
            [new TensorId(0)],
            [new TensorId(3)]);
    }

    private static ConstantData RandomBytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return new ConstantData(bytes);
    }

    /// <summary>Hides that an evaluator is the reference, so that no fast path is taken.</summary>
    private sealed class ObviousEvaluator(IEvaluator inner) : IEvaluator
    {
        public Rounding Rounding => inner.Rounding;

        public IReadOnlyList<ConstantData>? Evaluate(
            Operator @operator, IReadOnlyList<TensorValue?> inputs, IReadOnlyList<TensorType> outputs) =>
            inner.Evaluate(@operator, inputs, outputs);
    }
}
