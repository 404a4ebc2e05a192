using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;

namespace Adc.Compiler.Memory;

/// <summary>Which buffers lie at fixed distances from each other, while groups of them are being formed.</summary>
internal sealed class BufferJoints(LoweredModel model, Sequence<LiveRange> ranges)
{
    private readonly int[] group = [.. Enumerable.Range(0, model.Buffers.Count)];
    private readonly int[] offset = new int[model.Buffers.Count];

    /// <summary>Puts an output where an input was.</summary>
    public void Join(BufferId output, BufferId input) => Move(input, output, 0);

    /// <summary>Puts all parts of one whole into it, or none where something else of their groups would be in the way.</summary>
    public bool TryJoin(IReadOnlyList<BufferSlice> parts)
    {
        (int[] groups, int[] offsets) = ([.. group], [.. offset]);
        foreach (BufferSlice part in parts)
        {
            if (group[part.Part.Value] == group[part.Whole.Value] || IsInTheWay(part, parts))
            {
                groups.CopyTo(group, 0);
                offsets.CopyTo(offset, 0);
                return false;
            }

            Move(part.Whole, part.Part, part.Offset);
        }

        return true;
    }

    /// <summary>The groups in the order of their first buffers; each begins at 0.</summary>
    public IEnumerable<IReadOnlyList<(BufferId Id, int Offset)>> Groups() => Enumerable.Range(0, group.Length)
        .GroupBy(buffer => group[buffer]).OrderBy(members => members.Min())
        .Select(members => (IReadOnlyList<(BufferId, int)>)[.. members.Select(buffer => (new BufferId(buffer), offset[buffer] - members.Min(other => offset[other])))]);

    // The group of `other` joins that of `fixed`, so that `other` lies `distance` bytes behind it.
    private void Move(BufferId @fixed, BufferId other, int distance)
    {
        int from = group[other.Value], by = offset[@fixed.Value] + distance - offset[other.Value];
        for (int buffer = 0; buffer < group.Length; buffer++)
        {
            if (group[buffer] == from)
            {
                (group[buffer], offset[buffer]) = (group[@fixed.Value], offset[buffer] + by);
            }
        }
    }

    // Two buffers that live at a time must not meet, but for the whole and its parts, which hold the same.
    private bool IsInTheWay(BufferSlice part, IReadOnlyList<BufferSlice> parts)
    {
        int by = offset[part.Whole.Value] + part.Offset - offset[part.Part.Value];
        int[] moving = Members(group[part.Part.Value]), staying = Members(group[part.Whole.Value]);
        return moving.Any(a => staying.Any(b => ranges[a].Overlaps(ranges[b]) && !IsPart(a, b)
            && offset[a] + by < offset[b] + Size(b) && offset[b] < offset[a] + by + Size(a)));

        bool IsPart(int a, int b) => b == part.Whole.Value && parts.Any(one => one.Part.Value == a);
    }

    private int[] Members(int which) => [.. Enumerable.Range(0, group.Length).Where(buffer => group[buffer] == which)];

    private int Size(int buffer) => model.Buffers[buffer].SizeInBytes;
}
