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
            if (OfFile(path.Full) is string hashOfFile)
            {
                files.Add(new HashedFile(key, path.Full, hashOfFile));
            }
        }

        return files.ToSequence();
    }

    /// <summary>SHA-256 in hexadecimal; null for a file that cannot be read.</summary>
    public static string? OfFile(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
