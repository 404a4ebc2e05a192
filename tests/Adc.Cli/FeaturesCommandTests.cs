using Adc.Formats.Npy;
using Adc.Tests.Support;

namespace Adc.Tests.Cli;

public sealed class FeaturesCommandTests
{
    [Fact]
    public void Rows_of_all_files_follow_one_another()
    {
        using var folder = new WorkFolder();
        string first = folder.Write("a.wav", WavFile.Of(16_000, 1, new short[16_000])), second = folder.Write("b.wav", WavFile.Of(8_000, 2, new short[16_000]));
        AdcRun run = AdcRun.Of("features", first, second, "--frames", "all", "--output", folder["x.npy"]).Succeeded();

        Assert.Equal([56, 640], folder.ReadNpy("x.npy").Shape);
        Assert.Contains("56 rows of 640 features", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Tells_what_was_written()
    {
        using var folder = new WorkFolder();
        string clip = folder.Write("a.wav", WavFile.Of(16_000, 1, new short[16_000])), tail = folder.Write("b.wav", WavFile.Of(16_000, 1, new short[3_584]));
        string Text(params string[] arguments) => Masked.Paths(AdcRun.Of(["features", .. arguments, "--output", folder["x.npy"]]).Succeeded().Output, folder);
        Snapshot.Verify(Text(clip, "--frames", "all") + Text(clip, clip, "--frames", "2:30", "--frames-per-row", "8") + Text(tail, "--frames", "all"));
    }

    [Fact]
    public void A_clip_without_a_central_part_is_named_with_the_remedy()
    {
        using var folder = new WorkFolder();
        string sound = folder.Write("short.wav", WavFile.Of(16_000, 1, new short[16_000]));
        AdcRun.Of("features", sound, "--output", folder["x.npy"]).Failed(6, "short.wav", "ADC1118", "32 frames", "--frames all");
        Assert.False(File.Exists(folder["x.npy"]));
    }

    [Fact]
    public void Every_file_that_is_no_sound_is_named()
    {
        using var folder = new WorkFolder();
        AdcRun.Of("features", folder.Write("text.wav", [1, 2, 3]), folder["absent.wav"], "--output", folder["x.npy"]).Failed(6, "text.wav", "not a .wav file", "absent.wav");
    }

    [Theory]
    [InlineData("--frames", "5")]
    [InlineData("--frames", "9:3")]
    [InlineData("--frames-per-row", "0")]
    public void Ranges_that_mean_nothing_are_refused(string option, string value) =>
        AdcRun.Of("features", "a.wav", option, value, "--output", "x.npy").Failed(2, "FIRST:END");
}
