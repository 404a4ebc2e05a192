using System.Globalization;
using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Emission;

namespace Adc.Compiler.Pipeline;

/// <summary>Which models one firmware can hold: those that agree on the chip, on its settings and on the C compiler's.</summary>
internal static class TogetherRules
{
    /// <summary>Reports each model that does not go with the first one.</summary>
    public static void CheckAgreement(IReadOnlyList<Compilation> models, Setting<string> name, DiagnosticBag diagnostics)
    {
        Compilation first = models[0];
        foreach (Compilation model in models)
        {
            if (Difference(first.Request.Target, model.Request.Target) is string difference)
            {
                diagnostics.Report(Catalogue.ModelsNotTogether, name.Origin, first.Identity.Name, model.Identity.Name, difference);
            }
        }
    }

    /// <summary>Reports a firmware that is larger than the chip, as far as plans tell; the linker counts the rest.</summary>
    public static void CheckSize(TogetherResult firmware, Setting<string> name, DiagnosticBag diagnostics)
    {
        TargetLayout layout = firmware.Target.Layout;
        int ram = firmware.SharedArenaInBytes + firmware.OwnArenasInBytes + firmware.PinnedInBytes, available = layout.RamLength - layout.StackSize;
        if (ram > available)
        {
            Report("RAM", ram, available, "give each model a part of it by memory.ram_budget, or set 'memory.constants: flash'");
        }

        if (firmware.ConstantsInBytes > layout.FlashLength)
        {
            Report("flash", firmware.ConstantsInBytes, layout.FlashLength, "leave a model out by --only");
        }

        void Report(string memory, int needed, int given, string remedy) => diagnostics.Report(
            Catalogue.TogetherTooLarge, name.Origin, name.Value, needed.ToString("N0", CultureInfo.InvariantCulture), memory,
            given.ToString("N0", CultureInfo.InvariantCulture), remedy);
    }

    /// <summary>What two models disagree about, or null.</summary>
    private static string? Difference(TargetRequest first, TargetRequest other) =>
        !first.Layout.HasBoard || !other.Layout.HasBoard ? "'target.board: none' makes a library and no firmware"
        : first.PartNumber != other.PartNumber || first.BoardName != other.BoardName ? $"target.board is {first.BoardName} ({first.PartNumber}) and {other.BoardName} ({other.PartNumber})"
        : first.Layout != other.Layout ? "firmware.flash_offset or memory.stack differ"
        : first.Firmware.Optimisation != other.Firmware.Optimisation ? $"firmware.opt is {first.Firmware.Optimisation} and {other.Firmware.Optimisation}"
        : first.Firmware.Channel != other.Firmware.Channel ? "firmware.uart differs"
        : first.Firmware.Channel == ResultChannel.None ? "'firmware.uart: none' lets nobody hear the verdicts"
        : first.Firmware.Wait != other.Firmware.Wait ? "mvp.power differs, but there is one driver"
        : null;
}
