using System.Text.Json;
using Adc.Formats.Npy;

namespace Adc.Tests.Support;

/// <summary>What <c>samples/anomaly_detection</c> holds.</summary>
internal static class SampleFiles
{
    public const int WindowsPerClip = 12;

    public static string Folder { get; } = Path.Combine(Repository.Root, "samples", "anomaly_detection");

    public static string Configuration { get; } = Path.Combine(Repository.Root, "compiler_sample_ad_input.yaml");

    /// <summary>The figures of <c>expected.json</c>.</summary>
    public static JsonElement Expected { get; } = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "expected.json"))).RootElement;

    public static string FloatModel => Path.Combine(Folder, "ad_sample.h5");

    public static string Int8Model => Path.Combine(Folder, "ad_sample_int8.tflite");

    public static string Data(string name) => Path.Combine(Folder, "data", name);

    public static NpyArray Array(string name)
    {
        NpyReadResult result = NpyReader.Read(File.ReadAllBytes(Data(name)));
        return result.Array ?? throw new InvalidOperationException($"{name}: {result.Problem}");
    }
}
