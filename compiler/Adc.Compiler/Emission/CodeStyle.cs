using Adc.Compiler.Configuration;
using Adc.Compiler.Ir;

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
    /// <summary>The version of C that all files of a model keep to.</summary>
    public CLanguage Language { get; init; } = CLanguage.C11;

    /// <summary>How numbers in arrays are written; words of programs and of packed weights always are hexadecimal.</summary>
    public ArrayFormat ArrayFormat { get; init; } = ArrayFormat.Decimal;

    /// <summary>Each layer has an entry point of its own.</summary>
    public bool LayerModels { get; init; }

    public SourceLayout Layout { get; init; } = SourceLayout.Split;

    /// <summary>An inference can also be started without waiting for it.</summary>
    public bool HasAsync { get; init; }

    public ArenaOwner Arena { get; init; } = ArenaOwner.Context;

    public ProgramCompression ProgramCompression { get; init; } = ProgramCompression.Delta;

    public ProgramPlacement ProgramPlacement { get; init; } = ProgramPlacement.Flash;

    /// <summary>Names and values that the firmware can read.</summary>
    public Sequence<NamedValue<ParameterValue>> Parameters { get; init; } = [];

    /// <summary>The text of the licence as a comment, with a blank line behind it; empty without any.</summary>
    public string LicenceComment => LicenceHeader is null ? ""
        : $"/*\n{string.Concat(LicenceHeader.TrimEnd().Split('\n').Select(line => $" * {CComment.Text(line.TrimEnd())}".TrimEnd() + "\n"))} */\n\n";

    internal static string Attribute(string? section) => section is null ? "" : $"__attribute__((section(\"{section}\"))) ";

    /// <summary>The specifier of a variable's alignment. C99 has none of its own, but compilers do.</summary>
    internal string Aligned(int bytes) => Language == CLanguage.C99 ? $"__attribute__((aligned({bytes})))" : $"_Alignas({bytes})";
}
