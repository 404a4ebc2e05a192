namespace Adc.Compiler.Emission.Views;

/// <summary>Feeds link.ld.hbs; numbers as the linker spells them.</summary>
internal sealed record LinkView(string flash_origin, string flash_length, string ram_origin, string ram_length, string stack_size);

/// <summary>Feeds CMakeLists.txt.hbs.</summary>
/// <param name="BoardFacts">Definition of the macro that names the board's header.</param>
/// <param name="HasApp">The firmware is an image; else it is a library for an application of the user's.</param>
/// <param name="Definitions">Further macros of the firmware.</param>
internal sealed record CMakeView(
    string Name,
    string Version,
    string BoardFacts,
    IReadOnlyList<string> Definitions,
    IReadOnlyList<string> ModelSources,
    bool HasApp,
    IReadOnlyList<string> FirmwareSources,
    IReadOnlyList<string> HostSources,
    string FirmwareFlags,
    string FirmwareFolders,
    string HostFlags,
    string LinkFlags);
