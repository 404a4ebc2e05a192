using System.Security.Cryptography;
using System.Text;
using Adc.Compiler.Emission;

namespace Adc.Compiler.Toolchain;

/// <summary>Object files of a former build, for those sources that are still the same.</summary>
/// <remarks>
/// An object is found by a hash of all that it follows from: the compiler, its flags, the source and every header of ours that this
/// includes. In front of its bytes stands their own hash, so that a damaged one is made anew.
/// </remarks>
/// <param name="former">Folder with the objects of the former build; need not exist.</param>
/// <param name="kept">Folder for the objects of this one.</param>
/// <param name="tools">Tells apart the tools that make objects.</param>
public sealed class ObjectCache(string former, string kept, string tools)
{
    /// <summary>The name under which an object is kept.</summary>
    /// <param name="flags">Without the folder of the sources, which objects do not name.</param>
    internal string KeyOf(SourceFile source, IEnumerable<string> flags, IncludedFiles included)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string text in (IEnumerable<string>)[tools, .. flags, source.Path, .. included.Of(source).SelectMany(file => new[] { file.Path, file.Text })])
        {
            hash.AppendData(Encoding.UTF8.GetBytes(text));
            hash.AppendData([0]);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Puts a former object where the compiler would; false when there is none.</summary>
    internal bool TryRestore(string key, string path)
    {
        try
        {
            byte[] bytes = File.ReadAllBytes(Path.Combine(former, key));
            if (bytes.Length < SHA256.HashSizeInBytes || !SHA256.HashData(bytes.AsSpan(SHA256.HashSizeInBytes)).AsSpan().SequenceEqual(bytes.AsSpan(0, SHA256.HashSizeInBytes)))
            {
                return false;
            }

            File.WriteAllBytes(path, bytes.AsSpan(SHA256.HashSizeInBytes));
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Keeps an object for the next build; where the disk has no room, that one has to do without.</summary>
    internal void Keep(string key, string path)
    {
        try
        {
            Directory.CreateDirectory(kept);
            byte[] bytes = File.ReadAllBytes(path);
            using FileStream file = File.Create(Path.Combine(kept, key));
            file.Write(SHA256.HashData(bytes));
            file.Write(bytes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What was written of it will be found damaged.
        }
    }
}
