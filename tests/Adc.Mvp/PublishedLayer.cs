using System.Globalization;
using System.Text.Json;
using Adc.Mvp;

namespace Adc.Tests.Mvp;

/// <summary>How a prediction was made.</summary>
internal enum Prediction
{
    /// <summary>The cycle model ran the layer's programs.</summary>
    Model,

    /// <summary>A formula, derived from the same rules, for kernels whose programs depend on more than the sizes.</summary>
    ClosedForm,
}

/// <summary>A layer whose cycles the vendor published, measured on a board.</summary>
/// <param name="Sizes">The layer's sizes in the order of the table's notation.</param>
/// <param name="Programs">How many programs the vendor's kernel runs for it.</param>
internal sealed record PublishedLayer(string Kind, int[] Sizes, double Cycles, int Programs)
{
    private const int ProgramOverhead = 14;

    private static readonly MvpMemoryMap Map = MvpMemoryMap.AddressesOnly;

    // Buffers far enough apart for every layer; all start at a flash line.
    private static readonly MvpBase Weights = MvpBase.At(MvpMemoryMap.FlashStart);
    private static readonly MvpBase Input = MvpBase.At(MvpMemoryMap.RamStart);
    private static readonly MvpBase Other = MvpBase.At(MvpMemoryMap.RamStart + 0x0100_0000);
    private static readonly MvpBase Constants = MvpBase.At(MvpMemoryMap.RamStart + 0x0200_0000);
    private static readonly MvpBase MoreConstants = MvpBase.At(MvpMemoryMap.RamStart + 0x0300_0000);
    private static readonly MvpBase Output = MvpBase.At(MvpMemoryMap.RamStart + 0x0400_0000);
    private static readonly VendorScale AnyScale = new(1, 0.001, 1);

    public string Name => $"{Kind} {string.Join(' ', Sizes)}";

    private ConvolutionShape Shape =>
        new(Sizes[0], Sizes[1], Sizes[2], Sizes[3], Sizes[4], Sizes[5], Sizes[6], Sizes[7], Sizes[8], Sizes[9], Sizes[10] == 1);

    public static IReadOnlyList<PublishedLayer> ReadAll() =>
        [.. GoldenSet.Json("published_cycles").GetProperty("rows").EnumerateArray().Select(Read)];

    /// <summary>What the model says, and how it came to it.</summary>
    public (long Cycles, Prediction By) Predict() => Kind switch
    {
        "fc" => Run(VendorPrograms.FullyConnected(
            Sizes[0], Sizes[1], Input, Weights, Constants, Output, AnyScale, new Half[Sizes[1]])),
        "maxpool" => Run(VendorPrograms.Pool(isMaximum: true, Pool, Input, Output)),
        "avgpool" when Programs == Sizes[5] * Sizes[6] => Run(AveragePixels()),
        "avgpool" => Run(VendorPrograms.Pool(isMaximum: false, Pool, Input, Output)),
        "add" => Run(Chunks().Select(length => VendorPrograms.Add(length, Input, Other, Output, new MvpComplex[6]))),
        "mul" => Run(Chunks().Select(length => VendorPrograms.Multiply(length, Input, Other, Output, new MvpComplex[4]))),
        "dw" when Programs == Sizes[6] * Sizes[7] =>
            Run(Shape.DepthwisePixels(Input, Weights, Constants, MoreConstants, Output, AnyScale)),
        "dw" => (DepthwiseByRegions(), Prediction.ClosedForm),
        "conv" => (Convolution(), Prediction.ClosedForm),
        _ => throw new InvalidOperationException($"no model of '{Kind}'"),
    };

    private PoolShape Pool => new(Sizes[1], Sizes[2], Sizes[3], Sizes[4], Sizes[5], Sizes[6]);

    private static PublishedLayer Read(JsonElement row)
    {
        string[] words = row.GetProperty("layer").GetString()!.Split(' ');
        return new PublishedLayer(
            words[0],
            [.. words[1..^2].Select(word => int.Parse(word, CultureInfo.InvariantCulture))],
            row.GetProperty("acc_cycles_published").GetDouble(),
            row.GetProperty("programs").GetInt32());
    }

    private static (long Cycles, Prediction By) Run(IEnumerable<MvpProgram> programs) =>
        (programs.Sum(program => MvpCycleModel.Count(program, Map).Cycles), Prediction.Model);

    private IEnumerable<MvpProgram> AveragePixels() =>
        from y in Enumerable.Range(0, Sizes[5])
        from x in Enumerable.Range(0, Sizes[6])
        let pixel = (y * Sizes[3] * Sizes[1]) + (x * Sizes[4])
        select VendorPrograms.AveragePixel(
            Pool, Input + (pixel * Sizes[2]), Output + (((y * Sizes[6]) + x) * Sizes[2]), limits: null);

    private IEnumerable<int> Chunks()
    {
        for (int done = 0; done < Sizes[0]; done += 2048)
        {
            yield return Math.Min(2048, Sizes[0] - done);
        }
    }

    // A program that turns the inputs to binary16, then for each output one cycle per tap or pair of taps, 5 for the rest, and
    // the flash lines that those do not hide: a word for every 4 bytes of filter, less about one.
    private long Convolution()
    {
        bool isPaired = Shape.Channels % 2 == 0;
        double cycles = ((long)Shape.Height * Shape.Width * Shape.Channels / 2) + (ProgramOverhead * Programs);
        foreach ((_, _, int rows) in Shape.Rows)
        {
            foreach ((_, _, int columns) in Shape.Columns)
            {
                double bytes = (double)rows * columns * Shape.Channels;
                double issues = isPaired ? bytes / 2 : bytes;
                cycles += Shape.OutChannels * (issues + 5 + Math.Max(0, (bytes / 4) - 1));
            }
        }

        return (long)Math.Round(cycles);
    }

    // Three cycles for each tap (scale, bubble, multiply-add) and four for the rest of an output; two outputs at once when
    // every input channel has an even number of them.
    private long DepthwiseByRegions()
    {
        int lanes = Shape.OutChannels / Shape.Channels % 2 == 0 ? 2 : 1;
        long taps = (long)Shape.Rows.Sum(row => row.Count) * Shape.Columns.Sum(column => column.Count);
        long pixels = (long)Shape.OutHeight * Shape.OutWidth;
        return ((3 * taps) + (4 * pixels)) * Shape.OutChannels / lanes + (ProgramOverhead * Programs);
    }
}
