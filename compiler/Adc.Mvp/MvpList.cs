using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Adc.Mvp;

/// <summary>An immutable list that is equal to another when its elements are.</summary>
[CollectionBuilder(typeof(MvpList), nameof(MvpList.Create))]
public sealed class MvpList<T>(ImmutableArray<T> items) : IReadOnlyList<T>, IEquatable<MvpList<T>>
{
    public ImmutableArray<T> Items { get; } = items.IsDefault ? [] : items;

    public int Count => Items.Length;

    public T this[int index] => Items[index];

    public bool Equals(MvpList<T>? other) => other is not null && Items.SequenceEqual(other.Items);

    public override bool Equals(object? obj) => Equals(obj as MvpList<T>);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (T item in Items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    public ImmutableArray<T>.Enumerator GetEnumerator() => Items.GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)Items).GetEnumerator();

    public override string ToString() => $"[{string.Join(", ", Items)}]";
}

/// <summary>Builds lists from collection expressions.</summary>
public static class MvpList
{
    public static MvpList<T> Create<T>(ReadOnlySpan<T> items) => new(items.ToImmutableArray());
}
