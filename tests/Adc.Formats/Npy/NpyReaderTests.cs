using System.Text;
using Adc.Formats.Npy;
using Adc.Tests.Support;

namespace Adc.Tests.Formats.Npy;

public class NpyReaderTests
{
    [Theory]
    [InlineData("{'descr': '<i2', 'fortran_order': False, 'shape': (2, 3), }")]
    [InlineData("{\"shape\":(2,3),\"fortran_order\":False,\"descr\":\"<i2\"}")]
    [InlineData("  { 'shape' : ( 2L , 3L , ) , 'descr' : '=i2' , 'fortran_order' : False }  \n\n")]
    public void Reads_headers_of_any_spacing(string header)
    {
        NpyArray array = Read(File(header, [1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 255, 255]));
        Assert.Equal([2, 3], array.Shape);
        Assert.Equal([1, 2, 3, 4, 5, -1], array.ToInt16());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Reads_format_versions_1_to_3(byte version) =>
        Assert.Equal([7, 8], Read(File("{'descr': '|u1', 'fortran_order': False, 'shape': (2,)}", [7, 8], version)).ToUInt8());

    [Fact]
    public void Reads_scalars_and_empty_arrays()
    {
        Assert.Empty(Read(File("{'descr': '|b1', 'fortran_order': False, 'shape': ()}", [1])).Shape);
        Assert.Equal([0, 1000000], Read(File("{'descr': '<f8', 'fortran_order': True, 'shape': (0, 1000000)}", [])).Shape);
    }

    [Fact]
    public void Converts_fortran_order()
    {
        // Element (i, j, k) of shape (2, 3, 2) has the value 100 i + 10 j + k; the first index varies fastest.
        byte[] data = [0, 100, 10, 110, 20, 120, 1, 101, 11, 111, 21, 121];
        NpyArray array = Read(File("{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3, 2)}", data));
        Assert.Equal([0, 1, 10, 11, 20, 21, 100, 101, 110, 111, 120, 121], array.ToUInt8());
    }

    [Fact]
    public void Converts_big_endian()
    {
        Assert.Equal([1, -2], Read(File("{'descr': '>i4', 'fortran_order': False, 'shape': (2,)}", [0, 0, 0, 1, 255, 255, 255, 254])).ToInt32());
        Assert.Equal([1.5], Read(File("{'descr': '>f8', 'fortran_order': False, 'shape': (1,)}", [0x3f, 0xf8, 0, 0, 0, 0, 0, 0])).ToFloat64());
    }

    [Fact]
    public void Does_not_copy_what_needs_no_conversion()
    {
        byte[] file = File("{'descr': '|i1', 'fortran_order': False, 'shape': (1,)}", [5]);
        NpyArray array = Read(file);
        file[^1] = 6;
        Assert.Equal([6], array.ToInt8());
    }

    [Theory]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (1,)}", "Python objects")]
    [InlineData("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,)}", "structured")]
    [InlineData("{'descr': '<c8', 'fortran_order': False, 'shape': (1,)}", "'<c8', expected one of")]
    [InlineData("{'descr': '<U4', 'fortran_order': False, 'shape': (1,)}", "'<U4', expected one of")]
    [InlineData("{'descr': '<<f4', 'fortran_order': False, 'shape': (1,)}", "'<<f4', expected one of")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (536870912,)}", "2^31")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296)}", "2^31")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (0, 9999999999)}", "2^31")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,)}", "something else than numbers")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}", "something else than numbers")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': 3}", "'(' is missing")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2,)}", "4 bytes follow the header, expected 8")]
    [InlineData("{'descr': '<i1', 'fortran_order': False, 'shape': (3,)}", "4 bytes follow the header, expected 3")]
    [InlineData("{'descr': '<f4', 'fortran_order': 0, 'shape': (1,)}", "neither True nor False")]
    [InlineData("{'descr': '<f4', 'fortran_order': False}", "is missing")]
    [InlineData("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1,)}", "unexpected key 'descr'")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'more': 1}", "unexpected key 'more'")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1,)} + 1", "text follows")]
    [InlineData("{'descr': '<f4", "not a quoted text")]
    [InlineData("", "'{' is missing")]
    public void Refuses_what_it_cannot_read(string header, string problem)
    {
        NpyReadResult result = NpyReader.Read(File(header, [0, 0, 0, 0]));
        Assert.Null(result.Array);
        Assert.Contains(problem, result.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_more_dimensions_than_numpy_has()
    {
        string shape = string.Concat(Enumerable.Repeat("1,", 65));
        NpyReadResult result = NpyReader.Read(File($"{{'descr': '|i1', 'fortran_order': False, 'shape': ({shape})}}", [1]));
        Assert.Contains("65 dimensions", result.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_other_files_and_later_versions()
    {
        Assert.NotNull(NpyReader.Read("RIFF....WAVEfmt "u8.ToArray()).Problem);
        byte[] file = NpyWriter.Write(NpyArray.Of([1f], 1));
        file[6] = 4;
        Assert.Contains("version 4.0", NpyReader.Read(file).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Conversions_refuse_another_type() =>
        Assert.Throws<InvalidOperationException>(() => NpyArray.Of([1f], 1).ToInt8());

    [Fact]
    public void Truncations_are_refused()
    {
        byte[] file = NpyWriter.Write(NpyArray.Of([1f, 2f, 3f], 3));
        for (int length = 0; length < file.Length; length++)
        {
            Assert.NotNull(NpyReader.Read(file.AsMemory(0, length)).Problem);
        }
    }

    [Theory]
    [Seeds(5)]
    public void Mutations_end_well(int seed)
    {
        var random = new Random(seed);
        byte[] file = NpyWriter.Write(NpyArray.Of([1, 2, 3, 4, 5, 6], 2, 3));
        for (int i = 0; i < 1000; i++)
        {
            byte[] broken = [.. file];
            for (int bytes = random.Next(1, 5); bytes > 0; bytes--)
            {
                broken[random.Next(broken.Length)] = (byte)random.Next(256);
            }

            NpyReadResult result = NpyReader.Read(broken);
            Assert.Equal(result.Array is null, result.Problem is not null);
        }
    }

    [SharedFact]
    public void Reads_the_shared_arrays()
    {
        NpyArray input = Read(System.IO.File.ReadAllBytes(Repository.Model("ad01/golden/ad01_int8_input.npy")));
        Assert.Equal(NpyElementType.Int8, input.Type);
        Assert.Equal([8, 1, 640], input.Shape);
        // The generator of the golden cases: s = 1664525 s + 1013904223, the high byte less 128.
        Assert.Equal((sbyte)((int)(unchecked((0x5EED0000u * 1664525u) + 1013904223u) >> 24) - 128), input.ToInt8()[0]);
        Assert.All(input.ToInt8()[(5 * 640)..(6 * 640)], value => Assert.Equal(-128, value));
        Assert.All(
            Directory.GetFiles(Repository.InShared("models"), "*.npy", SearchOption.AllDirectories),
            file => Assert.Null(NpyReader.Read(System.IO.File.ReadAllBytes(file)).Problem));
    }

    internal static NpyArray Read(byte[] file)
    {
        NpyReadResult result = NpyReader.Read(file);
        Assert.Null(result.Problem);
        return Assert.IsType<NpyArray>(result.Array);
    }

    private static byte[] File(string header, byte[] data, byte version = 1)
    {
        byte[] length = new byte[version == 1 ? 2 : 4];
        length[0] = (byte)header.Length;
        length[1] = (byte)(header.Length >> 8);
        return [0x93, .. "NUMPY"u8, version, 0, .. length, .. Encoding.ASCII.GetBytes(header), .. data];
    }
}
