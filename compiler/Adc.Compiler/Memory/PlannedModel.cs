using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;

namespace Adc.Compiler.Memory;

/// <summary>A lowered model with a place for every buffer.</summary>
/// <param name="Offsets">Byte offset of each buffer in the arena, by buffer id.</param>
/// <param name="ArenaSizeInBytes">Size of the arena; a multiple of <paramref name="Alignment"/>.</param>
/// <param name="LowerBoundInBytes">Largest sum of simultaneously live buffers: no plan can be smaller.</param>
/// <param name="Alignment">Alignment of the arena and of every offset, in bytes.</param>
public sealed record PlannedModel(
    LoweredModel Lowered, Sequence<LiveRange> Ranges, Sequence<int> Offsets, int ArenaSizeInBytes, int LowerBoundInBytes, int Alignment)
{
    public int OffsetOf(BufferId id) => Offsets[id.Value];
}

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
public sealed record MemoryOptions(int Alignment = 16, bool AllowInPlace = true, bool IoInArena = true);
