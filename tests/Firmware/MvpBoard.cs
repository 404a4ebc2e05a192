using System.Buffers.Binary;
using Adc.Formats.Elf;
using Adc.Simulator.Board;

namespace Adc.Tests.Firmware;

/// <summary>A booted board with the driver, which a debugger calls.</summary>
internal sealed class MvpBoard : IDisposable
{
    /// <summary>RAM that the image leaves free: for streams and tables, and for what programs work on.</summary>
    public const uint TablesAddress = 0x2000_4000;
    public const uint DataAddress = 0x2001_0000;

    private const int ReportWords = 16;

    private readonly ElfImage image;
    private uint images;
    private uint segments;
    private uint segmentCount;

    public MvpBoard(MvpWait wait = MvpWait.Asleep, BoardOptions? options = null, bool initialises = true)
    {
        image = MvpApp.Image(wait, initialises);
        Board = EmulatedBoard.Load(image, options ?? BoardOptions.Default);
        Booted = Board.Boot();
        Assert.Equal(BoardStop.Sleeping, Booted.Stop);
        images = AddressOf("app_images");
        segments = AddressOf("app_segments");
        segmentCount = (uint)MvpApp.Segments.Count;
    }

    public EmulatedBoard Board { get; }

    public BoardRun Booted { get; }

    public uint AddressOf(string symbol) => image.FindSymbol(symbol)!.Address;

    public BoardCall Call(string function, params ReadOnlySpan<uint> arguments)
    {
        BoardCall call = Board.Call(AddressOf(function), arguments);
        Assert.True(call.HasReturned, call.Run.Reason);
        return call;
    }

    public uint Load(uint address) => Call("load_word", address).Value;

    public void Store(uint address, uint value) => Call("store_word", address, value);

    /// <summary>Puts programs and their memory in place of the image's own. Segments in flash are only named.</summary>
    public void Use(MvpImages programs, IReadOnlyList<MvpSegment> memory)
    {
        uint next = TablesAddress;
        uint[] streams = [.. programs.Deltas.Append(programs.Wrap).Select(stream => Put(ref next, stream))];
        uint deltas = Put(ref next, streams[..^1]);
        images = Put(ref next, deltas, streams[^1], (uint)programs.Deltas.Count);
        segments = Put(ref next, [.. memory.SelectMany(segment => new[] { segment.Address, (uint)segment.Content.Length, segment.IsWritable ? 1u : 0u })]);
        segmentCount = (uint)memory.Count;
        Assert.True(next <= DataAddress, "too many words");
        foreach (MvpSegment segment in memory.Where(segment => segment.Address >= DataAddress))
        {
            Board.WriteMemory(segment.Address, segment.Content);
        }
    }

    /// <summary>Runs a program; its reports are cleared before.</summary>
    public BoardCall Run(int index, string function = "run_one")
    {
        Call("adc_mvp_report_clear");
        return Call(function, images, segments, segmentCount, (uint)index);
    }

    public MvpRunReport Report(BoardCall run)
    {
        uint[] words = ReportWordsNow();
        return new MvpRunReport(run.Value, words[1], words[2], words[3], words[4], words[5], words[6], words[7], words[8], words[10]);
    }

    /// <summary>As the performance counters say.</summary>
    public (ulong Run, ulong Stall) Cycles()
    {
        uint[] words = ReportWordsNow();
        return (words[12] | (ulong)words[13] << 32, words[14] | (ulong)words[15] << 32);
    }

    public void Dispose() => Board.Dispose();

    private uint[] ReportWordsNow()
    {
        byte[] bytes = Board.ReadMemory(Call("adc_mvp_report").Value, 4 * ReportWords);
        return [.. Enumerable.Range(0, ReportWords).Select(index => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(4 * index)))];
    }

    private uint Put(ref uint next, params uint[] words)
    {
        uint address = next;
        Board.WriteMemory(address, [.. words.SelectMany(BitConverter.GetBytes)]);
        next += 4 * (uint)words.Length;
        return address;
    }
}
