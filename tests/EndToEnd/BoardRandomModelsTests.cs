using System.Runtime.InteropServices;
using Adc.Compiler.Ir;
using Adc.Formats.Npy;
using Adc.Tests.Cli;
using Adc.Tests.Support;

namespace Adc.Tests.EndToEnd;

/// <summary>Random models through a file and the whole row: every tensor on the board as on this machine as by the reference.</summary>
public sealed class BoardRandomModelsTests
{
    private const int Rows = 4;

    [BoardTheory]
    [InlineData(11, "tflm")]
    [InlineData(2, "tflm")]
    [InlineData(3, "tflm")]
    [InlineData(4, "tflm")]
    [InlineData(5, "tflite")]
    [InlineData(6, "tflite")]
    [InlineData(7, "tflite")]
    [InlineData(8, "single")]
    [InlineData(9, "single")]
    [InlineData(10, "single")]
    public void All_engines_agree_on_every_tensor(int seed, string rounding)
    {
        using var folder = new WorkFolder();
        Graph graph = RandomGraph.Of(seed, largestLayer: 40);
        string model = folder.Write("random.tflite", GraphFile.Of(graph));
        string[] rows = [.. graph.Inputs.SelectMany(input => new[] { "--input", $"{graph[input].Name}={WriteRows(folder, graph[input], seed)}" })];
        foreach (string engine in (string[])["reference", "cpu", "board"])
        {
            IEnumerable<string> outputs = graph.Outputs.Distinct().SelectMany(output => new[] { "--output", $"{graph[output].Name}={folder[$"{engine}/out_{graph[output].Name}.npy"]}" });
            AdcRun.Of(["run", model, "--engine", engine, "--rounding", rounding, "--all-tensors", folder[engine], .. rows, .. outputs]).Succeeded();
        }

        string[] files = Files(folder, "reference");
        Assert.True(files.Length > graph.Inputs.Count, "nothing was computed");
        foreach (string engine in (string[])["cpu", "board"])
        {
            Assert.Equal(files, Files(folder, engine));
            Assert.All(files, file => Assert.True(
                File.ReadAllBytes(folder[$"reference/{file}"]).AsSpan().SequenceEqual(File.ReadAllBytes(folder[$"{engine}/{file}"])), $"{engine}: {file} differs"));
        }
    }

    private static string[] Files(WorkFolder folder, string engine) =>
        [.. Directory.GetFiles(folder[engine]).Select(Path.GetFileName).Order(StringComparer.Ordinal)!];

    /// <summary>Row 0 lies at the ends of the range, the others anywhere in it, for float inputs also beyond it.</summary>
    private static string WriteRows(WorkFolder folder, Tensor input, int seed)
    {
        var random = new Random(seed);
        int[] shape = [Rows, .. input.Type.Shape.Extents];
        int count = Rows * input.Type.Shape.ElementCount, firstRow = input.Type.Shape.ElementCount;
        NpyArray rows = input.Type.Element == ElementType.Float32
            ? NpyArray.Of([.. Enumerable.Range(0, count).Select(i => (random.NextSingle() - 0.5f) * (i % 3 == 0 ? 1000 : 4))], shape)
            : new NpyArray(NpyElementType.Int8, shape, MemoryMarshal.AsBytes<sbyte>(
                [.. Enumerable.Range(0, count).Select(i => i < firstRow ? (i % 2 == 0 ? sbyte.MinValue : sbyte.MaxValue) : (sbyte)random.Next(-128, 128))]).ToArray());
        return folder.Write($"in_{input.Name}.npy", rows);
    }
}
