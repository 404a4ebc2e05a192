using System.Globalization;
using System.Text;
using Adc.Formats.Elf;
using Adc.Mvp;
using Adc.Simulator.Mvp;
using Adc.Tests.Mvp;
using Adc.Tests.Simulator.Board;
using Adc.Tests.Support;

namespace Adc.Tests.Firmware;

/// <summary>How the driver waits for a program.</summary>
internal enum MvpWait
{
    Asleep,
    Polling,

    /// <summary>Asleep, with the functions that several threads need.</summary>
    Locking,
}

/// <summary>tests/Firmware/mvp/board_main.c with two layers: 32 inputs, 16, 4 outputs; weights in flash, the rest in RAM.</summary>
internal static class MvpApp
{
    /// <summary>The driver gives up after so many cycles asleep, or about twice as many polling.</summary>
    public const int TimeLimit = 20_000_000;

    public const int TimeLimitPolling = 200_000;

    private const int Inputs = 32, Middle = 16, Outputs = 4;
    private const int Weights2 = Inputs * Middle, Bias1 = Weights2 + (Middle * Outputs), Bias2 = Bias1 + (2 * Middle), ConstantBytes = Bias2 + (2 * Outputs);
    private const int ArenaBytes = Inputs + Middle + Outputs;

    private static readonly MvpBufferId Arena = new(0);
    private static readonly MvpBufferId Constants = new(1);
    private static readonly string Driver = Path.Combine(Repository.Root, "firmware", "mvp");
    private static readonly string Runtime = Path.Combine(Repository.Root, "firmware", "runtime");
    private static readonly string Main = Path.Combine(Repository.Root, "tests", "Firmware", "mvp");

    // Nobody else calls them.
    private static readonly string[] ForDebugger =
    [
        "load_word", "store_word", "spin", "run_one", "run_several", "run_counting", "run_finishing", "run_called_back", "run_masked", "run_behind_priority", "adc_mvp_init", "adc_mvp_invalidate",
        "adc_mvp_report", "adc_mvp_poll", "adc_mvp_report_clear", "app_images", "app_segments",
    ];

    private static readonly Lazy<ElfImage> Asleep = new(() => Build($"-DADC_MVP_TIME_LIMIT={TimeLimit}u"));
    private static readonly Lazy<ElfImage> Polling = new(() => Build("-DADC_MVP_BUSY_POLL", $"-DADC_MVP_TIME_LIMIT={TimeLimitPolling}u"));
    private static readonly Lazy<ElfImage> Locking = new(() => Build("-DADC_MVP_LOCKS", $"-DADC_MVP_TIME_LIMIT={TimeLimit}u"));
    private static readonly Lazy<ElfImage> Untouched = new(() => Build("-DAPP_INITIALISES=0"));

    public static IReadOnlyList<MvpSegment> Segments { get; } =
        [new MvpSegment(MvpMemoryMap.RamStart, Bytes(ArenaBytes, 1), IsWritable: true), new MvpSegment(MvpMemoryMap.FlashStart, ConstantBytesOf(), IsWritable: false)];

    public static IReadOnlyList<uint[]> Words { get; } = Programs();

    public static MvpImages Images => new(Words, Segments);

    /// <summary>What the programs leave as output, and the cycles they take.</summary>
    public static (byte[] Output, long Cycles) Expected { get; } = Simulate();

    /// <param name="initialises">False leaves the driver as it is after reset.</param>
    public static ElfImage Image(MvpWait wait, bool initialises = true) =>
        !initialises ? Untouched.Value : wait == MvpWait.Asleep ? Asleep.Value : wait == MvpWait.Locking ? Locking.Value : Polling.Value;

    private static ElfImage Build(params string[] flags)
    {
        using BuildFolder folder = new();
        string data = folder.Write("board_data.c", Source());
        return BoardImage.With(
            [Path.Combine(Main, "board_main.c"), data, Path.Combine(Driver, "adc_mvp_hw.c"), Path.Combine(Runtime, "adc_status.c"),
                "-iquote", Runtime, "-iquote", Driver, "-iquote", Main,
                .. ForDebugger.Select(function => $"-Wl,-u,{function}"), .. flags]);
    }

    private static uint[][] Programs()
    {
        var map = new MvpMemoryMap(Segments.Select((segment, index) => (
            new MvpBuffer(new MvpBufferId(index), "segment", segment.IsWritable ? MvpMemoryKind.Ram : MvpMemoryKind.Flash, segment.Content.Length), segment.Address)));
        MvpBase input = new(Arena, 0), middle = new(Arena, Inputs), output = new(Arena, Inputs + Middle);
        IEnumerable<MvpProgram> programs =
        [
            .. VendorPrograms.FullyConnected(
                Inputs, Middle, input, new MvpBase(Constants, 0), new MvpBase(Constants, Bias1), middle, new VendorScale(3, 1.0 / 900, -7), []),
            .. VendorPrograms.FullyConnected(
                Middle, Outputs, middle, new MvpBase(Constants, Weights2), new MvpBase(Constants, Bias2), output, new VendorScale(7, 1.0 / 700, 5), []),
        ];
        return [.. programs.Select(program => MvpEncoder.Encode(program, map))];
    }

    private static byte[] Bytes(int count, int seed)
    {
        byte[] bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    // Biases between -1/8 and 1/8: scaled by 2^-15, up to 4096 product units.
    private static byte[] ConstantBytesOf()
    {
        byte[] bytes = Bytes(ConstantBytes, 2);
        for (int index = Bias1; index < ConstantBytes; index += 2)
        {
            BitConverter.TryWriteBytes(bytes.AsSpan(index), (Half)(((sbyte)bytes[index]) / 1024.0));
        }

        return bytes;
    }

    private static (byte[] Output, long Cycles) Simulate()
    {
        byte[][] memory = [.. Segments.Select(segment => segment.Content.ToArray())];
        var regions = new MvpMemory(Segments.Select((segment, index) => new MvpMemoryRegion(segment.Address, memory[index], segment.IsWritable)));
        MvpRun[] runs = [.. Words.Select(words => MvpSimulator.Run(words, regions))];
        return (memory[0][(Inputs + Middle)..], runs.Sum(run => run.Cycles));
    }

    private static string Source()
    {
        var text = new StringBuilder("#include \"board_main.h\"\n\n");
        MvpImages images = Images;
        for (int index = 0; index < images.Deltas.Count; index++)
        {
            text.Append(CultureInfo.InvariantCulture, $"static const uint32_t delta{index}[] = {{ {WordList(images.Deltas[index])} }};\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"static const uint32_t wrap[] = {{ {WordList(images.Wrap)} }};\n");
        text.Append(CultureInfo.InvariantCulture, $"static const uint32_t *const deltas[] = {{ {string.Join(", ", images.Deltas.Select((_, index) => $"delta{index}"))} }};\n");
        text.Append(CultureInfo.InvariantCulture, $"const adc_mvp_images_t app_images = {{ deltas, wrap, {images.Deltas.Count}u }};\n");
        text.Append(CultureInfo.InvariantCulture, $"static _Alignas(8) uint8_t arena[] = {{ {string.Join(", ", Segments[0].Content)} }};\n");
        text.Append(CultureInfo.InvariantCulture, $"static _Alignas(8) const uint8_t constants[] = {{ {string.Join(", ", Segments[1].Content)} }};\n");
        text.Append("const adc_mvp_segment_t app_segments[] = { { arena, sizeof arena, true }, { constants, sizeof constants, false } };\n");
        text.Append("const uint32_t app_segment_count = 2u;\n");
        text.Append(CultureInfo.InvariantCulture, $"const uint8_t *const app_output = arena + {Inputs + Middle};\nconst uint32_t app_output_bytes = {Outputs}u;\n");
        return text.ToString();
    }

    private static string WordList(uint[] words) => string.Join(", ", words.Select(word => $"0x{word:X8}u"));
}
