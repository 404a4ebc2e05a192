using System.Globalization;
using System.Runtime.InteropServices;
using Adc.Compiler.Configuration;
using Adc.Compiler.Emission;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Evaluation.Data;
using Adc.Compiler.Evaluation.Metrics;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Memory;
using Adc.Simulator;
using Adc.Tests.Firmware;
using Adc.Tests.Lowering;
using Adc.Tests.Passes;
using Adc.Tests.Support;

namespace Adc.Tests.Emission;

/// <summary>The score that the emitted C computes is the one that the test data was judged by.</summary>
public sealed class ScoreTests
{
    private const int Elements = 40, Rows = 8;

    // Single precision, forty terms.
    private const double Tolerance = 4e-6;

    // Reads inputs and features, writes scores and what arguments that are NULL give.
    private const string Program = """
        #include "tiny_score.h"

        #include <stdio.h>
        #include <string.h>

        int main(void)
        {
            static tiny_context_t context;
            static int8_t input[40];
            static float features[40];
            float score = 0.0f;
            if (tiny_init(&context) != ADC_OK) {
                return 1;
            }
            while (fread(input, 1u, sizeof(input), stdin) == sizeof(input)) {
                if (fread(features, 1u, sizeof(features), stdin) != sizeof(features)) {
                    return 2;
                }
                (void)memcpy(tiny_input(&context), input, sizeof(input));
                if ((tiny_invoke(&context) != ADC_OK) || (tiny_score(&context, features, &score) != ADC_OK)) {
                    return 3;
                }
                (void)printf("%.9g\n", (double)score);
            }
            return ((tiny_score(NULL, features, &score) == ADC_ERROR_ARGUMENT) && (tiny_score(&context, NULL, &score) == ADC_ERROR_ARGUMENT)
                    && (tiny_score(&context, features, NULL) == ADC_ERROR_ARGUMENT)) ? 0 : 4;
        }

        """;

    [ToolTheory("cc")]
    [InlineData(AnomalyScore.MeanSquaredError)]
    [InlineData(AnomalyScore.RootMeanSquaredError)]
    [InlineData(AnomalyScore.MeanAbsoluteError)]
    public void The_emitted_C_scores_as_the_host_does(AnomalyScore score)
    {
        Graph graph = Pass.AfterAll(Autoencoder());
        TensorType type = graph.TypeOf(graph.Inputs[0]), output = graph.TypeOf(graph.Outputs[0]);
        var random = new Random(7);
        float[][] features = [.. Enumerable.Range(0, Rows).Select(_ => Enumerable.Range(0, Elements).Select(_ => (random.NextSingle() * 30) - 15).ToArray())];
        Sequence<Sequence<ConstantData>> inputs = [.. features.Select(row => (Sequence<ConstantData>)[new ConstantData(RealValues.ToTensor(row, type)!)])];
        Sequence<Sequence<ConstantData>> outputs = new Engines().Reference(graph, Rounding.Tflm, inputs, CancellationToken.None);
        SourceTree tree = Emit(graph, new ModelScore(score, ScoreReduction.Mean, 1.5f, "as told"));
        using var folder = new BuildFolder();
        string[] sources = tree.Write(folder, SourceRole.Model, SourceRole.Kernel);
        folder.Write("main.c", Program);
        File.WriteAllBytes(folder.File("rows.bin"), [.. inputs.Zip(features).SelectMany(row => row.First[0].Bytes.ToArray().Concat(MemoryMarshal.AsBytes<float>(row.Second).ToArray()))]);

        NativeTool.Run("cc", [.. CFlags.Host, "-o", folder.File("score"), folder.File("main.c"), .. sources, .. CFlags.Libraries]);
        string[] lines = NativeTool.Run("sh", "-c", $"'{folder.File("score")}' < '{folder.File("rows.bin")}'").Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(Rows, lines.Length);
        for (int row = 0; row < Rows; row++)
        {
            double expected = WindowScores.Of(score, features[row], RealValues.OfTensor(outputs[row][0].Bytes.Span, output));
            Assert.InRange(double.Parse(lines[row], CultureInfo.InvariantCulture), expected * (1 - Tolerance), expected * (1 + Tolerance));
        }
    }

    [ToolFact("arm-none-eabi-gcc")]
    public void It_is_clean_for_the_board()
    {
        using var folder = new BuildFolder();
        string[] sources = Emit(Pass.AfterAll(Autoencoder()), new ModelScore(AnomalyScore.RootMeanSquaredError, ScoreReduction.Max, null, "")).Write(folder, SourceRole.Model);
        NativeTool.Run("arm-none-eabi-gcc", [.. CFlags.Firmware("O2"), "-fsyntax-only", .. sources]);
    }

    [Fact]
    public void The_header_tells_threshold_and_meaning() => Snapshot.Verify(
        Emit(Pass.AfterAll(Autoencoder()), new ModelScore(AnomalyScore.MeanSquaredError, ScoreReduction.Mean, 10.8426f, "auto_accuracy on clips.npy")).Text("tiny_score.h"));

    private static SourceTree Emit(Graph graph, ModelScore score)
    {
        PlannedModel plan = MemoryPlanner.Plan(LoweredText.Lower(graph, null), new MemoryOptions());
        TestRows rows = SeededRows.For(graph, 1);
        var vectors = new TestVectors(rows.Origin, [new TestVector(rows.Rows[0], new Engines().Reference(graph, Rounding.Tflm, rows.Rows, CancellationToken.None)[0])]);
        var identity = new ModelIdentity("tiny", "tiny.tflite", string.Concat(Enumerable.Repeat("0123456789abcdef", 4)), "1.2.3", Rounding.Tflm);
        return Emitter.Emit(plan, identity, vectors, Emitted.Target, new FirmwareOptions(), score);
    }

    private static Graph Autoencoder()
    {
        var draft = new GraphDraft("tiny");
        var random = new Random(3);
        TensorId x = draft.Input("x", GraphDraft.Int8(0.12f, 5, 1, Elements));
        TensorId weights = draft.Constant("w", GraphDraft.Int8(0.004f, 0, Elements, Elements), [.. Enumerable.Range(0, Elements * Elements).Select(_ => (sbyte)random.Next(-127, 128))]);
        TensorId bias = draft.Constant("b", GraphDraft.Int32(Elements), new int[Elements]);
        return draft.Build(draft.Add(new FullyConnected(Activation.None), "y", GraphDraft.Int8(0.1f, -9, 1, Elements), x, weights, bias));
    }
}
