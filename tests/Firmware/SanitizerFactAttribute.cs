using Adc.Tests.Support;

namespace Adc.Tests.Firmware;

/// <summary>A fact that needs installed programs and the shared folder.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedAndToolFactAttribute : FactAttribute
{
    public SharedAndToolFactAttribute(params string[] tools) => Skip = SharedTheoryAttribute.Reason ?? new ToolFactAttribute(tools).Skip;
}

/// <summary>A fact that needs a C compiler with address and undefined-behaviour sanitizers; skipped where none links.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SanitizerFactAttribute : FactAttribute
{
    public static readonly string[] Flags = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"];

    /// <summary>Null where no compiler can link the sanitizers.</summary>
    public static string? Compiler { get; } = new[] { "clang", "cc" }.FirstOrDefault(Links);

    public SanitizerFactAttribute() => Skip = Compiler is null ? "needs clang or cc with the sanitizers' libraries" : null;

    private static bool Links(string compiler)
    {
        if (!NativeTool.IsInstalled(compiler))
        {
            return false;
        }

        using BuildFolder folder = new();
        string source = folder.Write("empty.c", "int main(void) { return 0; }\n");
        return NativeTool.TryRun(compiler, [.. Flags, source, "-o", folder.File("empty")]).ExitCode == 0;
    }
}
