using Adc.Compiler.Evaluation;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Lowering;
using Adc.Compiler.Memory;
using Adc.Compiler.Pipeline;
using Adc.Formats.Npy;
using Adc.Tests.Firmware;
using Adc.Tests.Oracle;
using Adc.Tests.Passes;
using Adc.Tests.Pipeline;
using Adc.Tests.Support;
using Adc.Tests.Support.Layers;

namespace Adc.Tests.EndToEnd;

/// <summary>What becomes of states in ways that single layers do not show: the emitted C and the library against the reference's session.</summary>
public sealed class StatesTests
{
    private static readonly TensorType Row = GraphDraft.Int8(0.5f, 3, 1, 6);
    private static readonly TensorType Other = GraphDraft.Int8(0.25f, -7, 1, 6);

    private static readonly Dictionary<string, Func<Graph>> Graphs = new()
    {
        ["a delay of two rows"] = () =>
        {
            var draft = new GraphDraft();
            TensorId x = draft.Input("x", Row), older = draft.State("older", Row), newer = draft.State("newer", Row, Values(Row));
            draft.Become(older, newer);
            draft.Become(newer, x);
            return draft.Build(draft.Add(new Quantize(), "y", Other, older));
        },
        ["the same in the other order"] = () =>
        {
            var draft = new GraphDraft();
            TensorId x = draft.Input("x", Row), newer = draft.State("newer", Row), older = draft.State("older", Row, Values(Row));
            draft.Become(newer, x);
            draft.Become(older, newer);
            return draft.Build(draft.Add(new Quantize(), "y", Other, older));
        },
        ["two states that change places"] = () =>
        {
            var draft = new GraphDraft();
            draft.Input("x", Row);
            TensorId a = draft.State("a", Row, Values(Row)), b = draft.State("b", Row);
            draft.Become(a, b);
            draft.Become(b, a);
            return draft.Build(draft.Add(new Quantize(), "y", Other, a), draft.Add(new Quantize(), "z", Other, b));
        },
        ["a state that never changes"] = () =>
        {
            var draft = new GraphDraft();
            draft.Input("x", Row);
            return draft.Build(draft.Add(new Quantize(), "y", Other, draft.State("a", Row, Values(Row))));
        },
        ["a state that becomes a constant"] = () =>
        {
            var draft = new GraphDraft();
            draft.Input("x", Row);
            TensorId a = draft.State("a", Row);
            draft.Become(a, draft.Constant<sbyte>("next", Row, 1, 2, 3, 4, 5, 6));
            return draft.Build(draft.Add(new Quantize(), "y", Other, a));
        },
        ["a state that becomes an output"] = () =>
        {
            var draft = new GraphDraft();
            draft.Input("x", Row);
            TensorId a = draft.State("a", Row, Values(Row));
            TensorId next = draft.Add(new Quantize(), "next", Row, draft.Add(new Quantize(), "between", Other, a));
            draft.Become(a, next);
            return draft.Build(next);
        },
        ["a reshaped state that is an output"] = () =>
        {
            var draft = new GraphDraft();
            TensorId x = draft.Input("x", Row), a = draft.State("a", Row, Values(Row));
            draft.Become(a, x);
            return draft.Build(draft.Add(new Reshape(), "y", Row with { Shape = Shape.Of(6) }, a));
        },
        ["a widened layer that becomes a state"] = () =>
        {
            var draft = new GraphDraft();
            TensorId x = draft.Input("x", Row), a = draft.State("a", Row);
            TensorId weights = draft.Constant("w", GraphDraft.Int8(0.1f, 0, 6, 6), [.. Enumerable.Range(0, 36).Select(i => (sbyte)((i * 37) - 90))]);
            TensorId next = draft.Add(new FullyConnected(), "next", Row, x, weights, TensorId.None);
            draft.Become(a, next);
            return draft.Build(draft.Add(new FullyConnected(), "y", Other, a, weights, TensorId.None), draft.Add(new FullyConnected(), "z", Other, next, weights, TensorId.None));
        },
        ["a state that moves on while others still read it"] = () =>
        {
            Graph graph = StreamingGraph.Build();
            State state = graph.States[0];
            TensorId copy = graph.NextId();
            var reader = new Node(new Quantize(), [state.Before], [copy], graph.Nodes[0].Origin);
            return graph.With(new Tensor(copy, "was", GraphDraft.Int8(0.2f, 0, 1, 6), copy.Value)) with
            {
                Nodes = [.. graph.Nodes.Items, reader],
                Outputs = [.. graph.Outputs.Items, copy],
            };
        },
        ["a state that moves on in place"] = StreamingGraph.Build,
    };

    // A variable tensor of a file belongs to the one operator that moves it on.
    public static TheoryData<string> Names => [.. Graphs.Keys.Where(name => name != "a state that moves on while others still read it")];

    [ToolFact("cc")]
    public void The_emitted_C_equals_the_reference()
    {
        var models = new ManyModels();
        foreach ((string name, Func<Graph> draw) in Graphs)
        {
            Graph graph = Pass.AfterAll(draw());
            foreach (bool inPlace in (bool[])[false, true])
            {
                models.Add(name, graph, new LoweringOptions(), new MemoryOptions(AllowInPlace: inPlace, IoInArena: inPlace), SeededRows.For(graph, 5, seed: 1).Rows);
            }
        }

        string? sanitizing = SanitizerFactAttribute.Compiler;
        models.AssertEqualToReference(sanitizing ?? "cc", ["-O1", .. sanitizing is null ? [] : SanitizerFactAttribute.Flags]);
    }

    // The library has no variables of int8, so these are of float32.
    [OracleFact]
    public void Variables_of_a_file_equal_the_library_bit_for_bit()
    {
        var draft = new GraphDraft();
        TensorType type = GraphDraft.Float32(1, 4);
        TensorId x = draft.Input("x", type);
        TensorId a = draft.State("a", type, ConstantData.Of<float>([1, -2, 3, 4])), b = draft.State("b", type, ConstantData.Of<float>([0, 0, 5, 6]));
        TensorId next = draft.Add(new Relu(Activation.Relu), "next", type, x);
        draft.Become(a, next);
        draft.Become(b, a);
        Graph graph = draft.Build(draft.Add(new Relu(Activation.Relu), "y", type, a), draft.Add(new Relu(Activation.Relu6), "z", type, b));

        LibraryComparison.AssertAgreement("variables", graph, Agreement.BitForBit, rows: 5, seed: 1);
    }

    [BoardTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void Rows_alone_and_in_sequence_give_the_same_on_every_engine(bool inSequence)
    {
        using var model = new ModelFile(StreamingGraph.Build());
        model.Folder.Write("x.npy", new NpyArray(NpyElementType.Int8, [4, 3], Values(GraphDraft.Int8(1, 0, 12)).Bytes));

        (string Y, byte[] Z)[] results = [.. Enum.GetValues<RunEngine>().Where(engine => engine != RunEngine.Device).Select(engine => Run(model, engine, inSequence))];

        Assert.All(results, result => Assert.Equal(results[0].Y, result.Y));
        Assert.All(results, result => Assert.Equal(results[0].Z, result.Z));
        int[][] z = [.. results[0].Z.Select(value => (int)unchecked((sbyte)value)).Chunk(2)];
        Assert.Equal([30, -30], z[0]); // (10 + 5) * 2, (-20 + 5) * 2
        Assert.Equal(inSequence, !z[0].SequenceEqual(z[1]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void States_survive_a_file(string name)
    {
        Graph drawn = Graphs[name]();
        var diagnostics = new Adc.Compiler.Diagnostics.DiagnosticBag();
        Graph? read = Adc.Compiler.Frontends.TfLite.TfLiteFrontend.Read(Adc.Formats.TfLite.TfLiteWriter.Write(GraphFile.Of(drawn)), "m.tflite", diagnostics);

        Assert.Empty(diagnostics.All);
        Assert.Equal(Initial(drawn), Initial(read!));
        Assert.Equal(Outputs(drawn), Outputs(read!));
    }

    // In a file variable tensors and resources each have an order of their own.
    private static IEnumerable<string> Initial(Graph graph) => graph.States.Select(state => Convert.ToHexString(state.Initial.Bytes.Span)).Order(StringComparer.Ordinal);

    private static (string Y, byte[] Z) Run(ModelFile model, RunEngine engine, bool inSequence)
    {
        var diagnostics = new Adc.Compiler.Diagnostics.DiagnosticBag();
        var request = new RunRequest(
            engine, [new(null, model.Folder["x.npy"])], [new("y", model.Folder["y.npy"]), new("z", model.Folder["z.npy"])], null, inSequence);
        new ModelRunner(new Adc.Simulator.Engines()).Run(model.Request, request, _ => null, diagnostics, CancellationToken.None);
        Assert.Empty(diagnostics.All);
        return (Convert.ToHexString(model.Folder.ReadNpy("y.npy").Data.Span), model.Folder.ReadNpy("z.npy").Data.ToArray());
    }

    private static IEnumerable<ConstantData> Outputs(Graph graph)
    {
        var session = new Adc.Simulator.Reference.ReferenceExecutor(graph, new Adc.Simulator.Reference.ReferenceEvaluator(Rounding.Tflm)).Start();
        return [.. SeededRows.For(graph, 4, seed: 2).Rows.SelectMany(row =>
            session.Run([.. row.Select((value, index) => new TensorValue(graph.TypeOf(graph.Inputs[index]), value))])).Select(value => value.Data)];
    }

    private static ConstantData Values(TensorType type) =>
        ConstantData.Of<sbyte>([.. Enumerable.Range(0, type.Shape.ElementCount).Select(i => (sbyte)((i * 20) - 50))]);
}
