using System.Runtime.InteropServices;
using Adc.Formats.Hdf5;
using Adc.Tests.Support;

namespace Adc.Tests.Formats.Hdf5;

/// <summary>Files that h5py has written: Fixtures/make_fixtures.py tells how.</summary>
public sealed class Hdf5ReaderTests
{
    private static readonly float[] Ten = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

    [Theory]
    [InlineData("earliest.h5")]
    [InlineData("latest.h5")]
    public void Files_of_the_oldest_and_of_the_newest_style_are_read(string name)
    {
        Hdf5Group root = Read(name);
        float[] halves = [.. Enumerable.Range(0, 7 * 5 * 3).Select(i => i / 2f)];

        Assert.Equal("some text", root.Attribute("text")!.Value.Text);
        Assert.Equal(["one", "three"], root.Attribute("names")!.Value.Strings);
        Assert.Equal([3, 4], ((Hdf5Dataset)root.Find("group/plain")!).Value.Shape);
        Assert.Equal([.. Enumerable.Range(0, 12).Select(i => (float)i)], Floats(root, "group/plain"));
        Assert.All(["plain", "shuffled", "single"], chunks => Assert.Equal(halves, Floats(root, $"chunks/{chunks}")));
        Assert.Equal([.. Enumerable.Range(0, 100)], Elements<long>(root, "row").Select(value => (int)value));
    }

    [Fact]
    public void Chunks_without_an_index_and_of_a_set_that_may_grow_are_read()
    {
        Assert.Equal(Ten, Floats(Read("implicit.h5"), "x"));
        Assert.Equal(Ten, Floats(Read("resizable.h5"), "x"));
    }

    [Theory]
    [InlineData("many_members.h5", "the group '' keeps its links in a fractal heap, which is not read; save the file with libver='earliest'")]
    [InlineData("many_attributes.h5", "'' keeps its attributes in a fractal heap, which is not read; save the file with libver='earliest'")]
    [InlineData("extensible.h5", "the data set 'x' is indexed by an extensible array, which is not read; save it with a fixed size")]
    [InlineData("growing.h5", "the data set 'x' is indexed by a tree of version 2, which is not read; save it with a fixed size")]
    [InlineData("paged.h5", "the index of the data set 'x' has pages, which are not read; save it in fewer chunks")]
    [InlineData("fletcher.h5", "the data set 'x' is stored by the filter fletcher32, which is not read; deflate and shuffle are")]
    [InlineData("lzf.h5", "the data set 'x' is stored by the filter lzf, which is not read; deflate and shuffle are")]
    [InlineData("hole.h5", "the data set 'x' was never written, or not as a whole: 1 of 4 chunks are there")]
    public void What_is_not_read_is_named(string name, string problem) => Assert.Equal(problem, Hdf5Reader.Read(Bytes(name)).Problem);

    [Fact]
    public void Damage_shows_in_checksums()
    {
        byte[] file = Bytes("latest.h5");
        int header = file.AsSpan().IndexOf("OHDR"u8);
        Assert.Contains("the checksum of the superblock is wrong", Problem(file, 20), StringComparison.Ordinal);
        Assert.Contains("the checksum of an object header is wrong", Problem(file, header + 20), StringComparison.Ordinal);
        Assert.Contains("the checksum of the index of the data set", Problem(file, file.AsSpan().IndexOf("FAHD"u8) + 9), StringComparison.Ordinal);
        Assert.Contains("the checksum of the index of the data set", Problem(file, file.AsSpan().IndexOf("FADB"u8) + 15), StringComparison.Ordinal);
    }

    // From the driver that the function's author published with it.
    [Fact]
    public void The_checksum_is_the_published_one()
    {
        Assert.Equal(0x17770551u, Hdf5Checksum.Of("Four score and seven years ago"u8));
        Assert.Equal(0xDEADBEEFu, Hdf5Checksum.Of([]));
    }

    [Fact]
    public void An_array_without_a_space_has_no_elements_whatever_its_rank()
    {
        // Version 2 of the extents, rank 2, with greatest extents, a simple space of 3 x 4, which becomes a null space.
        byte[] file = Bytes("latest.h5");
        int kind = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[2, 2, 1, 1, 3, 0, 0, 0, 0, 0, 0, 0, 4]) + 3;
        file[kind] = 2;
        Hdf5Blocks.Seal(file, Hdf5Blocks.In(file).Last(block => block.Start < kind));
        Assert.Equal([0], Assert.IsType<Hdf5Dataset>(Hdf5Reader.Read(file).Root!.Find("group/plain")).Value.Shape);
    }

    private static string? Problem(byte[] file, int changed)
    {
        byte[] broken = (byte[])file.Clone();
        broken[changed] ^= 1;
        return Hdf5Reader.Read(broken).Problem;
    }

    private static Hdf5Group Read(string name)
    {
        Hdf5ReadResult result = Hdf5Reader.Read(Bytes(name));
        Assert.True(result.Root is not null, result.Problem);
        return result.Root;
    }

    private static float[] Floats(Hdf5Group root, string path) => Elements<float>(root, path);

    private static T[] Elements<T>(Hdf5Group root, string path)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Assert.IsType<Hdf5Dataset>(root.Find(path)).Value.Data.Span).ToArray();

    private static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Repository.Root, "tests/Adc.Formats/Hdf5/Fixtures", name));
}
