using System.Buffers.Binary;
using System.Text;

namespace Adc.Tests.Support;

/// <summary>Writes sound files.</summary>
internal static class WavFile
{
    /// <param name="samples">Channel by channel within each moment.</param>
    /// <param name="bits">What the header claims; the samples are 16-bit anyway.</param>
    public static byte[] Of(int rate, int channels, short[] samples, int bits = 16, int kind = 1)
    {
        byte[] file = new byte[44 + (2 * samples.Length)];
        Encoding.ASCII.GetBytes("RIFF", file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8);
        Encoding.ASCII.GetBytes("WAVEfmt ", file.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(20), (short)kind);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(22), (short)channels);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(24), rate);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(28), rate * channels * 2);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(32), (short)(channels * 2));
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(34), (short)bits);
        Encoding.ASCII.GetBytes("data", file.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(40), 2 * samples.Length);
        for (int i = 0; i < samples.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(44 + (2 * i)), samples[i]);
        }

        return file;
    }
}
