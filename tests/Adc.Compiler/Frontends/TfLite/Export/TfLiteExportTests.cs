using Adc.Compiler.Diagnostics;
using Adc.Compiler.Frontends.TfLite;
using Adc.Compiler.Frontends.TfLite.Export;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;
using Adc.Tests.Support;
using Adc.Tests.Support.Layers;

namespace Adc.Tests.Frontends.TfLite.Export;

public sealed class TfLiteExportTests
{
    private const int Layers = 60, Networks = 200;

    public static TheoryData<string> Names => [.. RandomLayers.All.Select(layer => layer.Name)];

    public static TheoryData<string> SharedModels => [.. SharedPaths];

    public static IEnumerable<string> SharedPaths => Repository.Shared is null ? [] :
    [
        .. Directory.GetFiles(Repository.InShared("models"), "*.tflite", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.InShared("models"), path)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void Random_layers_are_read_back_as_they_were_written(string name)
    {
        for (int seed = 1; seed <= Layers; seed++)
        {
            AssertSurvives($"{name}, seed {seed}", RandomLayers.Named(name).Alone(seed));
        }
    }

    [Fact]
    public void Random_networks_are_read_back_as_they_were_written()
    {
        for (int seed = 1; seed <= Networks; seed++)
        {
            AssertSurvives($"network {seed}", RandomNetwork.Of(seed, RandomLayers.All));
        }
    }

    [SharedTheory]
    [MemberData(nameof(SharedModels))]
    public void Real_models_are_read_back_as_they_were_written(string path)
    {
        Graph? graph = TfLiteFrontend.Read(File.ReadAllBytes(Repository.Model(path)), path, new DiagnosticBag());
        if (graph is not null)
        {
            AssertSurvives(path, graph);
        }
    }

    [Fact]
    public void Versions_are_the_lowest_that_will_do()
    {
        Assert.Equal(4, VersionOf(Dense(ElementType.Int8, hasBias: true)));
        Assert.Equal(6, VersionOf(Dense(ElementType.Int8, hasBias: false)));
        Assert.Equal(7, VersionOf(Dense(ElementType.Int16, hasBias: true)));
        Assert.Equal(1, VersionOf(Dense(ElementType.Float32, hasBias: true)));
        Assert.Equal(5, VersionOf(Dense(ElementType.Float32, hasBias: true, keepsDimensions: true)));
        Assert.Equal(3, VersionOf(RandomLayers.Named("Conv2D").Alone(1)));
        Assert.Equal(1, VersionOf(RandomLayers.Named("Conv2D float32").Alone(1)));
        Assert.All(Enumerable.Range(1, 50), seed => Assert.All(TfLiteExport.ModelOf(RandomNetwork.Of(seed, RandomLayers.All)).OperatorCodes, code =>
            Assert.InRange(code.Version, 1, OperatorVersions.NewestOf(code.Builtin))));
    }

    [Fact]
    public void Equal_constants_share_a_buffer_and_tensors_without_use_are_left_out()
    {
        var draft = new GraphDraft();
        TensorId x = draft.Input("x", GraphDraft.Float32(2)), one = draft.Constant("one", GraphDraft.Float32(2), 1f, 2f);
        draft.Constant("unused", GraphDraft.Float32(3), 4f, 5f, 6f);
        TensorId two = draft.Constant("two", GraphDraft.Float32(2), 1f, 2f);
        TensorId sum = draft.Add(new Add(), "sum", GraphDraft.Float32(2), x, one);

        TfLiteModel model = TfLiteExport.ModelOf(draft.Build(draft.Add(new Add(), "y", GraphDraft.Float32(2), sum, two)));

        Assert.Equal(["x", "one", "two", "sum", "y"], model.Subgraphs[0].Tensors.Select(tensor => tensor.Name));
        Assert.Equal(2, model.Buffers.Count);
        Assert.Equal(model.Subgraphs[0].Tensors[1].Buffer, model.Subgraphs[0].Tensors[2].Buffer);
        Assert.Equal("adc", model.Description);
    }

    [Fact]
    public void A_variable_tensor_that_does_not_start_with_zeros_cannot_be_written()
    {
        Graph graph = RandomLayers.Named("Svdf").Alone(1);
        State state = Assert.Single(graph.States);
        byte[] ones = [.. Enumerable.Repeat((byte)1, state.Initial.Bytes.Length)];

        Assert.Throws<ArgumentException>(() => TfLiteExport.ModelOf(graph with { States = [state with { Initial = new ConstantData(ones) }] }));
    }

    private static int VersionOf(Graph graph) => Assert.Single(TfLiteExport.ModelOf(graph).OperatorCodes).Version;

    private static Graph Dense(ElementType element, bool hasBias, bool keepsDimensions = false)
    {
        Quantization? scale = element == ElementType.Float32 ? null : Quantization.PerTensor(0.5f, 0);
        bool isFloat = element == ElementType.Float32;
        var weights = new TensorType(isFloat ? element : ElementType.Int8, Shape.Of(1, 2), scale);
        var draft = new GraphDraft();
        TensorId x = draft.Input("x", new(element, Shape.Of(1, 2), scale)), w = draft.Tensor("w", weights, new(new byte[weights.SizeInBytes]));
        TensorId b = draft.Constant("b", isFloat ? GraphDraft.Float32(1) : GraphDraft.Int32(1), 0);
        return draft.Build(draft.Add(
            new FullyConnected(KeepDimensions: keepsDimensions), "y", new(element, Shape.Of(1, 1), scale), hasBias ? [x, w, b] : [x, w]));
    }

    private static void AssertSurvives(string label, Graph graph)
    {
        var diagnostics = new DiagnosticBag();
        Graph? read = TfLiteFrontend.Read(TfLiteExport.Write(graph), "m.tflite", diagnostics);
        Assert.True(read is not null && diagnostics.All.Count == 0, $"{label}: {string.Join('\n', diagnostics.All)}\n{GraphPrinter.Print(graph)}");
        Graph expected = CanonicalGraph.Of(graph), found = CanonicalGraph.Of(read);
        Assert.True(expected == found, $"{label} was written as\n{GraphPrinter.Print(expected)}\nand read as\n{GraphPrinter.Print(found)}");
    }
}
