using Adc.Compiler.Targets;

namespace Adc.Compiler.Toolchain.Flashing;

/// <summary>What is to be written, and by whom.</summary>
/// <param name="Stem">Path of the image without its suffix; <c>.elf</c>, <c>.hex</c>, <c>.s37</c> and <c>.bin</c> stand beside each other.</param>
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

    /// <summary>What a tool that takes both of them is given.</summary>
    public ImageFormat Format { get; init; } = ImageFormat.Hex;

    /// <summary>The image as text with addresses, in that format.</summary>
    public string Text => Stem + (Format == ImageFormat.S37 ? ".s37" : ".hex");

    public string Bin => Stem + ".bin";
}

/// <summary>Text formats of an image.</summary>
public enum ImageFormat
{
    /// <summary>Intel's.</summary>
    Hex,

    /// <summary>S-records with addresses of 32 bits.</summary>
    S37,
}
