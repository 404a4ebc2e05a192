using Adc.Compiler.Ir;

namespace Adc.Compiler.Targets;

/// <summary>Every part that adc knows, one row each. Flash and RAM in KiB.</summary>
public static class Parts
{
    private static readonly Lazy<Sequence<Part>> Table = new(() =>
    [
        new("EFR32MG24B310F1536IM48", PartFamily.Xg24, 1536, 256, HasMvp: true, HasHighPowerAmplifier: false, SecurityLevel.High),
        new("EFR32MG24B210F1536IM40", PartFamily.Xg24, 1536, 256, HasMvp: true, HasHighPowerAmplifier: false, SecurityLevel.High),
        new("EFR32MG24B210F1536IM48", PartFamily.Xg24, 1536, 256, HasMvp: true, HasHighPowerAmplifier: false, SecurityLevel.High),
        new("EFR32MG24B220F1536IM48", PartFamily.Xg24, 1536, 256, HasMvp: true, HasHighPowerAmplifier: true, SecurityLevel.High),
        new("EFR32MG24B110F1536GM48", PartFamily.Xg24, 1536, 256, HasMvp: false, HasHighPowerAmplifier: false, SecurityLevel.High),
        new("EFR32MG24B110F1536IM48", PartFamily.Xg24, 1536, 256, HasMvp: false, HasHighPowerAmplifier: false, SecurityLevel.High),
        new("EFR32MG24B010F1536IM40", PartFamily.Xg24, 1536, 256, HasMvp: false, HasHighPowerAmplifier: false, SecurityLevel.High),
        new("EFR32MG24B010F1536IM48", PartFamily.Xg24, 1536, 256, HasMvp: false, HasHighPowerAmplifier: false, SecurityLevel.High),
        new("EFR32MG24B120F1536IM48", PartFamily.Xg24, 1536, 256, HasMvp: false, HasHighPowerAmplifier: true, SecurityLevel.High),
        new("EFR32MG24B020F1536IM40", PartFamily.Xg24, 1536, 256, HasMvp: false, HasHighPowerAmplifier: true, SecurityLevel.High),
        new("EFR32MG24B020F1536IM48", PartFamily.Xg24, 1536, 256, HasMvp: false, HasHighPowerAmplifier: true, SecurityLevel.High),
        new("EFR32MG24B610F1536IM40", PartFamily.Xg24, 1536, 160, HasMvp: false, HasHighPowerAmplifier: false, SecurityLevel.High),
        new("EFR32MG24B010F1024IM48", PartFamily.Xg24, 1024, 128, HasMvp: false, HasHighPowerAmplifier: false, SecurityLevel.High),
        new("EFR32MG24B020F1024IM48", PartFamily.Xg24, 1024, 128, HasMvp: false, HasHighPowerAmplifier: true, SecurityLevel.High),
        new("EFR32MG24A010F1536GM40", PartFamily.Xg24, 1536, 256, HasMvp: false, HasHighPowerAmplifier: false, SecurityLevel.Mid),
        new("EFR32MG24A010F1536GM48", PartFamily.Xg24, 1536, 256, HasMvp: false, HasHighPowerAmplifier: false, SecurityLevel.Mid),
        new("EFR32MG24A010F1536IM40", PartFamily.Xg24, 1536, 192, HasMvp: false, HasHighPowerAmplifier: false, SecurityLevel.Mid),
        new("EFR32MG24A010F1536IM48", PartFamily.Xg24, 1536, 192, HasMvp: false, HasHighPowerAmplifier: false, SecurityLevel.Mid),
        new("EFR32MG24A020F1536GM40", PartFamily.Xg24, 1536, 256, HasMvp: false, HasHighPowerAmplifier: true, SecurityLevel.Mid),
        new("EFR32MG24A020F1536GM48", PartFamily.Xg24, 1536, 256, HasMvp: false, HasHighPowerAmplifier: true, SecurityLevel.Mid),
        new("EFR32MG24A020F1536IM40", PartFamily.Xg24, 1536, 192, HasMvp: false, HasHighPowerAmplifier: true, SecurityLevel.Mid),
        new("EFR32MG24A020F1536IM48", PartFamily.Xg24, 1536, 192, HasMvp: false, HasHighPowerAmplifier: true, SecurityLevel.Mid),
        new("EFR32MG24A110F1536GM48", PartFamily.Xg24, 1536, 256, HasMvp: false, HasHighPowerAmplifier: false, SecurityLevel.Mid),
        new("EFR32MG24A111F1536GM48", PartFamily.Xg24, 1536, 256, HasMvp: false, HasHighPowerAmplifier: false, SecurityLevel.Mid),
        new("EFR32MG24A120F1536GM48", PartFamily.Xg24, 1536, 256, HasMvp: false, HasHighPowerAmplifier: true, SecurityLevel.Mid),
        new("EFR32MG24A121F1536GM48", PartFamily.Xg24, 1536, 256, HasMvp: false, HasHighPowerAmplifier: true, SecurityLevel.Mid),
        new("EFR32MG24A410F1536IM40", PartFamily.Xg24, 1536, 256, HasMvp: false, HasHighPowerAmplifier: false, SecurityLevel.Mid),
        new("EFR32MG24A410F1536IM48", PartFamily.Xg24, 1536, 256, HasMvp: false, HasHighPowerAmplifier: false, SecurityLevel.Mid),
        new("EFR32MG24A420F1536IM40", PartFamily.Xg24, 1536, 256, HasMvp: false, HasHighPowerAmplifier: true, SecurityLevel.Mid),
        new("EFR32MG24A420F1536IM48", PartFamily.Xg24, 1536, 256, HasMvp: false, HasHighPowerAmplifier: true, SecurityLevel.Mid),
        new("EFR32MG24A610F1536IM40", PartFamily.Xg24, 1536, 256, HasMvp: false, HasHighPowerAmplifier: false, SecurityLevel.Mid),
        new("EFR32MG24A620F1536IM40", PartFamily.Xg24, 1536, 256, HasMvp: false, HasHighPowerAmplifier: true, SecurityLevel.Mid),
        new("EFR32MG24A010F1024IM40", PartFamily.Xg24, 1024, 128, HasMvp: false, HasHighPowerAmplifier: false, SecurityLevel.Mid),
        new("EFR32MG24A010F1024IM48", PartFamily.Xg24, 1024, 128, HasMvp: false, HasHighPowerAmplifier: false, SecurityLevel.Mid),
        new("EFR32MG24A020F1024IM40", PartFamily.Xg24, 1024, 128, HasMvp: false, HasHighPowerAmplifier: true, SecurityLevel.Mid),
        new("EFR32MG24A020F1024IM48", PartFamily.Xg24, 1024, 128, HasMvp: false, HasHighPowerAmplifier: true, SecurityLevel.Mid),
        new("EFR32MG24A021F1024IM40", PartFamily.Xg24, 1024, 128, HasMvp: false, HasHighPowerAmplifier: true, SecurityLevel.Mid),
        new("EFR32MG24A110F1024IM48", PartFamily.Xg24, 1024, 128, HasMvp: false, HasHighPowerAmplifier: false, SecurityLevel.Mid),
        new("EFR32MG24A010F768IM40", PartFamily.Xg24, 768, 64, HasMvp: false, HasHighPowerAmplifier: false, SecurityLevel.Mid),
        new("EFR32MG24A010F768IM48", PartFamily.Xg24, 768, 64, HasMvp: false, HasHighPowerAmplifier: false, SecurityLevel.Mid),
        new("EFR32MG24A020F768IM40", PartFamily.Xg24, 768, 64, HasMvp: false, HasHighPowerAmplifier: true, SecurityLevel.Mid),
        new("EFR32BG24B210F1536IM48", PartFamily.Xg24, 1536, 256, HasMvp: true, HasHighPowerAmplifier: false, SecurityLevel.High),
        new("EFR32BG24B310F1536IJ42", PartFamily.Xg24, 1536, 256, HasMvp: true, HasHighPowerAmplifier: false, SecurityLevel.High),
        new("EFR32BG24B210F1024IM48", PartFamily.Xg24, 1024, 128, HasMvp: true, HasHighPowerAmplifier: false, SecurityLevel.High),
        new("EFR32BG24B220F1024IM48", PartFamily.Xg24, 1024, 128, HasMvp: true, HasHighPowerAmplifier: true, SecurityLevel.High),
        new("MGM240LD22VIF", PartFamily.Xg24, 1536, 256, HasMvp: true, HasHighPowerAmplifier: false, SecurityLevel.High),
        new("MGM240SD22VNA", PartFamily.Xg24, 1536, 256, HasMvp: true, HasHighPowerAmplifier: false, SecurityLevel.High),
        new("BGM241SD22VNA", PartFamily.Xg24, 1536, 256, HasMvp: true, HasHighPowerAmplifier: false, SecurityLevel.High),
        new("EFR32MG26B510F3200IM68", PartFamily.Xg26, 3200, 512, HasMvp: true, HasHighPowerAmplifier: false, SecurityLevel.High),
        new("EFR32ZG28B312F1024IM48", PartFamily.Xg28, 1024, 256, HasMvp: true, HasHighPowerAmplifier: false, SecurityLevel.High),
    ]);

    public static Sequence<Part> All => Table.Value;

    /// <summary>The part with this ordering number in any case, or null.</summary>
    public static Part? Find(string opn) =>
        All.FirstOrDefault(part => part.Opn.Equals(opn, StringComparison.OrdinalIgnoreCase));

    internal static Part Get(string opn) =>
        Find(opn) ?? throw new InvalidOperationException($"{opn} is not in the table of parts");
}
