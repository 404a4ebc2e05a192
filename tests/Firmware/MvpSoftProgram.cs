using System.Buffers.Binary;
using Adc.Tests.Support;

namespace Adc.Tests.Firmware;

/// <summary>Programs to run in an order of choice on memory of their own.</summary>
/// <param name="Words">The programs whole.</param>
/// <param name="Order">Indices of programs; null where the driver is told that its registers are lost.</param>
internal sealed record MvpSoftCase(
    string Name, IReadOnlyList<MvpSegment> Segments, IReadOnlyList<uint[]> Words, MvpImages Images, IReadOnlyList<int?> Order);

/// <param name="Reports">Of each run of a program.</param>
/// <param name="Memory">Content of each segment at the end.</param>
internal sealed record MvpSoftResult(IReadOnlyList<MvpRunReport> Reports, IReadOnlyList<byte[]> Memory);

/// <summary>tests/Firmware/mvp/soft_main.c with adc_mvp_soft.c, built by a compiler of the host.</summary>
internal sealed class MvpSoftProgram : IDisposable
{
    /// <summary>The program stops what executes more instructions.</summary>
    public const int InstructionLimit = 100_000;

    /// <summary>Where segments begin in the interpreter's view.</summary>
    public static uint AddressOf(int segment) => (uint)(segment + 1) << 28;

    private static readonly string Driver = Path.Combine(Repository.Root, "firmware", "mvp");
    private static readonly string Main = Path.Combine(Repository.Root, "tests", "Firmware", "mvp", "soft_main.c");

    public static IReadOnlyList<string> Include { get; } = [$"-I{Driver}", $"-I{Path.Combine(Repository.Root, "firmware", "runtime")}"];

    private readonly BuildFolder folder = new();

    public MvpSoftProgram(string compiler, params IEnumerable<string> flags) => NativeTool.Run(
        compiler,
        ["-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror", $"-DADC_MVP_TIME_LIMIT={InstructionLimit}u",
            .. Include, .. flags, Main, Path.Combine(Driver, "adc_mvp_soft.c"),
            "-o", folder.File("soft")]);

    public IReadOnlyList<MvpSoftResult> Run(IReadOnlyList<MvpSoftCase> cases)
    {
        string input = folder.File("input");
        string output = folder.File("output");
        File.WriteAllBytes(input, [.. cases.SelectMany(Bytes)]);
        NativeTool.Run(folder.File("soft"), input, output);
        byte[] results = File.ReadAllBytes(output);
        int next = 0;
        MvpSoftResult[] read = [.. cases.Select(one => Read(one, results, ref next))];
        Assert.Equal(results.Length, next);
        return read;
    }

    public void Dispose() => folder.Dispose();

    private static byte[] Bytes(MvpSoftCase one)
    {
        List<byte> bytes = [];
        Put((uint)one.Segments.Count);
        foreach (MvpSegment segment in one.Segments)
        {
            Put((uint)segment.Content.Length);
            Put(segment.IsWritable ? 1u : 0u);
            bytes.AddRange(segment.Content);
        }

        Put((uint)one.Images.Deltas.Count);
        foreach (uint[] stream in one.Images.Deltas.Append(one.Images.Wrap))
        {
            Put((uint)stream.Length);
            Array.ForEach(stream, Put);
        }

        Put((uint)one.Order.Count);
        foreach (int? index in one.Order)
        {
            Put((uint)(index ?? -1));
        }

        return [.. bytes];

        void Put(uint word) => bytes.AddRange(BitConverter.GetBytes(word));
    }

    private static MvpSoftResult Read(MvpSoftCase one, ReadOnlySpan<byte> bytes, ref int next)
    {
        List<MvpRunReport> reports = [];
        foreach (int _ in one.Order.OfType<int>())
        {
            ReadOnlySpan<byte> words = bytes.Slice(next, 40);
            reports.Add(new MvpRunReport(
                Word(words, 0), Word(words, 1), Word(words, 2), Word(words, 3), Word(words, 4), Word(words, 5), Word(words, 6), Word(words, 7),
                Word(words, 8), Word(words, 9)));
            next += words.Length;
        }

        List<byte[]> memory = [];
        foreach (MvpSegment segment in one.Segments)
        {
            memory.Add(bytes.Slice(next, segment.Content.Length).ToArray());
            next += segment.Content.Length;
        }

        return new MvpSoftResult(reports, memory);
    }

    private static uint Word(ReadOnlySpan<byte> words, int index) => BinaryPrimitives.ReadUInt32LittleEndian(words[(4 * index)..]);
}
