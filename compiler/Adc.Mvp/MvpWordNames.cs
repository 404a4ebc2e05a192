namespace Adc.Mvp;

/// <summary>Names of the program words, in their order.</summary>
public static class MvpWordNames
{
    /// <summary>Indices of the first word of each group.</summary>
    internal const int Arrays = MvpLimits.Registers;
    internal const int Loops = Arrays + (4 * MvpLimits.Arrays);
    internal const int Instructions = Loops + (2 * MvpLimits.Loops);
    internal const int Command = Instructions + (3 * MvpLimits.Instructions);

    /// <summary>The register's name, as in <c>ARRAY1DIM0CFG</c>.</summary>
    public static string NameOf(int word) => word switch
    {
        < 0 or > Command => throw new ArgumentOutOfRangeException(nameof(word)),
        < Arrays => FormattableString.Invariant($"ALU{word}REGSTATE"),
        < Loops => ArrayWord((word - Arrays) / 4, (word - Arrays) % 4),
        < Instructions => FormattableString.Invariant($"LOOP{(word - Loops) / 2}{((word - Loops) % 2 == 0 ? "CFG" : "RST")}"),
        < Command => FormattableString.Invariant($"INSTR{(word - Instructions) / 3}CFG{(word - Instructions) % 3}"),
        _ => "CMD",
    };

    /// <summary>The word's offset in the register block, in bytes.</summary>
    public static int OffsetOf(int word) => MvpLimits.FirstWordOffset + (4 * word);

    private static string ArrayWord(int array, int part) => part == 0
        ? FormattableString.Invariant($"ARRAY{array}ADDRCFG")
        : FormattableString.Invariant($"ARRAY{array}DIM{part - 1}CFG");
}
