using Adc.Compiler.Diagnostics;
using Adc.Compiler.Emission;

namespace Adc.Compiler.Toolchain;

/// <summary>One run of a C compiler over the sources of a folder, several files at a time.</summary>
/// <remarks>
/// Objects name files relative to the folder, so that equal sources give equal objects wherever it lies; sources are given with their
/// whole paths, as CMake gives them.
/// </remarks>
/// <param name="objectFolder">Folder for the objects, below the other; builds that run at a time have one each.</param>
internal sealed class CBuild(string compiler, string folder, string objectFolder, DiagnosticBag diagnostics, CancellationToken cancellation)
{
    private const string DiskIsFull = "No space left on device";

    public string ObjectOf(SourceFile source) => $"{objectFolder}/{source.Path.Replace('/', '.')}.o";

    /// <summary>Translates every source; null when one failed, which is reported.</summary>
    /// <param name="tree">Where the sources come from.</param>
    /// <param name="cache">Objects of a former build, or null.</param>
    public IReadOnlyList<string>? Compile(SourceTree tree, IReadOnlyList<SourceFile> sources, IReadOnlyList<string> flags, ObjectCache? cache)
    {
        Directory.CreateDirectory(Path.Combine(folder, objectFolder));
        var included = new IncludedFiles(tree);
        var runs = new ToolRun?[sources.Count]; // null where no compiler had to run
        Parallel.For(0, sources.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation }, index =>
        {
            string? key = cache?.KeyOf(sources[index], flags.Select(flag => flag.Replace(folder, ".", StringComparison.Ordinal)), included);
            string path = Path.Combine(folder, ObjectOf(sources[index]));
            if (key is null || !cache!.TryRestore(key, path))
            {
                runs[index] = Translate(sources[index], flags);
            }

            if (key is not null && runs[index] is not { ExitCode: not 0 })
            {
                cache!.Keep(key, path);
            }
        });

        for (int index = 0; index < sources.Count; index++)
        {
            if (runs[index] is { ExitCode: not 0 } failed)
            {
                Report($"compiling {sources[index].Path}", failed);
            }
        }

        return runs.All(run => run is not { ExitCode: not 0 }) ? [.. sources.Select(ObjectOf)] : null;
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
        string objects = Path.Combine(folder, objectFolder);
        if (Directory.Exists(objects))
        {
            Directory.Delete(objects, recursive: true);
        }
    }

    private ToolRun Translate(SourceFile source, IReadOnlyList<string> flags)
    {
        // The second map is for the assembler, which does not hear of the first.
        string[] arguments =
            [.. flags, $"-ffile-prefix-map={folder}=.", $"-fdebug-prefix-map={folder}=.", "-c", Path.Combine(folder, source.Path), "-o", ObjectOf(source)];
        return ToolRun.Of(compiler, arguments, folder, cancellation);
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
