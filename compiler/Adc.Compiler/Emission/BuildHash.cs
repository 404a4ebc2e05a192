using System.Security.Cryptography;
using System.Text;

namespace Adc.Compiler.Emission;

/// <summary>Tells two compilations of one model apart: a hash of all emitted C that takes part in an inference.</summary>
public static class BuildHash
{
    private const int SizeInBytes = 8;

    /// <summary>Sixteen hexadecimal digits.</summary>
    public static string Of(IEnumerable<SourceFile> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (SourceFile file in files.Where(file => file.Role is SourceRole.Model or SourceRole.Kernel or SourceRole.Accelerator))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{file.Path}\0{file.Text}\0"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, SizeInBytes));
    }
}
