using System.Security.Cryptography;
using Adc.Compiler.Configuration;
using Adc.Compiler.Emission;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Pipeline;

/// <summary>Tells the files that a test is compiled from by their contents.</summary>
internal static class InputHashes
{
    /// <summary>The configuration first, then what it names. A file that cannot be read is left to the stage that needs it.</summary>
    public static Sequence<HashedFile> Of(ModelConfig config, CompilerConfig? file)
    {
        List<HashedFile> files = file?.Hash is string hash ? [new HashedFile("configuration", file.FileName, hash)] : [];
        foreach ((string key, FilePath path) in InputFiles.Of(config))
        {
            try
            {
                using FileStream stream = File.OpenRead(path.Full);
                files.Add(new HashedFile(key, path.Full, Convert.ToHexStringLower(SHA256.HashData(stream))));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                continue;
            }
        }

        return files.ToSequence();
    }
}
