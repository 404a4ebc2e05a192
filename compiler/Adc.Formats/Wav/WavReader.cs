using System.Buffers.Binary;

namespace Adc.Formats.Wav;

/// <summary>Sound as it stands in a .wav file.</summary>
/// <param name="SampleRate">Samples per second of one channel.</param>
/// <param name="Channels">1 for mono, 2 for stereo.</param>
/// <param name="Samples">Channel by channel within each moment.</param>
public sealed record WavSound(int SampleRate, int Channels, IReadOnlyList<short> Samples)
{
    /// <summary>The mean of the channels at each moment, in [−1, 1).</summary>
    public double[] Mono()
    {
        double[] mono = new double[Samples.Count / Channels];
        for (int moment = 0; moment < mono.Length; moment++)
        {
            double sum = 0;
            for (int channel = 0; channel < Channels; channel++)
            {
                sum += Samples[(moment * Channels) + channel] / 32768.0;
            }

            mono[moment] = sum / Channels;
        }

        return mono;
    }
}

/// <summary>What reading yields: sound, or the sentence that says why there is none.</summary>
public sealed record WavReadResult(WavSound? Sound, string? Problem);

/// <summary>Reads RIFF files of 16-bit PCM. Every size is checked; any bytes give a result, none an exception.</summary>
public static class WavReader
{
    private const int ChunkHeader = 8, FormatSize = 16, Pcm = 1, Extensible = 0xFFFE, Bits = 16, MostChannels = 64;

    public static WavReadResult Read(ReadOnlyMemory<byte> file)
    {
        ReadOnlySpan<byte> bytes = file.Span;
        if (bytes.Length < 12 || !bytes[..4].SequenceEqual("RIFF"u8) || !bytes[8..12].SequenceEqual("WAVE"u8))
        {
            return Refused("the file is not a .wav file");
        }

        (int Rate, int Channels)? format = null;
        for (int position = 12; position + ChunkHeader <= bytes.Length;)
        {
            ReadOnlySpan<byte> name = bytes.Slice(position, 4);
            uint size = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(position + 4)..]);
            int start = position + ChunkHeader, available = (int)Math.Min(size, (uint)(bytes.Length - start));
            ReadOnlySpan<byte> body = bytes.Slice(start, available);
            if (name.SequenceEqual("fmt "u8))
            {
                if (Format(body, out format) is string problem)
                {
                    return Refused(problem);
                }
            }
            else if (name.SequenceEqual("data"u8))
            {
                return format is var (rate, channels) ? Sound(body, rate, channels, size > available) : Refused("the samples come before their format");
            }

            position = start + (int)Math.Min((long)available + (size & 1), bytes.Length - start);
        }

        return Refused("the file has no samples");
    }

    private static string? Format(ReadOnlySpan<byte> body, out (int Rate, int Channels)? format)
    {
        format = null;
        if (body.Length < FormatSize)
        {
            return "the format of the samples is cut off";
        }

        int kind = BinaryPrimitives.ReadUInt16LittleEndian(body), channels = BinaryPrimitives.ReadUInt16LittleEndian(body[2..]);
        uint rate = BinaryPrimitives.ReadUInt32LittleEndian(body[4..]);
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(body[14..]);
        if (kind is not (Pcm or Extensible) || bits != Bits)
        {
            return $"the samples have format {kind} and {bits} bits; 16-bit PCM (format 1) is read";
        }

        if (channels is 0 or > MostChannels || rate is 0 or > 10_000_000)
        {
            return $"the file has {channels} channels of {rate} samples per second";
        }

        format = ((int)rate, channels);
        return null;
    }

    private static WavReadResult Sound(ReadOnlySpan<byte> body, int rate, int channels, bool isCut)
    {
        int count = body.Length / (2 * channels) * channels;
        if (isCut)
        {
            return Refused("the file ends in the middle of its samples");
        }

        short[] samples = new short[count];
        for (int i = 0; i < count; i++)
        {
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(body[(2 * i)..]);
        }

        return new WavReadResult(new WavSound(rate, channels, samples), null);
    }

    private static WavReadResult Refused(string problem) => new(null, problem);
}
