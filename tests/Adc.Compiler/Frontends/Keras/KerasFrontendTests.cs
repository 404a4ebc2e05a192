using Adc.Compiler.Diagnostics;
using Adc.Compiler.Frontends.Keras;
using Adc.Compiler.Ir;
using Adc.Formats.Npy;
using Adc.Simulator.Reference;
using Adc.Tests.Passes;
using Adc.Tests.Simulator.Reference;
using Adc.Tests.Support;

namespace Adc.Tests.Frontends.Keras;

/// <summary>Files that Keras has written, against outputs that others have computed from them.</summary>
public sealed class KerasFrontendTests
{
    private const double Tolerance = 1e-4;

    [SharedTheory]
    [InlineData("ad01/ad01.h5", "ad01/golden/ad01_fp32_input.npy", "ad01/golden/ad01_h5_output.npy")]
    [InlineData("ad01/ad01.h5", "ad01/data/x_test_ad.npy", "ad01/data/golden_h5_output.npy")]
    [InlineData("ic/pretrainedResnet.h5", "ic/golden/pretrainedResnet_input.npy", "ic/golden/pretrainedResnet_output.npy")]
    [InlineData("bearing_mlp/model_fp32.keras", "bearing_mlp/golden/model_fp32_input.npy", "bearing_mlp/golden/model_fp32_output.npy")]
    [InlineData("mltk_ad/anomaly_detection.h5", "mltk_ad/golden/anomaly_detection_input.npy", "mltk_ad/golden/anomaly_detection_h5_output.npy")]
    public void Real_models_give_the_golden_outputs(string path, string inputs, string outputs)
    {
        Graph graph = Read(path);
        NpyArray expected = Golden.Array(outputs);
        IReadOnlyList<TensorValue> rows = Golden.Rows(Golden.Array(inputs), graph.TypeOf(graph.Inputs[0]));
        IReadOnlyList<IReadOnlyList<TensorValue>> actual = new ReferenceExecutor(graph, new ReferenceEvaluator(Rounding.Tflm)).RunRows([.. rows.Select(row => new[] { row })]);

        float[] wanted = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(expected.Data.Span).ToArray();
        float[] found = [.. actual.SelectMany(row => row[0].Data.ToArray<float>())];
        double worst = wanted.Zip(found, (w, f) => Math.Abs((double)w - f)).Max();
        Assert.Equal(wanted.Length, found.Length);
        Assert.True(worst <= Tolerance * (wanted.Max() - wanted.Min()), $"differs by {worst} in a range of {wanted.Max() - wanted.Min()}");
    }

    [SharedTheory]
    [InlineData("bearing_mlp/model_fp32.keras", 1500)]
    [InlineData("ic/pretrainedResnet.h5", 150)]
    public void Damaged_files_end_in_diagnostics(string path, int seeds)
    {
        byte[] file = File.ReadAllBytes(Repository.Model(path));
        int refused = 0;
        for (int seed = 0; seed < seeds; seed++)
        {
            var random = new Random(seed);
            byte[] broken = (byte[])file.Clone();
            for (int changes = random.Next(1, 40); changes > 0; changes--)
            {
                broken[random.Next(2) == 0 ? random.Next(broken.Length) : random.Next(Math.Min(20_000, broken.Length))] = (byte)random.Next(256);
            }

            var diagnostics = new DiagnosticBag();
            Graph? graph = KerasFrontend.Read(broken.AsMemory(0, random.Next(4) == 0 ? random.Next(broken.Length) : broken.Length), "broken", diagnostics);
            Assert.Equal(graph is null, diagnostics.HasErrors);
            refused += graph is null ? 1 : 0;
        }

        Assert.InRange(refused, 1, seeds);
    }

    private static Graph Read(string path)
    {
        var diagnostics = new DiagnosticBag();
        Graph? graph = KerasFrontend.Read(File.ReadAllBytes(Repository.Model(path)), Path.GetFileName(path), diagnostics);
        Assert.True(graph is not null, string.Join('\n', diagnostics.All));
        Assert.Empty(GraphVerifier.Verify(graph));
        return Pass.AfterAll(graph);
    }
}
