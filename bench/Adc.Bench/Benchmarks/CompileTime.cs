using System.Globalization;
using System.Runtime.InteropServices;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Pipeline;
using Adc.Formats.TfLite;
using Adc.Simulator;

namespace Adc.Bench.Benchmarks;

/// <summary>How long it takes from a model file to emitted sources, without the C build, for networks of more and more layers.</summary>
internal static class CompileTime
{
    private const int Side = 8, Channels = 4, Kernel = 3;

    public static IReadOnlyList<int> Sizes { get; } = [10, 100, 1000];

    public static Figure Measure(int layers)
    {
        string path = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"adc-bench-{Environment.ProcessId}-{layers}.tflite"));
        File.WriteAllBytes(path, TfLiteWriter.Write(Network(layers)));
        try
        {
            var diagnostics = new DiagnosticBag();
            TimeSpan begun = Environment.CpuUsage.TotalTime;
            Compilation? compilation = new ModelCompiler(new Engines()).Emit(
                ConfiguredRequest.ForModel(path, Rounding.Tflm, accelerated: true), _ => TestSelection.Seeded, _ => null, diagnostics, CancellationToken.None);
            double seconds = (Environment.CpuUsage.TotalTime - begun).TotalSeconds;
            string name = string.Create(CultureInfo.InvariantCulture, $"chain of {layers} convolutions");
            return compilation is null
                ? Figure.Missing(name, string.Join('\n', diagnostics.All))
                : new Figure(name, seconds, "s", Decimals: 2, Remark: string.Create(CultureInfo.InvariantCulture, $"{1000 * seconds / layers:N1} ms a layer"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    // Convolutions one behind the other.
    private static TfLiteModel Network(int layers)
    {
        const float Scale = 0.05f, Spread = 60, TypicalProduct = 73 * 42;
        var random = new Random(3);
        var builder = new TfLiteModelBuilder("chain");
        float weightScale = Spread / (MathF.Sqrt(Kernel * Kernel * Channels) * TypicalProduct); // outputs spread as inputs do
        int zeroPoint = 0, input = builder.AddTensor("x", TfLiteTensorType.Int8, [1, Side, Side, Channels], new([Scale], [zeroPoint])), current = input;
        for (int layer = 0; layer < layers; layer++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"conv{layer}");
            sbyte[] values = [.. Enumerable.Range(0, Channels * Kernel * Kernel * Channels).Select(_ => (sbyte)random.Next(-127, 128))];
            int weights = builder.AddTensor(
                $"{name}/weights", TfLiteTensorType.Int8, [Channels, Kernel, Kernel, Channels],
                new([.. Enumerable.Repeat(weightScale, Channels)], new long[Channels]), MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
            zeroPoint = -128;
            int output = builder.AddTensor(name, TfLiteTensorType.Int8, [1, Side, Side, Channels], new([Scale], [zeroPoint]));
            builder.AddOperator(BuiltinOperator.Conv2D, 3, [current, weights], [output], new Conv2DOptions(TfLitePadding.Same, 1, 1, TfLiteActivation.Relu));
            current = output;
        }

        return builder.Build([input], [current]);
    }
}
