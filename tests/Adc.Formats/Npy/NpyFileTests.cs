using System.Text;
using Adc.Formats.Npy;
using Adc.Tests.Support;

namespace Adc.Tests.Formats.Npy;

public sealed class NpyFileTests : IDisposable
{
    private readonly string path = Path.GetTempFileName();

    [Theory]
    [Seeds(24)]
    public void Reads_any_piece_as_the_reader_of_whole_files_does(int seed)
    {
        var random = new Random(seed);
        NpyElementType type = Enum.GetValues<NpyElementType>()[seed % 9];
        int[] shape = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(1, 6))];
        int count = shape.Aggregate(1, (product, extent) => product * extent), size = type.SizeInBytes();
        byte[] data = new byte[count * size];
        random.NextBytes(data);
        string order = random.Next(2) == 0 ? "True" : "False", endian = size == 1 ? "|" : random.Next(2) == 0 ? ">" : "<";
        byte[] file = Bytes($"{{'descr': '{endian}{type.Code()}', 'fortran_order': {order}, 'shape': ({string.Join(',', shape)},)}}", data);
        File.WriteAllBytes(path, file);

        NpyArray whole = NpyReader.Read(file).Array!;
        using NpyFile mapped = NpyFile.Open(path, out string problem) ?? throw new InvalidOperationException(problem);

        Assert.Equal(whole.Type, mapped.Type);
        Assert.Equal(whole.Shape, mapped.Shape);
        for (int first = 0; first < count; first++)
        {
            var piece = new byte[random.Next(0, count - first + 1) * size];
            mapped.Read(first, piece);
            Assert.Equal(whole.Data.Slice(first * size, piece.Length).ToArray(), piece);
        }
    }

    [Theory]
    [InlineData("(3,)", 11, "11 bytes follow the header, expected 12 for the shape (3)")]
    [InlineData("(3,)", 13, "13 bytes follow the header")]
    [InlineData("(4611686018427387904, 4)", 0, "is beyond any file")]
    [InlineData("(2147483647, 2147483647, 2147483647)", 0, "is beyond any file")]
    public void Refuses_a_file_whose_size_is_not_that_of_its_shape(string shape, int bytes, string problem)
    {
        File.WriteAllBytes(path, Bytes($"{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}}}", new byte[bytes]));
        Assert.Null(NpyFile.Open(path, out string found));
        Assert.Contains(problem, found, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_what_is_no_npy_file()
    {
        Assert.Null(NpyFile.Open(path, out string found));
        Assert.Equal("the file does not start as a .npy file does", found);
    }

    [Fact]
    public void Reads_arrays_in_memory_likewise()
    {
        using NpyFile file = NpyFile.Of(NpyArray.Of(new short[] { 1, 2, 3, 4 }, 2, 2));
        var piece = new byte[4];
        file.Read(1, piece);
        Assert.Equal([2, 0, 3, 0], piece);
    }

    public void Dispose() => File.Delete(path);

    private static byte[] Bytes(string header, byte[] data) =>
        [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, (byte)(header.Length >> 8), .. Encoding.ASCII.GetBytes(header), .. data];
}
