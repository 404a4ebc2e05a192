namespace Adc.Simulator.Reference.Fast;

/// <summary>Requantization factors as arrays that lanes are loaded from, padded with zeros to whole vectors of eight.</summary>
internal sealed class LaneScales
{
    public const int Width = 8;

    private const int FractionBits = 31;

    public LaneScales(IReadOnlyList<Requantizer> factors)
    {
        Factors = [.. factors, .. new Requantizer[(Width - (factors.Count % Width)) % Width]];
        Mantissas = Array.ConvertAll(Factors, factor => factor.Mantissa);
        LeftShifts = Array.ConvertAll(Factors, factor => (uint)Math.Max(0, factor.Exponent));
        RightShifts = Array.ConvertAll(Factors, factor => (uint)Math.Max(0, -factor.Exponent));
        Halves = Array.ConvertAll(RightShifts, shift => shift == 0 ? 0 : 1 << ((int)shift - 1));
        SingleShifts = Array.ConvertAll(EvenBeforeOdd(Factors), factor => (ulong)(FractionBits - factor.Exponent));
        SingleHalves = Array.ConvertAll(SingleShifts, shift => shift == 0 ? 0 : 1L << ((int)shift - 1));
    }

    public Requantizer[] Factors { get; }

    public int[] Mantissas { get; }

    /// <summary>By how much a value is shifted before it is multiplied.</summary>
    public uint[] LeftShifts { get; }

    /// <summary>By how much a product's upper half is shifted.</summary>
    public uint[] RightShifts { get; }

    /// <summary>Half of what <see cref="RightShifts"/> divide by; 0 where they are.</summary>
    public int[] Halves { get; }

    /// <summary>By how much a whole product is shifted when it is rounded once; of each vector first the even lanes, then the odd ones.</summary>
    public ulong[] SingleShifts { get; }

    /// <summary>Half of what <see cref="SingleShifts"/> divide by; 0 where they are.</summary>
    public long[] SingleHalves { get; }

    private static T[] EvenBeforeOdd<T>(T[] lanes) =>
        [.. lanes.Chunk(Width).SelectMany(vector => vector.Where((_, lane) => lane % 2 == 0).Concat(vector.Where((_, lane) => lane % 2 != 0)))];
}
