using System.Buffers.Binary;

namespace Adc.Compiler.Toolchain.Link;

/// <summary>What one inference or layer took on the board, in cycles.</summary>
/// <param name="Core">From call to return; the core polls while a program runs.</param>
/// <param name="Run">Of the accelerator, as its own counter says.</param>
/// <param name="Stall">Those of them in which nothing was issued.</param>
/// <param name="Programs">Started.</param>
public sealed record LinkCycles(long Core, long Run, long Stall, long Programs)
{
    public const int SizeInBytes = 20;

    /// <summary>Cycles of the core alone: starting programs, and layers of its own.</summary>
    public long CoreAlone => Math.Max(0, Core - Run);

    // The first word is the status, which is 0 here.
    internal static LinkCycles Read(ReadOnlySpan<byte> body) => new(Word(body, 1), Word(body, 2), Word(body, 3), Word(body, 4));

    private static uint Word(ReadOnlySpan<byte> body, int index) => BinaryPrimitives.ReadUInt32LittleEndian(body[(4 * index)..]);
}
