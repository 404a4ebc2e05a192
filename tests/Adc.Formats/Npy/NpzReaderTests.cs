using System.IO.Compression;
using Adc.Formats.Npy;
using Adc.Tests.Support;

namespace Adc.Tests.Formats.Npy;

public class NpzReaderTests
{
    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public void Reads_stored_and_deflated_arrays(CompressionLevel level)
    {
        byte[] file = Zip(level, ("a.npy", NpyWriter.Write(NpyArray.Of([1f], 1))), ("dir/b.npy", NpyWriter.Write(NpyArray.Of([2], 1))));
        IReadOnlyDictionary<string, NpyArray> arrays = Assert.IsAssignableFrom<IReadOnlyDictionary<string, NpyArray>>(NpzReader.Read(file).Arrays);
        Assert.Equal(["a", "dir/b"], arrays.Keys.Order());
        Assert.Equal([1f], arrays["a"].ToFloat32());
        Assert.Equal([2], arrays["dir/b"].ToInt32());
    }

    [Fact]
    public void Refuses_more_bytes_than_the_limit()
    {
        byte[] file = Zip(CompressionLevel.Optimal, ("zeros.npy", NpyWriter.Write(new(NpyElementType.Int8, [1 << 20], new byte[1 << 20]))));
        Assert.Null(NpzReader.Read(file, limitInBytes: 2 << 20).Problem);
        Assert.Contains("more than 1,000,000 bytes", NpzReader.Read(file, limitInBytes: 1_000_000).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_limit_is_for_all_arrays_together()
    {
        byte[] array = NpyWriter.Write(new(NpyElementType.Int8, [1000], new byte[1000]));
        byte[] file = Zip(CompressionLevel.Optimal, ("a.npy", array), ("b.npy", array));
        Assert.Contains("more than 2,000 bytes", NpzReader.Read(file, limitInBytes: 2000).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_other_entries_equal_names_and_broken_arrays()
    {
        byte[] array = NpyWriter.Write(NpyArray.Of([1f], 1));
        Assert.Contains("'x.txt'", NpzReader.Read(Zip(default, ("x.txt", array))).Problem, StringComparison.Ordinal);
        Assert.Contains("twice", NpzReader.Read(Zip(default, ("x.npy", array), ("x.npy", array))).Problem, StringComparison.Ordinal);
        Assert.StartsWith("'x.npy': 0 bytes follow", NpzReader.Read(Zip(default, ("x.npy", array[..^4]))).Problem, StringComparison.Ordinal);
        Assert.Contains("zip archive", NpzReader.Read(new byte[100]).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [Seeds(5)]
    public void Mutations_and_truncations_end_well(int seed)
    {
        var random = new Random(seed);
        byte[] array = NpyWriter.Write(NpyArray.Of([1f, 2f, 3f], 3));
        byte[] file = Zip(CompressionLevel.Optimal, ("a.npy", array), ("b.npy", array));
        for (int i = 0; i < 400; i++)
        {
            byte[] broken = file[..random.Next(1, file.Length + 1)];
            broken = random.Next(2) == 0 ? broken : [.. file];
            for (int bytes = random.Next(1, 5); bytes > 0; bytes--)
            {
                broken[random.Next(broken.Length)] = (byte)random.Next(256);
            }

            NpzReadResult result = NpzReader.Read(broken);
            Assert.Equal(result.Arrays is null, result.Problem is not null);
        }
    }

    [SharedFact]
    public void Reads_the_tensors_of_a_golden_case()
    {
        NpzReadResult result = NpzReader.Read(File.ReadAllBytes(Repository.Model("ad01/golden/ad01_int8_tensors_case0.npz")));
        Assert.Null(result.Problem);
        NpyArray input = NpyReaderTests.Read(File.ReadAllBytes(Repository.Model("ad01/golden/ad01_int8_input.npy")));
        Assert.Equal(input.ToInt8()[..640], result.Arrays!["t0"].ToInt8());
    }

    private static byte[] Zip(CompressionLevel level, params (string Name, byte[] Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in entries)
            {
                using Stream entry = archive.CreateEntry(name, level).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }
}
