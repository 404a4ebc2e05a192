namespace Adc.Compiler.Emission.Views;

/// <summary>Feeds link.ld.hbs; numbers as the linker spells them.</summary>
internal sealed record LinkView(string flash_origin, string flash_length, string ram_origin, string ram_length, string stack_size);

/// <summary>Feeds CMakeLists.txt.hbs.</summary>
internal sealed record CMakeView(
    string Name,
    string Version,
    string Board,
    IReadOnlyList<string> ModelSources,
    IReadOnlyList<string> FirmwareSources,
    IReadOnlyList<string> HostSources,
    string FirmwareFlags,
    string FirmwareFolders,
    string HostFlags,
    string LinkFlags);
