using System.Security.Cryptography;
using System.Text;

namespace Adc.Compiler.Toolchain;

/// <summary>Tells tools apart by their contents: what another one would make may differ.</summary>
internal static class ToolIdentity
{
    /// <summary>A C library that a board's compiler links, which may be renewed without it.</summary>
    private const string BoardLibrary = "libc_nano.a";

    /// <summary>A hash of the programs that make firmware and of the C library that they link; empty where one is missing.</summary>
    /// <param name="toolFolder">Where the toolchain is; null for the PATH.</param>
    public static string OfBoard(string? toolFolder, CancellationToken cancellation)
    {
        if (Tool.ArmGcc.Find(toolFolder) is not string gcc || Tool.ArmObjcopy.Find(toolFolder) is not string objcopy)
        {
            return "";
        }

        string library = ToolRun.Of(gcc, [.. Emission.CFlags.Link, $"-print-file-name={BoardLibrary}"], Path.GetTempPath(), cancellation).Output.Trim();
        return OfFiles(gcc, objcopy, library);
    }

    /// <summary>A hash of this machine's C compiler; empty where there is none.</summary>
    public static string OfHost() => Tool.HostCompiler.Find() is string compiler ? OfFiles(compiler) : "";

    private static string OfFiles(params IEnumerable<string> paths)
    {
        var text = new StringBuilder();
        foreach (string path in paths.Where(File.Exists))
        {
            using FileStream file = File.OpenRead(path);
            text.Append(Convert.ToHexStringLower(SHA256.HashData(file)));
        }

        return text.ToString();
    }
}
