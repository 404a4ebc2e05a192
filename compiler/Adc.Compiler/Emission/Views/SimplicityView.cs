namespace Adc.Compiler.Emission.Views;

/// <summary>Feeds the templates in simplicity/.</summary>
/// <param name="Source">File name of the model.</param>
/// <param name="Sources">Paths of C and assembler files from the output folder.</param>
/// <param name="Definitions">Macros that the sources are compiled with.</param>
internal sealed record SimplicityView(
    string Name, string Macro, string Version, string Source, bool UsesAccelerator, bool TakesArena, IReadOnlyList<string> Sources, IReadOnlyList<IncludeView> Includes,
    IReadOnlyList<DefinitionView> Definitions, IReadOnlyList<PortView> Inputs);

/// <param name="Value">Empty for a macro without one.</param>
internal sealed record DefinitionView(string Name, string Value)
{
    public bool HasValue => Value.Length > 0;
}

/// <summary>The headers of a folder.</summary>
internal sealed record IncludeView(string Path, IReadOnlyList<string> Files);
