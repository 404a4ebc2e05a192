using Adc.Compiler.Diagnostics;
using Adc.Compiler.Frontends.TfLite;
using Adc.Compiler.Ir;
using Adc.Formats.Npy;
using Adc.Formats.TfLite;
using Adc.Simulator.Reference;
using Adc.Tests.Simulator.Reference;
using Adc.Tests.Support;

namespace Adc.Tests.Frontends.TfLite;

/// <summary>Quantized weights between float32 activations.</summary>
public sealed class HybridModelsTests
{
    private readonly TfLiteModelBuilder builder = new();
    private readonly DiagnosticBag diagnostics = new();

    [Fact]
    public void Weights_become_the_numbers_that_they_stand_for()
    {
        int x = Float("x", 1, 3), y = Float("y", 1, 2);
        int w = builder.AddTensor("w", TfLiteTensorType.Int8, [2, 3], new([0.5f, 2], [0, 1]), new byte[] { 1, 2, 255, 1, 0, 5 });

        Graph graph = Read(Dense(x, w, y).Build([x], [y]))!;

        Assert.Equal([0.5f, 1, -0.5f, 0, -2, 8], graph[new TensorId(w)].Data!.ToArray<float>());
        Assert.Equal(new TensorType(ElementType.Float32, Shape.Of(2, 3)), graph.TypeOf(new TensorId(w)));
    }

    [Fact]
    public void Scales_along_the_last_axis_belong_to_the_channels_of_a_depthwise_convolution()
    {
        int x = Float("x", 1, 1, 2, 3), y = Float("y", 1, 1, 2, 3);
        int w = builder.AddTensor("w", TfLiteTensorType.UInt8, [1, 1, 1, 3], new([1, 2, 3], [0, 10, 20], 3), new byte[] { 1, 11, 21 });
        builder.AddOperator(BuiltinOperator.DepthwiseConv2D, 1, [x, w], [y], new DepthwiseConv2DOptions(TfLitePadding.Same, 1, 1, 1, TfLiteActivation.None));

        Assert.Equal([1, 2, 3], Read(builder.Build([x], [y]))![new TensorId(w)].Data!.ToArray<float>());
    }

    [Fact]
    public void The_model_is_told_about_once()
    {
        int x = Float("x", 1, 2), y = Float("y", 1, 2), z = Float("z", 1, 2), w = Weights();
        Dense(x, w, y);
        Dense(y, w, z);

        Assert.NotNull(Read(builder.Build([x], [z])));

        Assert.Equal(
            "m.tflite: warning ADC2019: computed with float32 weights, scale * (q - zero point): 2 x FULLY_CONNECTED with int8 weights", Assert.Single(diagnostics.All).ToString());
    }

    [Fact]
    public void Weights_that_are_computed_or_read_as_integers_too_are_refused()
    {
        int x = Float("x", 1, 2), y = Float("y", 1, 2), fed = builder.AddTensor("fed", TfLiteTensorType.Int8, [2, 2], new([1], [0]));
        Assert.Null(Read(Dense(x, fed, y).Build([x, fed], [y])));
        Assert.Equal("ADC4003", Assert.Single(diagnostics.All).Code);
        Assert.Contains("[op 0, 'y']", Assert.Single(diagnostics.All).ToString(), StringComparison.Ordinal);

        var other = new HybridModelsTests();
        int a = other.Float("a", 1, 2), b = other.Float("b", 1, 2), w = other.Weights(), c = other.Float("c", 2, 2);
        other.Dense(a, w, b).AddOperator(BuiltinOperator.Dequantize, 2, [w], [c]);
        Assert.Null(other.Read(other.builder.Build([a], [b, c])));
        Assert.Contains("FULLY_CONNECTED with float32 activations and int8 weights that are no constants of its own", Assert.Single(other.diagnostics.All).Message, StringComparison.Ordinal);
    }

    [SharedTheory]
    [InlineData("ad01/golden/ad01_fp32_input.npy", "ad01/golden/ad01_fp32_output.npy", 0.07)]
    [InlineData("ad01/data/x_test_ad.npy", "ad01/data/golden_fp32_output.npy", 0.03)]
    public void The_hybrid_anomaly_detector_is_near_the_float_one(string inputs, string outputs, double most)
    {
        Graph hybrid = Golden.Graph("ad01/ad01_hybrid.tflite");
        float[] expected = Floats(Golden.Array(outputs));

        float[] found = Run(hybrid, Golden.Rows(Golden.Array(inputs), hybrid.TypeOf(hybrid.Inputs[0])));

        double error = Math.Sqrt(expected.Zip(found, (e, f) => Math.Pow((double)e - f, 2)).Sum() / expected.Sum(e => Math.Pow(e, 2)));
        Assert.True(error > 0 && error < most, $"differs by {error} of the root mean square");
    }

    [SharedFact]
    public void The_hybrid_keyword_spotter_knows_as_many_words_as_the_quantized_one()
    {
        const int Classes = 12;
        Graph hybrid = Golden.Graph("kws/kws_ref_model_float32.tflite"), quantized = Golden.Graph("kws/kws_ref_model.tflite");
        Quantization steps = quantized.TypeOf(quantized.Inputs[0]).Quantization!;
        byte[] labels = Golden.Array("kws/data/y_test_kws.npy").Data.ToArray();
        TensorType input = hybrid.TypeOf(hybrid.Inputs[0]);
        TensorValue[] rows = [.. Golden.Rows(Golden.Array("kws/data/x_test_kws_int8.npy"), quantized.TypeOf(quantized.Inputs[0]))
            .Select(row => new TensorValue(input, ConstantData.Of<float>(Array.ConvertAll(row.Data.ToArray<sbyte>(), q => steps.Scale * (q - steps.ZeroPoint)))))];

        float[] found = Run(hybrid, rows);

        int right = Enumerable.Range(0, rows.Length).Count(row => Best(found[(row * Classes)..((row + 1) * Classes)]) == labels[row]);
        Assert.Equal(500, rows.Length);
        Assert.InRange(right, 451, 455); // the quantized one: 452
    }

    private static int Best(float[] scores) => Array.IndexOf(scores, scores.Max());

    private static float[] Run(Graph graph, IReadOnlyList<TensorValue> rows) =>
        [.. new ReferenceExecutor(graph, new ReferenceEvaluator(Rounding.Tflite)).RunRows([.. rows.Select(row => new[] { row })]).SelectMany(row => row[0].Data.ToArray<float>())];

    private static float[] Floats(NpyArray array) => new ConstantData(array.Data).ToArray<float>();

    private int Float(string name, params int[] shape) => builder.AddTensor(name, TfLiteTensorType.Float32, shape);

    private int Weights() => builder.AddTensor("w", TfLiteTensorType.Int8, [2, 2], new([1], [0]), new byte[] { 1, 2, 3, 4 });

    private TfLiteModelBuilder Dense(int from, int weights, int to) =>
        builder.AddOperator(BuiltinOperator.FullyConnected, 3, [from, weights], [to], new FullyConnectedOptions(TfLiteActivation.None));

    private Graph? Read(TfLiteModel model) => TfLiteFrontend.Read(TfLiteWriter.Write(model), "m.tflite", diagnostics);
}
