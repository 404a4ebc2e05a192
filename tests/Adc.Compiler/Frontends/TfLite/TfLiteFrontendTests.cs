using Adc.Compiler.Diagnostics;
using Adc.Compiler.Frontends.TfLite;
using Adc.Compiler.Ir;
using Adc.Formats.TfLite;
using Adc.Tests.Support;

namespace Adc.Tests.Frontends.TfLite;

public sealed class TfLiteFrontendTests
{
    [Fact]
    public void Tensors_keep_the_index_name_type_and_bytes_of_the_file()
    {
        var builder = new TfLiteModelBuilder();
        int input = builder.AddTensor("x", TfLiteTensorType.Int8, [1, 2], new([0.5f], [-3]));
        int weights = builder.AddTensor("w", TfLiteTensorType.Int8, [3, 2], new([1, 2, 3], [0, 0, 0]), new byte[] { 1, 2, 3, 4, 5, 6 });
        int output = builder.AddTensor("y", TfLiteTensorType.Int8, [1, 3], new([0.25f], [7]));
        builder.AddOperator(BuiltinOperator.FullyConnected, 4, [input, weights, -1], [output]);

        Graph graph = Import(builder.Build([input], [output]));

        Assert.Equal("file", graph.Name);
        Assert.Equal(GraphDraft.Int8(0.5f, -3, 1, 2), graph.Tensors[0].Type);
        Assert.Equal(new Quantization([1, 2, 3], [0, 0, 0], 0), graph.Tensors[1].Type.Quantization);
        Assert.Equal(ConstantData.Of<byte>([1, 2, 3, 4, 5, 6]), graph.Tensors[1].Data);
        Assert.Equal([0, 1, 2], graph.Tensors.Select(tensor => tensor.SourceIndex));
        Assert.Equal("file.tflite[op 0, 'y']", graph.Nodes[0].Origin.ToString());
        Assert.Equal([new TensorId(0), new TensorId(1), TensorId.None], graph.Nodes[0].Inputs);
        Assert.Empty(GraphVerifier.Verify(graph));
    }

    [Theory]
    [Seeds(20)]
    public void What_was_written_to_a_file_is_read_from_it(int seed)
    {
        Graph graph = RandomGraph.Of(seed, "file", largestLayer: 9);
        var diagnostics = new DiagnosticBag();

        Graph? read = TfLiteFrontend.Read(TfLiteWriter.Write(GraphFile.Of(graph)), "file.tflite", diagnostics);

        Assert.Empty(diagnostics.All);
        Assert.Equal(graph, read);
    }

    [Fact]
    public void One_zero_point_serves_all_channels()
    {
        var builder = new TfLiteModelBuilder();
        int x = builder.AddTensor("x", TfLiteTensorType.Int8, [2, 3], new([1, 2, 3], [4], 1));

        Assert.Equal(new Quantization([1, 2, 3], [4, 4, 4], 1), Import(builder.Build([x], [x])).Tensors[0].Type.Quantization);
    }

    [Theory]
    [InlineData(TfLiteTensorType.Float32)]
    [InlineData(TfLiteTensorType.Bool)]
    [InlineData(TfLiteTensorType.Int64)]
    public void Scales_mean_nothing_on_types_that_are_not_quantized(TfLiteTensorType type)
    {
        var builder = new TfLiteModelBuilder();
        int x = builder.AddTensor("x", type, [2], new([float.NaN, 0, 1], [1L << 40]));

        Assert.Null(Import(builder.Build([x], [x])).Tensors[0].Type.Quantization);
    }

    [Fact]
    public void A_graph_input_is_no_constant_even_when_the_file_has_bytes_for_it()
    {
        var builder = new TfLiteModelBuilder();
        int x = builder.AddTensor("x", TfLiteTensorType.Int8, [2], data: new byte[2]);

        Assert.False(Import(builder.Build([x], [x])).Tensors[0].IsConstant);
    }

    [Fact]
    public void A_constant_without_elements_is_a_constant()
    {
        var builder = new TfLiteModelBuilder();
        int x = builder.AddTensor("x", TfLiteTensorType.Int8, [1], new([1], [0]));
        int shape = builder.AddTensor("shape", TfLiteTensorType.Int32, [0]);
        int scalar = builder.AddTensor("scalar", TfLiteTensorType.Int8, [], new([1], [0]));
        builder.AddOperator(BuiltinOperator.Reshape, 1, [x, shape], [scalar]);

        Graph graph = Import(builder.Build([x], [scalar]));

        Assert.True(graph[new TensorId(shape)].IsConstant);
        Assert.Empty(GraphVerifier.Verify(graph));
    }

    [Fact]
    public void All_unsupported_operators_types_and_forms_are_named_in_one_run()
    {
        var builder = new TfLiteModelBuilder();
        TfLiteQuantization q = new([1], [0]);
        int x = builder.AddTensor("x", TfLiteTensorType.Int8, [1, 4], q);
        int half = builder.AddTensor("half", TfLiteTensorType.Float16, [1, 4]);
        int sine = builder.AddTensor("sine", TfLiteTensorType.Int8, [1, 4], q);
        int own = builder.AddTensor("own", TfLiteTensorType.Int8, [1, 4], q);
        int future = builder.AddTensor("future", TfLiteTensorType.Int8, [1, 4], q);
        int dense = builder.AddTensor("dense", TfLiteTensorType.Int8, [1, 4], q);
        int weights = builder.AddTensor("weights", TfLiteTensorType.Int4, [4, 4], q, new byte[8]);
        int flat = builder.AddTensor("flat", TfLiteTensorType.Int8, [5], q);
        int state = builder.AddTensor("state", TfLiteTensorType.Int8, [1, 4], q, isVariable: true);
        int last = builder.AddTensor("last", TfLiteTensorType.Int8, [1, 4], q);
        int unused = builder.AddTensor("unused", TfLiteTensorType.Complex64, [1]);
        builder.AddOperator(BuiltinOperator.Dequantize, 1, [x], [half])
            .AddOperator(BuiltinOperator.Quantize, 1, [half], [last])
            .AddOperator(BuiltinOperator.Sin, 1, [x], [sine])
            .AddCustomOperator("vendor/op", 1, [sine], [own])
            .AddOperator((BuiltinOperator)1234, 1, [own], [future])
            .AddOperator(BuiltinOperator.FullyConnected, 4, [future, weights, -1], [dense])
            .AddOperator(BuiltinOperator.Reshape, 1, [dense], [flat])
            .AddOperator(BuiltinOperator.Tanh, 1, [state], [builder.AddTensor("of state", TfLiteTensorType.Int8, [1, 4], q)]);

        Snapshot.Verify(Refusals(TfLiteWriter.Write(builder.Build([x, unused], [flat, last]))));
    }

    [Fact]
    public void Names_from_the_file_stay_on_one_line_and_say_what_they_are()
    {
        var builder = new TfLiteModelBuilder();
        const string Hostile = "a'\"b\r\nerror ADC9999: ../../etc/passwd\0\u001b[31m\u2028{0}%s";
        int x = builder.AddTensor("x", TfLiteTensorType.Int8, [1]);
        int y = builder.AddTensor(Hostile, TfLiteTensorType.Int8, [1]);
        builder.AddCustomOperator(Hostile, 1, [x], [y]);

        Snapshot.Verify(Refusals(TfLiteWriter.Write(builder.Build([x], [y]))));
    }

    [Fact]
    public void A_version_that_adc_does_not_know_is_refused()
    {
        var builder = new TfLiteModelBuilder();
        int x = builder.AddTensor("x", TfLiteTensorType.Int8, [1]);
        int y = builder.AddTensor("y", TfLiteTensorType.Int8, [1]);

        Assert.Equal(
            "file.tflite[op 0, 'y']: error ADC4003: TANH has version 4; adc knows the versions up to 3",
            Refusals(TfLiteWriter.Write(builder.AddOperator(BuiltinOperator.Tanh, 4, [x], [y]).Build([x], [y]))));
    }

    [Fact]
    public void An_open_extent_is_taken_as_the_file_stores_it_and_noted()
    {
        var builder = new TfLiteModelBuilder();
        int x = builder.AddTensor("x", TfLiteTensorType.Float32, [1, 4], shapeSignature: [-1, 4]);
        int y = builder.AddTensor("y", TfLiteTensorType.Float32, [1, 4], shapeSignature: [-1, 4]);
        var diagnostics = new DiagnosticBag();

        Graph? graph = TfLiteFrontend.Read(TfLiteWriter.Write(builder.AddOperator(BuiltinOperator.Tanh, 1, [x], [y]).Build([x], [y])), "file.tflite", diagnostics);

        Assert.Equal(Shape.Of(1, 4), graph!.TypeOf(graph.Inputs[0]).Shape);
        Assert.Equal("file.tflite['x']: note ADC2016: an extent of [-1,4] is open; the model is compiled for [1,4]", Assert.Single(diagnostics.All).ToString());
    }

    [Fact]
    public void Names_without_end_are_cut()
    {
        var builder = new TfLiteModelBuilder();
        string endless = new('x', 1_000_000);
        int x = builder.AddTensor(endless, TfLiteTensorType.Float64, [1]);
        builder.AddOperator(BuiltinOperator.Tanh, 1, [x], [builder.AddTensor(endless, TfLiteTensorType.Int8, [1])]);

        Assert.InRange(Refusals(TfLiteWriter.Write(builder.Build([x], [1]))).Length, 200, 600);
    }

    private static Graph Import(TfLiteModel model)
    {
        var diagnostics = new DiagnosticBag();
        Graph? graph = TfLiteFrontend.Read(TfLiteWriter.Write(model), "file.tflite", diagnostics);
        Assert.Empty(diagnostics.All);
        return graph!;
    }

    private static string Refusals(byte[] file)
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(TfLiteFrontend.Read(file, "file.tflite", diagnostics));
        return string.Join('\n', diagnostics.All.Select(diagnostic => diagnostic.ToString()));
    }
}
