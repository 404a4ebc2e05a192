using Adc.Compiler.Diagnostics;

namespace Adc.Compiler.Pipeline;

/// <summary>Writes files so that each appears whole or not at all.</summary>
public static class WholeFiles
{
    /// <summary>Writes all files beside their targets first and renames them when every one is complete.</summary>
    /// <returns>False, with a diagnostic and nothing left behind, when one cannot be written.</returns>
    public static bool Write(IReadOnlyList<(string Path, ReadOnlyMemory<byte> Content)> files, DiagnosticBag diagnostics)
    {
        List<(string Partial, string Target)> written = [];
        string current = "";
        try
        {
            foreach ((string path, ReadOnlyMemory<byte> content) in files)
            {
                current = path;
                string target = Path.GetFullPath(path);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                string partial = $"{target}.{Environment.ProcessId}.partial";
                written.Add((partial, target));
                using FileStream stream = File.Create(partial);
                stream.Write(content.Span);
            }

            foreach ((string partial, string target) in written)
            {
                current = target;
                File.Move(partial, target, overwrite: true);
            }

            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Report(Catalogue.CannotWriteOutput, Origin.None, current, exception.Message);
            foreach ((string partial, _) in written.Where(file => File.Exists(file.Partial)))
            {
                File.Delete(partial);
            }

            return false;
        }
    }
}
