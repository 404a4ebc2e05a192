using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Frontends.TfLite;
using Adc.Compiler.Frontends.TfLite.Export;
using Adc.Compiler.Ir;
using Adc.Compiler.Quantizing;
using Adc.Simulator.Reference;
using Adc.Tests.Quantizing;
using Adc.Tests.Support.Layers;

namespace Adc.Tests.Oracle;

/// <summary>Models that adc has quantized, in the TensorFlow Lite library: bit for bit what the reference computes.</summary>
public sealed class QuantizedModelsAgainstTfLiteTests
{
    private const int Rows = 12, Batches = 10, NetworksEach = 30;

    public static TheoryData<int> Parts => [.. Enumerable.Range(0, Batches)];

    [SharedOracleTheory]
    [InlineData("ad01/ad01_fp32.tflite", EdgeType.Int8)]
    [InlineData("ad01/ad01_fp32.tflite", EdgeType.Float32)]
    [InlineData("ad01/ad01.h5", EdgeType.Int8)]
    [InlineData("ic/pretrainedResnet.tflite", EdgeType.Int8)]
    [InlineData("ic/pretrainedResnet.h5", EdgeType.Int8)]
    [InlineData("kws/kws_ref_model_float32.tflite", EdgeType.Int8)]
    [InlineData("hello_world/hello_world_float.tflite", EdgeType.Int8)]
    [InlineData("bearing_mlp/model_fp32.tflite", EdgeType.Int8)]
    public void A_real_model_is_what_the_library_takes_it_for(string path, EdgeType edges)
    {
        Graph floats = Quantized.Float(path);
        AssertAgreement(path, Quantized.Of(floats, SeededRows.For(floats, Rows).Rows, new QuantizerOptions(InputType: edges, OutputType: edges)).Graph);
    }

    [OracleTheory]
    [MemberData(nameof(Parts))]
    public void A_random_network_is_what_the_library_takes_it_for(int part)
    {
        for (int seed = part + 1; seed <= Batches * NetworksEach; seed += Batches)
        {
            Graph floats = RandomNetwork.Of(seed, OnFloat32.All);
            var options = new QuantizerOptions(
                (RangeMethod)(seed % 3), InputType: (EdgeType)(seed % 2), OutputType: (EdgeType)(seed / 2 % 2), CorrectsBiases: seed % 5 == 0, Equalization: (Equalization)(seed % 3));
            AssertAgreement($"network {seed}", Quantized.Of(floats, options).Graph);
        }
    }

    private static void AssertAgreement(string label, Graph quantized)
    {
        byte[] file = TfLiteExport.Write(quantized);
        Graph graph = TfLiteFrontend.Read(file, "quantized.tflite", new DiagnosticBag())!;
        using OracleModel library = Loaded(label, file, graph);
        var executor = new ReferenceExecutor(graph, new ReferenceEvaluator(Rounding.Tflite));
        foreach (Sequence<ConstantData> row in SeededRows.For(graph, Rows, seed: 1).Rows)
        {
            byte[][] expected = library.Run([.. row.Select(input => input.Bytes.ToArray())]);
            IReadOnlyList<TensorValue> actual = executor.Run([.. row.Zip(graph.Inputs, (data, id) => new TensorValue(graph.TypeOf(id), data))]);
            for (int output = 0; output < expected.Length; output++)
            {
                Assert.True(expected[output].AsSpan().SequenceEqual(actual[output].Data.Bytes.Span), $"{label}, output {output}:\n{GraphPrinter.Print(graph)}");
            }
        }
    }

    private static OracleModel Loaded(string label, byte[] file, Graph graph)
    {
        try
        {
            return new OracleModel(file);
        }
        catch (OracleRefusalException refusal)
        {
            throw new InvalidOperationException($"{label}: the library refuses the model: {refusal.Message}\n{GraphPrinter.Print(graph)}", refusal);
        }
    }
}
