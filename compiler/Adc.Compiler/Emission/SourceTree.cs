using Adc.Compiler.Configuration;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Emission;

/// <summary>The emitted files of one model, in memory.</summary>
/// <param name="Definitions">Macros that sources of the firmware are compiled with, besides the board's facts.</param>
public sealed record SourceTree(string ModelName, string BoardName, Sequence<string> Definitions, Sequence<SourceFile> Files)
{
    /// <summary>The version of C that its sources are compiled as.</summary>
    public CLanguage Language { get; init; } = CLanguage.C11;

    /// <summary>Roles of what a firmware image is linked from.</summary>
    public static IReadOnlyList<SourceRole> InImage { get; } =
        [SourceRole.Boot, SourceRole.App, SourceRole.TestVectors, SourceRole.Model, SourceRole.Kernel, SourceRole.Accelerator];

    /// <summary>Files that the C compiler or assembler translates for an image, in link order.</summary>
    public IEnumerable<SourceFile> Sources(params IReadOnlyList<SourceRole> roles) =>
        Files.Where(file => roles.Contains(file.Role) && (file.Path.EndsWith(".c", StringComparison.Ordinal) || file.Path.EndsWith(".S", StringComparison.Ordinal)));
}

/// <summary>What a file is for; sizes are reported by it.</summary>
public enum SourceRole
{
    /// <summary>Generated code and data of the model.</summary>
    Model,

    /// <summary>Handwritten kernels and status codes that the model needs.</summary>
    Kernel,

    /// <summary>The accelerator's driver.</summary>
    Accelerator,

    /// <summary>The accelerator in plain C, for the desktop.</summary>
    HostAccelerator,

    /// <summary>Reset, clocks, serial port of the board.</summary>
    Boot,

    /// <summary>The self-test application.</summary>
    App,

    /// <summary>Inputs and expected outputs.</summary>
    TestVectors,

    /// <summary>The same model as a program for the desktop.</summary>
    Host,

    /// <summary>Build files.</summary>
    Build,
}

/// <param name="Path">Relative to the model's output folder, with forward slashes.</param>
public sealed record SourceFile(string Path, string Text, SourceRole Role);
