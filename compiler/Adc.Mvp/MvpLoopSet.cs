namespace Adc.Mvp;

/// <summary>A set of loops, one bit each.</summary>
public readonly record struct MvpLoopSet(int Mask)
{
    public static MvpLoopSet Empty => default;

    public bool IsEmpty => Mask == 0;

    public static MvpLoopSet Of(params ReadOnlySpan<int> loops)
    {
        int mask = 0;
        foreach (int loop in loops)
        {
            mask |= 1 << loop;
        }

        return new MvpLoopSet(mask);
    }

    public static MvpLoopSet operator |(MvpLoopSet left, MvpLoopSet right) => new(left.Mask | right.Mask);

    public static MvpLoopSet BitwiseOr(MvpLoopSet left, MvpLoopSet right) => left | right;

    public bool Contains(int loop) => ((Mask >> loop) & 1) != 0;

    /// <summary>The loops in ascending order: outer before inner.</summary>
    public IEnumerable<int> Members
    {
        get
        {
            for (int loop = 0; loop < MvpLimits.Loops; loop++)
            {
                if (Contains(loop))
                {
                    yield return loop;
                }
            }
        }
    }
}
