namespace Adc.Compiler.Targets;

/// <summary>A chip as it can be ordered.</summary>
/// <param name="Opn">Ordering number without the shipping suffix.</param>
/// <param name="HasMvp">Whether the matrix vector processor is present.</param>
/// <param name="HasHighPowerAmplifier">Whether the radio reaches 20 dBm; such parts trim the crystal on one side only.</param>
public sealed record Part(
    string Opn, PartFamily Family, int FlashInKib, int RamInKib, bool HasMvp, bool HasHighPowerAmplifier, SecurityLevel Security)
{
    public int FlashInBytes => FlashInKib * 1024;

    public int RamInBytes => RamInKib * 1024;

    public override string ToString() => Opn;
}
