using System.Buffers.Binary;
using Adc.Compiler.Targets;

namespace Adc.Compiler.Toolchain.Link;

/// <summary>What the firmware on a board says of itself.</summary>
/// <param name="CountsCycles">The core has a cycle counter.</param>
/// <param name="IsReady">The model's initialisation went well.</param>
/// <param name="ModelHash">SHA-256 of the model file, in hexadecimal.</param>
/// <param name="BuildHash">Of the emitted C.</param>
/// <param name="Layers">That compute something.</param>
public sealed record DeviceIdentity(
    bool CountsCycles, bool UsesAccelerator, bool HasState, bool IsReady, int CoreHz, ChipIdentity Chip, ulong UniqueId, uint ChipRevision,
    string ModelHash, string BuildHash, int ArenaBytes, int Layers, int Inputs, int Outputs)
{
    private const int Version = 1, SizeInBytes = 80;

    /// <summary>Null for firmware of another version.</summary>
    internal static DeviceIdentity? Read(ReadOnlySpan<byte> body)
    {
        if (body.Length != SizeInBytes || Half(body, 0) != Version)
        {
            return null;
        }

        int flags = Half(body, 2);
        return new DeviceIdentity(
            (flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0, (flags & 8) != 0,
            BinaryPrimitives.ReadInt32LittleEndian(body[4..]),
            new ChipIdentity(Half(body, 8), Half(body, 10), Half(body, 12), Half(body, 14)),
            BinaryPrimitives.ReadUInt64LittleEndian(body[16..]), BinaryPrimitives.ReadUInt32LittleEndian(body[24..]),
            Convert.ToHexStringLower(body[32..64]), Convert.ToHexStringLower(body[64..72]),
            BinaryPrimitives.ReadInt32LittleEndian(body[72..]), Half(body, 76), body[78], body[79]);
    }

    private static int Half(ReadOnlySpan<byte> body, int offset) => BinaryPrimitives.ReadUInt16LittleEndian(body[offset..]);
}
