using System.Runtime.InteropServices;

namespace Adc.Compiler.Ir;

/// <summary>Bytes of a constant tensor, usually a slice of the model file's memory. Equal when the bytes are.</summary>
public sealed class ConstantData(ReadOnlyMemory<byte> bytes) : IEquatable<ConstantData>
{
    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    public static ConstantData Of<T>(ReadOnlySpan<T> values)
        where T : unmanaged => new(MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>Copies the bytes to typed elements; the memory of a model file need not be aligned.</summary>
    public T[] ToArray<T>()
        where T : unmanaged
    {
        var values = new T[Bytes.Length / Marshal.SizeOf<T>()];
        Bytes.Span[..(values.Length * Marshal.SizeOf<T>())].CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    public bool Equals(ConstantData? other) => other is not null && Bytes.Span.SequenceEqual(other.Bytes.Span);

    public override bool Equals(object? obj) => Equals(obj as ConstantData);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Bytes.Span[..Math.Min(64, Bytes.Length)]);
        hash.Add(Bytes.Length);
        return hash.ToHashCode();
    }
}
