using System.Text;
using Adc.Formats.Npy;

namespace Adc.Tests.Formats.Npy;

public class NpyWriterTests
{
    public static TheoryData<NpyElementType> Types => [.. Enum.GetValues<NpyElementType>()];

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_type_survives_a_round_trip(NpyElementType type)
    {
        foreach (int[] shape in (int[][])[[], [3], [2, 3], [1, 0, 4], [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2]])
        {
            var data = new byte[shape.Aggregate(type.SizeInBytes(), (product, extent) => product * extent)];
            new Random(1).NextBytes(data);
            NpyArray array = NpyReaderTests.Read(NpyWriter.Write(new(type, shape, data)));
            Assert.Equal(type, array.Type);
            Assert.Equal(shape, array.Shape);
            Assert.Equal(data, array.Data.ToArray());
        }
    }

    [Theory]
    [InlineData(new int[0], "{'descr': '<f4', 'fortran_order': False, 'shape': (), }")]
    [InlineData(new[] { 6 }, "{'descr': '<f4', 'fortran_order': False, 'shape': (6,), }")]
    [InlineData(new[] { 2, 3 }, "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }")]
    public void Spells_the_header_as_numpy_does_and_aligns_the_data(int[] shape, string expected)
    {
        byte[] file = NpyWriter.Write(new(NpyElementType.Float32, shape, new byte[24]));
        string header = Encoding.ASCII.GetString(file, 10, file.Length - 24 - 10);
        Assert.Equal(expected, header.TrimEnd());
        Assert.EndsWith("\n", header, StringComparison.Ordinal);
        Assert.Equal(0, (file.Length - 24) % 64);
    }

    [Fact]
    public void Values_come_back()
    {
        Assert.Equal([1.5f, -2f], NpyReaderTests.Read(NpyWriter.Write(NpyArray.Of([1.5f, -2f], 2))).ToFloat32());
        Assert.Equal([long.MinValue], NpyReaderTests.Read(NpyWriter.Write(NpyArray.Of([long.MinValue], 1, 1))).ToInt64());
        Assert.Equal([true, false], NpyReaderTests.Read(NpyWriter.Write(NpyArray.Of([true, false], 2))).ToBoolean());
    }

    [Fact]
    public void Values_must_fill_the_shape() => Assert.Throws<ArgumentException>(() => NpyArray.Of([1f, 2f], 3));
}
