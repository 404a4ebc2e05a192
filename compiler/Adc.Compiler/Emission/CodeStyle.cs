namespace Adc.Compiler.Emission;

/// <summary>What the configuration says about the text of generated files.</summary>
/// <param name="StaticAsserts">Sizes are checked by the C compiler.</param>
/// <param name="AxonNames">The header has macros in the spirit of Axon's names.</param>
/// <param name="LicenceHeader">Text at the top of each generated source file, or null.</param>
/// <param name="ArenaSection">Linker section of the application's context; null for the compiler's choice.</param>
/// <param name="ConstSection">Linker section of weights in flash; likewise.</param>
public sealed record CodeStyle(
    bool StaticAsserts = true, bool AxonNames = false, string? LicenceHeader = null, string? ArenaSection = null, string? ConstSection = null)
{
    /// <summary>The text of the licence as a comment, with a blank line behind it; empty without any.</summary>
    public string LicenceComment => LicenceHeader is null ? ""
        : $"/*\n{string.Concat(LicenceHeader.TrimEnd().Split('\n').Select(line => $" * {CComment.Text(line.TrimEnd())}".TrimEnd() + "\n"))} */\n\n";

    internal static string Attribute(string? section) => section is null ? "" : $"__attribute__((section(\"{section}\"))) ";
}
