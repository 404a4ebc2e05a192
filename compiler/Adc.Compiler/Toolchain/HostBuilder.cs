using Adc.Compiler.Diagnostics;
using Adc.Compiler.Emission;

namespace Adc.Compiler.Toolchain;

/// <summary>Source tree on disk to a program for the desktop, by the machine's own C compiler.</summary>
public static class HostBuilder
{
    private static readonly SourceRole[] Linked = [SourceRole.Host, SourceRole.TestVectors, SourceRole.Model, SourceRole.Kernel, SourceRole.HostAccelerator];

    /// <summary>Compiles and links <c>host/&lt;model&gt;</c>.</summary>
    /// <param name="cache">Objects of a former build, or null.</param>
    /// <param name="extraFlags">For example sanitizers.</param>
    /// <returns>The program's path, or null when <paramref name="diagnostics"/> got an error.</returns>
    public static string? Build(
        SourceTree tree, string folder, DiagnosticBag diagnostics, CancellationToken cancellation, Tool? compiler = null, ObjectCache? cache = null, params string[] extraFlags)
    {
        Tool tool = compiler ?? Tool.HostCompiler;
        if (tool.Find() is not string cc)
        {
            diagnostics.Report(Catalogue.ToolNotFound, Origin.None, tool.Name, tool.HowToGet);
            return null;
        }

        string program = $"host/{tree.ModelName}";
        var build = new CBuild(cc, folder, "obj-host", diagnostics, cancellation);
        try
        {
            IReadOnlyList<string>? objects = build.Compile(tree, [.. tree.Sources(Linked)], [.. CFlags.HostIn(tree.Language), .. extraFlags], cache);
            return objects is not null && build.Run(cc, [.. extraFlags, "-o", program, .. objects, .. CFlags.Libraries]) ? Path.Combine(folder, program) : null;
        }
        finally
        {
            build.DeleteObjects();
        }
    }
}
