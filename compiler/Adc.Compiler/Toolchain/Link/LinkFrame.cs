using System.Buffers.Binary;

namespace Adc.Compiler.Toolchain.Link;

/// <summary>Frames on the serial line: zero, COBS of payload and CRC-32, zero. firmware/app/link.h says why.</summary>
public static class LinkFrame
{
    public const int MostPayloadBytes = 240;

    private const int ChecksumBytes = 4;

    /// <summary>The whole frame, both zeros included.</summary>
    public static byte[] Encode(ReadOnlySpan<byte> payload)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payload.Length, MostPayloadBytes);
        Span<byte> content = stackalloc byte[payload.Length + ChecksumBytes];
        payload.CopyTo(content);
        BinaryPrimitives.WriteUInt32LittleEndian(content[payload.Length..], Checksum(payload));

        byte[] frame = new byte[content.Length + 3];
        int code = 1, position = 2;
        foreach (byte value in content)
        {
            if (value == 0)
            {
                frame[code] = (byte)(position - code);
                code = position;
            }

            frame[position++] = value;
        }

        frame[code] = (byte)(position - code);
        return frame;
    }

    /// <summary>The payload of what stood between two zeros, or null where that is no frame or a damaged one.</summary>
    public static byte[]? Decode(ReadOnlySpan<byte> between)
    {
        List<byte> content = new(between.Length);
        for (int position = 0; position < between.Length;)
        {
            int end = position + between[position];
            if (end > between.Length)
            {
                return null;
            }

            content.AddRange(between[(position + 1)..end]);
            position = end;
            if (end < between.Length)
            {
                content.Add(0);
            }
        }

        if (content.Count <= ChecksumBytes)
        {
            return null;
        }

        byte[] bytes = [.. content];
        byte[] payload = bytes[..^ChecksumBytes];
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(payload.Length)) == Checksum(payload) ? payload : null;
    }

    /// <summary>CRC-32 of IEEE 802.3.</summary>
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint sum = uint.MaxValue;
        foreach (byte value in bytes)
        {
            sum ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                sum = (sum >> 1) ^ ((sum & 1) != 0 ? 0xEDB8_8320 : 0);
            }
        }

        return ~sum;
    }
}
