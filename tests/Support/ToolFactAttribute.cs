using System.Runtime.InteropServices;

namespace Adc.Tests.Support;

/// <summary>A fact that needs programs or libraries from outside; skipped, with the reason, where one is absent.</summary>
/// <param name="tools">Names of programs on the path, and of shared libraries.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ToolFactAttribute : FactAttribute
{
    public ToolFactAttribute(params string[] tools) => Skip = ToolTheoryAttribute.Missing(tools);
}

/// <summary>A theory that needs programs or libraries from outside; skipped, with the reason, where one is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ToolTheoryAttribute : TheoryAttribute
{
    public ToolTheoryAttribute(params string[] tools) => Skip = Missing(tools);

    internal static string? Missing(string[] tools)
    {
        string[] missing = [.. tools.Where(tool => !IsPresent(tool))];
        return missing.Length == 0 ? null : $"needs {string.Join(" and ", missing)}";
    }

    private static bool IsPresent(string tool)
    {
        if (tool.Contains(".so", StringComparison.Ordinal))
        {
            return NativeLibrary.TryLoad(tool, out _);
        }

        string path = Environment.GetEnvironmentVariable("PATH") ?? "";
        return path.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, tool)));
    }
}
