using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;

namespace Adc.Compiler.Memory;

/// <summary>A lowered model with a place for every buffer.</summary>
/// <param name="Offsets">Byte offset of each buffer in the arena, by buffer id.</param>
/// <param name="ArenaSizeInBytes">Size of the arena; a multiple of <paramref name="Alignment"/>.</param>
/// <param name="LowerBoundInBytes">No plan can be smaller: the largest sum of simultaneously live buffers, or the size itself where the search has proven it.</param>
/// <param name="Alignment">Alignment of the arena and of every offset, in bytes.</param>
public sealed record PlannedModel(
    LoweredModel Lowered, Sequence<LiveRange> Ranges, Sequence<int> Offsets, int ArenaSizeInBytes, int LowerBoundInBytes, int Alignment)
{
    /// <summary>Where the part of the arena begins that scratch memory has to itself; the arena's size where the two share it.</summary>
    public int ScratchOffset { get; init; } = ArenaSizeInBytes;

    /// <summary>No other plan of the same in-place choices is smaller.</summary>
    public bool IsProvenSmallest { get; init; } = true;

    /// <summary>Buffers that were written as slices of others; the steps that would copy them are gone.</summary>
    public Sequence<BufferSlice> Slices { get; init; } = Sequence<BufferSlice>.Empty;

    public int OffsetOf(BufferId id) => Offsets[id.Value];

    /// <summary>Most bytes of scratch memory that live at once, or the size of the part that scratch memory has to itself.</summary>
    public int ScratchSizeInBytes => ScratchOffset < ArenaSizeInBytes
        ? ArenaSizeInBytes - ScratchOffset
        : Lowered.Buffers.Where(buffer => buffer.Form == BufferForm.Scratch).SelectMany(Times)
            .GroupBy(entry => entry.Time).Select(time => time.Sum(entry => entry.Size)).DefaultIfEmpty().Max();

    private IEnumerable<(int Time, int Size)> Times(LoweredBuffer buffer)
    {
        LiveRange range = Ranges[buffer.Id.Value];
        return Enumerable.Range(range.First, range.Last - range.First + 1).Select(time => (time, buffer.SizeInBytes));
    }
}

/// <summary>A buffer that lies in its place inside another one.</summary>
/// <param name="Offset">Bytes from the start of the whole.</param>
public readonly record struct BufferSlice(BufferId Part, BufferId Whole, int Offset);

/// <summary>When a buffer holds something: from the step that writes it to the last step that reads it, both included.</summary>
/// <remarks>Steps count from 0; −1 is before the first step (inputs), the number of steps is after the last (outputs).</remarks>
public readonly record struct LiveRange(int First, int Last)
{
    public bool Overlaps(LiveRange other) => First <= other.Last && other.First <= Last;
}

/// <summary>What the configuration says about memory.</summary>
/// <param name="Alignment">Alignment of every buffer in bytes.</param>
/// <param name="AllowInPlace">A kernel's output may take its input's place where the kernel is exact then.</param>
/// <param name="IoInArena">False: inputs and outputs keep memory of their own, so that the input survives an inference.</param>
/// <param name="SearchesExactly">A smaller plan than the quick one is searched for, within a limit.</param>
/// <param name="SearchLimit">Comparisons of two groups of buffers after which the search gives up: a fraction of a second.</param>
/// <param name="SeparatesScratch">Scratch memory shares no byte of the arena with tensors.</param>
public sealed record MemoryOptions(int Alignment = 16, bool AllowInPlace = true, bool IoInArena = true, bool SeparatesScratch = false, bool SearchesExactly = false, int SearchLimit = 3_000_000);
