using Adc.Formats.Npy;

namespace Adc.Tests.Support;

/// <summary>What <c>samples/anomaly_detection</c> holds.</summary>
internal static class SampleFiles
{
    public const int WindowsPerClip = 12;

    public static string Folder { get; } = Path.Combine(Repository.Root, "samples", "anomaly_detection");

    public static string FloatModel => Path.Combine(Folder, "ad_sample.h5");

    public static string Data(string name) => Path.Combine(Folder, "data", name);

    public static NpyArray Array(string name)
    {
        NpyReadResult result = NpyReader.Read(File.ReadAllBytes(Data(name)));
        return result.Array ?? throw new InvalidOperationException($"{name}: {result.Problem}");
    }
}
