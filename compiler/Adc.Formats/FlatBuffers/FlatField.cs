namespace Adc.Formats.FlatBuffers;

/// <summary>One field of a table to be written.</summary>
/// <param name="Size">Bytes that the field takes in the table itself.</param>
internal abstract record FlatField(int Slot, int Size);

internal sealed record FlatScalar(int Slot, byte[] Bytes) : FlatField(Slot, Bytes.Length);

/// <summary>A vector of scalars, or a string.</summary>
/// <param name="Count">Number of elements; null for a string, whose bytes are counted and ended by a zero.</param>
/// <param name="Alignment">Of the first element, in bytes.</param>
internal sealed record FlatBytes(int Slot, ReadOnlyMemory<byte> Bytes, int? Count, int Alignment) : FlatField(Slot, 4);

internal sealed record FlatChild(int Slot, FlatTableBuilder Table) : FlatField(Slot, 4);

internal sealed record FlatChildren(int Slot, IReadOnlyList<FlatTableBuilder> Tables) : FlatField(Slot, 4);

internal sealed record FlatTexts(int Slot, IReadOnlyList<string> Texts) : FlatField(Slot, 4);
