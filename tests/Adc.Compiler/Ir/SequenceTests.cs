using System.Collections.Immutable;
using Adc.Compiler.Ir;

namespace Adc.Tests.Ir;

public sealed class SequenceTests
{
    [Fact]
    public void Sequences_with_equal_elements_are_equal()
    {
        Sequence<int> a = [1, 2, 3], b = Enumerable.Range(1, 3).ToSequence();

        Assert.True(a.Equals(b));
        Assert.True(a.Equals((object)b));
        Assert.Equal(a.GetHashCode(), b.GetHashCode());
    }

    [Fact]
    public void Order_length_and_elements_count()
    {
        Sequence<int> a = [1, 2, 3];

        Assert.False(a.Equals([3, 2, 1]));
        Assert.False(a.Equals([1, 2]));
        Assert.False(a.Equals(null));
        Assert.False(a.Equals((object)"[1, 2, 3]"));
        Assert.Equal("[1, 2, 3]", a.ToString());
    }

    [Fact]
    public void Sequences_of_sequences_are_compared_to_the_bottom()
    {
        Sequence<Sequence<int>> a = [[1], [2, 3]], b = [[1], [2, 3]], c = [[1], [2, 4]];

        Assert.Equal(a, b);
        Assert.NotEqual(a, c);
    }

    [Fact]
    public void A_default_array_is_an_empty_sequence()
    {
        var sequence = new Sequence<int>(default(ImmutableArray<int>));

        Assert.Empty(sequence);
        Assert.True(sequence.Equals(Sequence<int>.Empty));
    }

    [Fact]
    public void Constants_are_equal_when_their_bytes_are()
    {
        byte[] file = [9, 1, 2, 3];
        var slice = new ConstantData(file.AsMemory(1));

        Assert.Equal(ConstantData.Of<byte>([1, 2, 3]), slice);
        Assert.Equal(ConstantData.Of<byte>([1, 2, 3]).GetHashCode(), slice.GetHashCode());
        Assert.NotEqual(ConstantData.Of<byte>([1, 2, 4]), slice);
        Assert.NotEqual(ConstantData.Of<byte>([1, 2]), slice);
    }

    [Fact]
    public void Constants_of_a_file_need_no_alignment()
    {
        byte[] file = [0, 0x78, 0x56, 0x34, 0x12, 0xff];

        Assert.Equal([0x12345678], new ConstantData(file.AsMemory(1)).ToArray<int>());
        Assert.Equal([0x5678, 0x1234], new ConstantData(file.AsMemory(1)).ToArray<short>());
    }
}
