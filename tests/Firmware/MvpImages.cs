using Adc.Mvp;

namespace Adc.Tests.Firmware;

/// <summary>Memory that programs address, as one segment of the driver.</summary>
internal sealed record MvpSegment(uint Address, byte[] Content, bool IsWritable)
{
    public bool Contains(uint address) => address >= Address && address - Address < Content.Length;
}

/// <summary>Programs as the driver takes them, and how many words it should write for each.</summary>
internal sealed class MvpImages
{
    private const int FirstArray = MvpLimits.Registers;
    private const int FirstLoop = FirstArray + (4 * MvpLimits.Arrays);
    private const int Words = MvpLimits.Words - 1;

    private int? held;

    /// <summary>Streams as they are, right or wrong.</summary>
    public MvpImages(IReadOnlyList<uint[]> deltas, uint[] wrap)
    {
        Deltas = deltas;
        Wrap = wrap;
    }

    public MvpImages(IReadOnlyList<uint[]> programs, IReadOnlyList<MvpSegment> segments)
        : this([.. programs.Select((words, index) => Stream(index == 0 ? null : programs[index - 1], words, segments))], Stream(programs[^1], programs[0], segments))
    {
    }

    public IReadOnlyList<uint[]> Deltas { get; }

    public uint[] Wrap { get; }

    /// <summary>Register words that a stream writes.</summary>
    public static int WordsOf(uint[] stream) => stream.Length - 1 - RunsOf(stream);

    /// <summary>Runs of consecutive registers in a stream.</summary>
    public static int RunsOf(uint[] stream) => (int)(stream[0] & 0xFF);

    /// <summary>Words that the driver writes to run this program after the previous one that was counted.</summary>
    public int Count(int index)
    {
        int words = held + 1 == index ? WordsOf(Deltas[index])
            : index == 0 && held == Deltas.Count - 1 ? WordsOf(Wrap)
            : Deltas.Take(index + 1).Sum(WordsOf);
        held = index;
        return words;
    }

    public void Forget() => held = null;

    // Presets of all registers, and what differs.
    private static uint[] Stream(uint[]? before, uint[] words, IReadOnlyList<MvpSegment> segments)
    {
        List<uint> runs = [];
        List<uint> addresses = [];
        int runCount = 0;
        for (int index = 0; index < Words; index++)
        {
            if (!IsChanged(index))
            {
                continue;
            }

            if (Segment(index) is int segment)
            {
                addresses.Add(((uint)(index - FirstArray) / 4 << 29) | ((uint)segment << 26) | (words[index] - segments[segment].Address));
                continue;
            }

            int end = index;
            while (end < Words && IsChanged(end) && Segment(end) is null)
            {
                end++;
            }

            runs.Add(((uint)index << 8) | (uint)(end - index));
            runs.AddRange(words[index..end]);
            runCount++;
            index = end - 1;
        }

        return [(uint)runCount | ((uint)addresses.Count << 8), .. runs, .. addresses];

        bool IsChanged(int index) => index < FirstArray || before is null || before[index] != words[index];

        // Addresses outside of all segments are plain words.
        int? Segment(int index)
        {
            bool isAddress = index is >= FirstArray and < FirstLoop && (index - FirstArray) % 4 == 0;
            int found = isAddress ? Enumerable.Range(0, segments.Count).FirstOrDefault(segment => segments[segment].Contains(words[index]), -1) : -1;
            return found < 0 ? null : found;
        }
    }
}
