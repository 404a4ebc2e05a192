using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Frontends.Keras;
using Adc.Compiler.Ir;
using Adc.Tests.Formats.Hdf5;

namespace Adc.Tests.Frontends.Keras;

/// <summary>Whatever stands in a file, reading it ends soon, with a sound graph or with diagnostics.</summary>
public sealed class KerasHostileFilesTests
{
    private const int Cases = 2000;

    private static readonly TimeSpan HangGuard = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("network.h5")]
    [InlineData("network_latest.h5")]
    [InlineData("network.keras")]
    public void Bytes_changed_at_random_and_cut_files_end_well(string name)
    {
        byte[] file = KerasFilesTests.Bytes(name);
        (int Start, int Length)[] sealedBlocks = [.. Hdf5Blocks.In(file)];
        Try(name, random =>
        {
            byte[] broken = Changed(file, random);
            foreach ((int Start, int Length) block in sealedBlocks.Where(_ => random.Next(8) != 0))
            {
                Hdf5Blocks.Seal(broken, block); // a right checksum lets the damage before it be read
            }

            return random.Next(8) == 0 ? broken[..random.Next(broken.Length)] : broken;
        });
    }

    [Fact]
    public void Weights_changed_inside_an_archive_end_well() => Try("archive", random =>
        Archive(Entry("config.json"), Changed(Entry("model.weights.h5"), random)));

    [Fact]
    public void Configurations_changed_at_random_end_well()
    {
        byte[] weights = Entry("model.weights.h5");
        string configuration = Encoding.UTF8.GetString(Entry("config.json"));
        string[] words = [.. Regex.Matches(configuration, "\"[^\"]*\"|-?[0-9.]+|true|false|null|[][{}]").Select(match => match.Value)];
        Try("configuration", random =>
        {
            string broken = configuration;
            for (int changes = random.Next(1, 4); changes > 0; changes--)
            {
                string from = words[random.Next(words.Length)], to = random.Next(3) == 0
                    ? new[] { "-1", "0", "2147483647", "1e300", "[]", "{}", "null", "\"\"", "[[1,2],[3,4]]", "99999999999" }[random.Next(10)]
                    : words[random.Next(words.Length)];
                int place = broken.IndexOf(from, random.Next(broken.Length), StringComparison.Ordinal);
                broken = place < 0 ? broken : broken[..place] + to + broken[(place + from.Length)..];
            }

            return Archive(Encoding.UTF8.GetBytes(broken), weights);
        });
    }

    [Fact]
    public void Archives_that_unpack_to_too_much_are_refused()
    {
        byte[] large = Archive(Entry("config.json"), new byte[1 << 20]);
        Assert.Contains("model.weights.h5: the file is not an HDF5 file", Refusal(large), StringComparison.Ordinal);

        // The directory at the end says how long the second entry is; first more than the limit, then more than its bytes can hold.
        int directory = large.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BitConverter.TryWriteBytes(large.AsSpan(directory + 24), 0xFFFFFFF0u);
        Assert.Contains("the archive is larger than 1 GiB", Refusal(large), StringComparison.Ordinal);
        BitConverter.TryWriteBytes(large.AsSpan(directory + 24), 0x3FFFFFFFu);
        Assert.Contains("more than can be packed into its bytes", Refusal(large), StringComparison.Ordinal);
        BitConverter.TryWriteBytes(large.AsSpan(directory + 24), (1u << 20) + 1);
        Assert.Contains("the archive is damaged", Refusal(large), StringComparison.Ordinal);
    }

    [Fact]
    public void Configurations_nested_too_deep_are_refused() => Assert.Contains(
        "the configuration of the model is malformed",
        Refusal(Archive(Encoding.UTF8.GetBytes(new string('[', 100_000)), Entry("model.weights.h5"))), StringComparison.Ordinal);

    private static void Try(string label, Func<Random, byte[]> make)
    {
        var watch = Stopwatch.StartNew();
        int refused = 0;
        for (int seed = 0; seed < Cases; seed++)
        {
            byte[] file = make(new Random(seed));
            var diagnostics = new DiagnosticBag();
            Graph? graph = null;
            Exception? exception = Record.Exception(() => graph = KerasFrontend.Read(file, "broken", diagnostics));
            Assert.True(exception is null, $"{label}, seed {seed}: {exception}");
            Assert.True(diagnostics.HasErrors == graph is null, $"{label}, seed {seed}");
            Assert.True(graph is null || GraphVerifier.Verify(graph).Count == 0, $"{label}, seed {seed}: the graph is unsound");
            Assert.True(watch.Elapsed < HangGuard, $"{label}, seed {seed}: {watch.Elapsed}");
            refused += graph is null ? 1 : 0;
        }

        Assert.InRange(refused, 1, Cases - 1);
    }

    private static byte[] Changed(byte[] file, Random random)
    {
        byte[] broken = [.. file];
        for (int changes = random.Next(1, 6); changes > 0; changes--)
        {
            broken[random.Next(broken.Length)] = random.Next(4) switch { 0 => 0, 1 => 0xFF, 2 => (byte)random.Next(16), _ => (byte)random.Next(256) };
        }

        return broken;
    }

    private static byte[] Entry(string name)
    {
        using var archive = new ZipArchive(new MemoryStream(KerasFilesTests.Bytes("network.keras")));
        using Stream stream = archive.GetEntry(name)!.Open();
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    private static byte[] Archive(byte[] configuration, byte[] weights)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in new[] { ("config.json", configuration), ("model.weights.h5", weights) })
            {
                using Stream entry = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    private static string Refusal(byte[] file)
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(KerasFrontend.Read(file, "broken.keras", diagnostics));
        return Assert.Single(diagnostics.All).ToString();
    }
}
