using Adc.Compiler.Ir;

namespace Adc.Compiler.Emission;

/// <summary>What the banners of emitted files say about their origin.</summary>
/// <param name="Name">C identifier in lower case: prefix of files and symbols.</param>
/// <param name="SourceFile">File name of the model, without folders.</param>
/// <param name="Hash">SHA-256 of the model file, in hexadecimal.</param>
/// <param name="Version">Version of adc.</param>
public sealed record ModelIdentity(string Name, string SourceFile, string Hash, string Version, Rounding Rounding)
{
    /// <summary>The banners name hashes.</summary>
    public bool NamesHashes { get; init; } = true;

    /// <summary>All that the model was compiled from, where it is known.</summary>
    public Sequence<HashedFile> Inputs { get; init; } = [];
}
