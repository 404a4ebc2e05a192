using Adc.Tests.Cli;
using Adc.Tests.Firmware;
using Adc.Tests.Support;

namespace Adc.Tests.EndToEnd;

/// <summary>The committed test set of <c>samples/anomaly_detection</c> is what its scripts record and <c>adc features</c> makes of that.</summary>
public sealed class SampleSoundsTests
{
    private const int Features = 640, FirstTestMachine = 501, FirstSeed = 6010;

    // Sines may differ in the last bit from one processor to another, and with them a few 16-bit samples.
    private const float LargestDifferenceInDecibels = 0.1f;

    [ToolTheory("/usr/bin/python3", "/usr/lib/python3/dist-packages/numpy/__init__.py")]
    [InlineData(0, "None")]
    [InlineData(4, "bearing_impacts")]
    [InlineData(5, "belt_slip")]
    [InlineData(6, "voltage_drop")]
    [InlineData(7, "loose_part")]
    public void Clips_of_the_first_test_machine_are_recorded_again(int clip, string anomaly)
    {
        using var folder = new WorkFolder();
        NativeTool.Run(
            "/usr/bin/python3", "-B", "-c",
            $"""
            import sys; sys.path.insert(0, sys.argv[1])
            from anomalies import *; from machines import Machine; from recording import record, write_wav
            write_wav(sys.argv[2], record(Machine.of({FirstTestMachine}), {FirstSeed + clip}, {anomaly}))
            """,
            Path.Combine(SampleFiles.Folder, "training"), folder["clip.wav"]);
        AdcRun.Of("features", folder["clip.wav"], "--output", folder["x.npy"]).Succeeded();
        float[] all = folder.ReadNpy("x.npy").ToFloat32(), expected = SampleFiles.Array("x_test_ad.npy").ToFloat32();

        int last = (all.Length / Features) - 1;
        for (int window = 0; window < SampleFiles.WindowsPerClip; window++)
        {
            int row = (int)Math.Round((double)last * window / (SampleFiles.WindowsPerClip - 1)), expectedRow = (clip * SampleFiles.WindowsPerClip) + window;
            float difference = all.Skip(row * Features).Take(Features).Zip(expected.Skip(expectedRow * Features), (one, other) => Math.Abs(one - other)).Max();
            Assert.True(difference < LargestDifferenceInDecibels, $"window {window} differs by {difference} dB");
        }
    }
}
