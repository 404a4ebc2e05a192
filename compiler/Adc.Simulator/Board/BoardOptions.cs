using Adc.Compiler.Targets;
using Adc.Formats.Elf;
using Adc.Simulator.Mvp;

namespace Adc.Simulator.Board;

/// <summary>The chip and board to emulate; a BRD2601B unless said otherwise.</summary>
public sealed record BoardOptions
{
    public static BoardOptions Default { get; } = new();

    /// <summary>The chip that an image is linked for, by the length of its vector table: one of the largest of the family that it fits.</summary>
    public static BoardOptions For(ElfImage image)
    {
        const int BytesOfVector = 4, Exceptions = 16, DeviceOfXg26 = 1510;
        return image.FindSymbol("__Vectors") is { Size: uint size } && size == BytesOfVector * (Exceptions + PartFamily.Xg26.ExternalInterrupts)
            ? Default with { Family = PartFamily.Xg26, FlashBytes = Largest(part => part.FlashInBytes), RamBytes = Largest(part => part.RamInBytes), DeviceNumber = DeviceOfXg26 }
            : Default;

        static int Largest(Func<Part, int> size) => Parts.All.Where(part => part.Family == PartFamily.Xg26).Max(size);
    }

    /// <summary>Says where the accelerator's interrupt and clock gate are.</summary>
    public PartFamily Family { get; init; } = PartFamily.Xg24;

    public int FlashBytes { get; init; } = 1536 * 1024;

    public int RamBytes { get; init; } = 256 * 1024;

    /// <summary>The part's number as the chip reports it: 1310 for EFR32MG24B310.</summary>
    public int DeviceNumber { get; init; } = 1310;

    public int CrystalHz { get; init; } = 39_000_000;

    /// <summary>False emulates a board whose crystal does not start.</summary>
    public bool CrystalStarts { get; init; } = true;

    /// <summary>False emulates a chip whose DPLL does not lock.</summary>
    public bool DpllLocks { get; init; } = true;

    /// <summary>False emulates a core without cycle counter.</summary>
    public bool HasCycleCounter { get; init; } = true;

    /// <summary>Core cycles in which a character arrives: 115200 baud at 78 MHz.</summary>
    public int SerialCharacterInCycles { get; init; } = 6771;

    /// <summary>False emulates a board without a debugger that reads a console in RAM.</summary>
    public bool ReadsMemoryConsole { get; init; } = true;

    /// <summary>How the accelerator calculates and how long its programs take.</summary>
    public MvpSimulatorOptions Mvp { get; init; } = MvpSimulatorOptions.Default;

    public MvpInjection? MvpInjection { get; init; }

    /// <summary>The most cycles that one boot or call may take: executed instructions and sleep.</summary>
    public long CycleLimit { get; init; } = 1_000_000_000;

    /// <summary>A console line that begins so ends a boot, soon after it.</summary>
    public string VerdictPrefix { get; init; } = "adc verdict ";
}
