using Adc.Compiler.Configuration;

namespace Adc.Compiler.Emission;

/// <summary>The compiler flags that emitted and handwritten C is written for.</summary>
public static class CFlags
{
    private static readonly string[] Common =
        ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror", "-ffp-contract=off"];

    private static readonly string[] Core = ["-mcpu=cortex-m33", "-mthumb", "-mfpu=fpv5-sp-d16", "-mfloat-abi=hard"];

    /// <param name="optimisation">O1, O2, O3 or Os.</param>
    /// <remarks>Besides, <see cref="BoardFacts"/> must be defined.</remarks>
    public static IReadOnlyList<string> Firmware(string optimisation, CLanguage language = CLanguage.C11) =>
        [Standard(language), .. Common, $"-{optimisation}", "-g", .. Core, "-ffreestanding", "-fno-math-errno", "-ffunction-sections", "-fdata-sections", "-fno-common"];

    /// <summary>Folders, below that of the model, whose headers firmware sources include by name.</summary>
    public static IReadOnlyList<string> FirmwareFolders { get; } = ["firmware"];

    /// <summary>Macro that names the header with the board's facts, quotes included.</summary>
    public const string BoardFacts = "ADC_BOARD_FACTS";

    public static IReadOnlyList<string> Link { get; } = [.. Core, "-nostartfiles", "--specs=nano.specs", "-Wl,--gc-sections", "-Wl,--build-id=none"];

    /// <summary>Libraries, named behind all objects: kernels of float32 call the exponential and its kin.</summary>
    public static IReadOnlyList<string> Libraries { get; } = ["-lm"];

    public static IReadOnlyList<string> Host { get; } = HostIn(CLanguage.C11);

    public static IReadOnlyList<string> HostIn(CLanguage language) => [Standard(language), .. Common, "-O2", "-fno-math-errno"];

    private static string Standard(CLanguage language) => language == CLanguage.C99 ? "-std=c99" : "-std=c11";
}
