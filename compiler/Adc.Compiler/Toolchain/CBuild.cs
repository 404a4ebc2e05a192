using Adc.Compiler.Diagnostics;
using Adc.Compiler.Emission;

namespace Adc.Compiler.Toolchain;

/// <summary>One run of a C compiler over the sources of a folder, several files at a time.</summary>
/// <remarks>
/// Objects name files relative to the folder, so that equal sources give equal objects wherever it lies; sources are given with their
/// whole paths, as CMake gives them.
/// </remarks>
internal sealed class CBuild(string compiler, string folder, DiagnosticBag diagnostics, CancellationToken cancellation)
{
    private const string ObjectFolder = "obj", DiskIsFull = "No space left on device";

    public static string ObjectOf(SourceFile source) => $"{ObjectFolder}/{source.Path.Replace('/', '.')}.o";

    /// <summary>Translates every source; null when one failed, which is reported.</summary>
    public IReadOnlyList<string>? Compile(IReadOnlyList<SourceFile> sources, IReadOnlyList<string> flags)
    {
        Directory.CreateDirectory(Path.Combine(folder, ObjectFolder));
        var runs = new ToolRun[sources.Count];
        Parallel.For(0, sources.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation }, index =>
        {
            // The second map is for the assembler, which does not hear of the first.
            string[] arguments = [.. flags, $"-ffile-prefix-map={folder}=.", $"-fdebug-prefix-map={folder}=.", "-c", Path.Combine(folder, sources[index].Path), "-o", ObjectOf(sources[index])];
            runs[index] = ToolRun.Of(compiler, arguments, folder, cancellation);
        });

        for (int index = 0; index < sources.Count; index++)
        {
            if (runs[index].ExitCode != 0)
            {
                Report($"compiling {sources[index].Path}", runs[index]);
            }
        }

        return runs.All(run => run.ExitCode == 0) ? [.. sources.Select(ObjectOf)] : null;
    }

    /// <summary>Runs a tool in the folder, or in one below it; false when it failed, which is reported.</summary>
    public bool Run(string program, IReadOnlyList<string> arguments, string below = "")
    {
        ToolRun run = ToolRun.Of(program, arguments, Path.Combine(folder, below), cancellation);
        if (run.ExitCode != 0)
        {
            Report(Path.GetFileName(program), run);
        }

        return run.ExitCode == 0;
    }

    public void DeleteObjects()
    {
        string objects = Path.Combine(folder, ObjectFolder);
        if (Directory.Exists(objects))
        {
            Directory.Delete(objects, recursive: true);
        }
    }

    private void Report(string what, ToolRun run)
    {
        const int LongestLog = 4000;
        string log = (run.Error + run.Output).Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).Trim();
        if (log.Contains(DiskIsFull, StringComparison.Ordinal))
        {
            diagnostics.Report(Catalogue.CannotWriteOutput, Origin.None, folder, $"{what}: {DiskIsFull}");
            return;
        }

        diagnostics.Add(new Diagnostic(
            Catalogue.BuildFailed, Origin.None,
            string.Format(System.Globalization.CultureInfo.InvariantCulture, Catalogue.BuildFailed.Format, what, run.ExitCode, log.Length > LongestLog ? log[..LongestLog] : log),
            Severity.Error));
    }
}
