namespace Adc.Simulator.Reference.Fast;

/// <summary>Memory that fast paths need while they run, kept from one run to the next.</summary>
internal sealed class FastScratch
{
    private short[] image = [];
    private short[] rows = [];

    /// <summary>Elements of an image; contents are left over from earlier runs.</summary>
    public Span<short> Image(int count) => Sized(ref image, count);

    /// <summary>Elements of the rows of a matrix; contents are left over from earlier runs.</summary>
    public Span<short> Rows(int count) => Sized(ref rows, count);

    private static Span<short> Sized(ref short[] memory, int count)
    {
        if (memory.Length < count)
        {
            memory = new short[count];
        }

        return memory.AsSpan(0, count);
    }
}
