using Adc.Compiler.Targets;

namespace Adc.Compiler.Toolchain.Flashing;

/// <summary>What is to be written, and by whom.</summary>
/// <param name="Stem">Path of the image without its suffix; <c>.elf</c>, <c>.hex</c> and <c>.bin</c> stand beside each other.</param>
/// <param name="FlashOrigin">Address of the first byte of the <c>.bin</c>.</param>
/// <param name="Part">The part it was compiled for.</param>
/// <param name="SerialNumber">Of the debug adapter; null for the only one.</param>
/// <param name="Verifies">Reads everything back afterwards, beyond the check that the tool makes itself.</param>
/// <param name="TimeLimit">For each run of the tool.</param>
/// <param name="ToolPath">The tool or its folder; null for the tool's variable, then the PATH.</param>
public sealed record FlashRequest(
    FlashProgram Program, string Stem, uint FlashOrigin, Part Part, string? SerialNumber, bool Verifies, TimeSpan TimeLimit, string? ToolPath)
{
    public string Elf => Stem + ".elf";

    public string Hex => Stem + ".hex";

    public string Bin => Stem + ".bin";
}
