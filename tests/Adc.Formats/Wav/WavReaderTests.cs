using Adc.Formats.Wav;
using Adc.Tests.Support;

namespace Adc.Tests.Formats.Wav;

public sealed class WavReaderTests
{
    private static readonly short[] Stereo = [100, -100, short.MaxValue, short.MinValue, 5, 7];

    [Fact]
    public void Reads_rate_channels_and_samples()
    {
        WavSound sound = WavReader.Read(WavFile.Of(44_100, 2, Stereo)).Sound!;

        Assert.Equal((44_100, 2), (sound.SampleRate, sound.Channels));
        Assert.Equal(Stereo, sound.Samples);
    }

    [Fact]
    public void Mono_is_the_mean_of_the_channels() =>
        Assert.Equal([0, -0.5 / 32768, 6.0 / 32768], WavReader.Read(WavFile.Of(8000, 2, Stereo)).Sound!.Mono());

    [Theory]
    [InlineData(8, 1, "the samples have format 1 and 8 bits; 16-bit PCM (format 1) is read")]
    [InlineData(16, 3, "the samples have format 3 and 16 bits; 16-bit PCM (format 1) is read")]
    public void Other_formats_are_refused(int bits, int kind, string problem) =>
        Assert.Equal(problem, WavReader.Read(WavFile.Of(8000, 1, Stereo, bits, kind)).Problem);

    [Fact]
    public void A_file_that_is_cut_off_anywhere_is_refused()
    {
        byte[] file = WavFile.Of(8000, 1, Stereo);
        Assert.All(Enumerable.Range(0, file.Length), length => Assert.NotNull(WavReader.Read(file.AsMemory(0, length)).Problem));
    }

    [Theory, Seeds(20)]
    public void Any_bytes_give_a_result(int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < 500; i++)
        {
            byte[] file = WavFile.Of(8000, 2, Stereo);
            for (int changes = random.Next(1, 6); changes > 0; changes--)
            {
                file[random.Next(file.Length)] = (byte)random.Next(256);
            }

            WavReadResult result = WavReader.Read(file.AsMemory(0, random.Next(file.Length + 1)));
            Assert.True(result.Sound is null != result.Problem is null);
            Assert.NotNull(result.Sound?.Mono() ?? []);
        }
    }
}
