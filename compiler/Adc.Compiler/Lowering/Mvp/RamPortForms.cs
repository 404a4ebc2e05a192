namespace Adc.Compiler.Lowering.Mvp;

/// <summary>Chooses among forms of one shape that compute the same but use the ports of the RAM differently.</summary>
/// <remarks>
/// The RAM serves both load streams in the same cycle if each has a port of its own, which no board has confirmed yet. A form that is
/// sparing with ports keeps new words of the two streams in different cycles: its weights begin two bytes into a word, and nothing is
/// loaded that a register holds already.
/// </remarks>
internal static class RamPortForms
{
    /// <summary>Bytes in front of weights, so that they change words in other instructions than half-precision inputs do.</summary>
    public const int OutOfStepInBytes = 2;

    // What a sparing form may cost where ports are separate, as the price of not knowing that they are.
    private const double Tolerable = 1.01;

    /// <summary>With separate ports the cheapest form, or one hardly dearer that loses less on a shared port; with a shared one the latter in any case.</summary>
    /// <param name="price">Cycles of a form as configured.</param>
    /// <param name="priceOnOnePort">Cycles with weights in RAM, if they may be there, behind one port for both load streams.</param>
    public static MvpCandidate Choose(
        IReadOnlyList<MvpCandidate> forms, bool isShared, Func<MvpCandidate, long> price, Func<MvpCandidate, long> priceOnOnePort)
    {
        double most = isShared ? double.PositiveInfinity : forms.Min(price) * Tolerable;
        return forms.Where(form => price(form) <= most).MinBy(priceOnOnePort)!;
    }
}
