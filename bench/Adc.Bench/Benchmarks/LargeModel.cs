using System.Runtime.InteropServices;
using Adc.Formats.TfLite;

namespace Adc.Bench.Benchmarks;

/// <summary>Two dense layers with five million weights between them; no part holds them, so that no firmware is built.</summary>
internal static class LargeModel
{
    private const int Width = 1600;

    /// <returns>Name of a configuration beside the model.</returns>
    public static string WriteIn(TemporaryFolder folder)
    {
        var random = new Random(5);
        var builder = new TfLiteModelBuilder("large");
        int input = builder.AddTensor("x", TfLiteTensorType.Int8, [1, Width], new([0.05f], [0])), current = input;
        foreach (string name in (string[])["first", "second"])
        {
            sbyte[] values = [.. Enumerable.Range(0, Width * Width).Select(_ => (sbyte)random.Next(-127, 128))];
            int weights = builder.AddTensor($"{name}/weights", TfLiteTensorType.Int8, [Width, Width], new([0.0004f], [0]), MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
            int output = builder.AddTensor(name, TfLiteTensorType.Int8, [1, Width], new([0.05f], [0]));
            builder.AddOperator(BuiltinOperator.FullyConnected, 4, [current, weights, -1], [output], new FullyConnectedOptions(TfLiteActivation.None));
            current = output;
        }

        File.WriteAllBytes(Path.Combine(folder.Path, "large.tflite"), TfLiteWriter.Write(builder.Build([input], [current])));
        return folder.Write("large.yaml", "large:\n  tflite_model: large.tflite\n  memory: {on_exceed: estimate_only}\n  compare: {on_fail: warn}\n");
    }
}
