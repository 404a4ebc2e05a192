using Adc.Compiler.Diagnostics;

namespace Adc.Compiler.Pipeline;

/// <summary>Writes files so that each appears whole or not at all.</summary>
public static class WholeFiles
{
    /// <summary>Writes all files beside their targets first and renames them when every one is complete.</summary>
    /// <remarks>Devices (/dev/null, /dev/stdout) are written to; a link is followed.</remarks>
    /// <returns>False, with a diagnostic and nothing left behind, when one cannot be written.</returns>
    public static bool Write(IReadOnlyList<(string Path, ReadOnlyMemory<byte> Content)> files, DiagnosticBag diagnostics)
    {
        List<(string Partial, string Target)> written = [];
        List<CreatedFolders> folders = [];
        string current = "";
        try
        {
            foreach ((string path, ReadOnlyMemory<byte> content) in files)
            {
                current = path;
                string target = Target(path);
                if (IsDevice(target))
                {
                    using var device = new FileStream(target, FileMode.Open, FileAccess.Write);
                    device.Write(content.Span);
                    continue;
                }

                if (Directory.Exists(target))
                {
                    throw new IOException("a folder of that name is in the way");
                }

                folders.Add(CreatedFolders.Make(Path.GetDirectoryName(target)!));
                string partial = $"{target}.{Environment.ProcessId}.partial";
                if (!written.Contains((partial, target)))
                {
                    written.Add((partial, target));
                }

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
            diagnostics.Report(Catalogue.CannotWriteOutput, Origin.None, current, exception.Message.TrimEnd('.'));
            foreach ((string partial, _) in written.Where(file => File.Exists(file.Partial)))
            {
                File.Delete(partial);
            }

            foreach (CreatedFolders created in folders)
            {
                created.RemoveEmpty();
            }

            return false;
        }
    }

    private static bool IsDevice(string path) =>
        !OperatingSystem.IsWindows() && path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal);

    private static string Target(string path)
    {
        string full = Path.GetFullPath(path);
        return IsDevice(full) || !File.Exists(full) ? full : File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
    }
}
