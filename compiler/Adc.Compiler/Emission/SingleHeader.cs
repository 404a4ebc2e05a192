using System.Text;

namespace Adc.Compiler.Emission;

/// <summary>Joins the generated files of a model to one header, whose code and data one C file of the application asks for.</summary>
/// <remarks>Kernels and the accelerator's driver stay files of their own: several models share them.</remarks>
internal static class SingleHeader
{
    // Data first: code names it.
    private static readonly string[] Implementation = ["_weights.h", "_weights.c", "_programs.h", "_programs.c", ".c", "_score.c", "_parameters.c"];

    private static readonly string[] Interface = [".h", "_score.h", "_parameters.h"];

    public static IEnumerable<SourceFile> Join(string name, IEnumerable<SourceFile> files)
    {
        SourceFile[] all = [.. files];
        string macro = name.ToUpperInvariant();
        var text = new StringBuilder();
        text.Append($"""
            /* All of {name} in one header. One C file of the application defines {macro}_IMPLEMENTATION before it includes this;
             * what lies in kernels and runtime is compiled beside it. */

            """);
        Append(text, name, all, Interface);
        text.Append($"""

            #if defined({macro}_IMPLEMENTATION) && !defined({macro}_IMPLEMENTED)
            #define {macro}_IMPLEMENTED

            #ifdef __cplusplus
            #error "{macro}_IMPLEMENTATION belongs into a C file"
            #endif

            """);
        Append(text, name, all, Implementation);
        text.Append("\n#endif\n");
        return
        [
            new($"{name}.h", text.ToString(), SourceRole.Model),
            new($"{name}_implementation.c", $"/* The code and data of {name}.h. */\n#define {macro}_IMPLEMENTATION\n#include \"{name}.h\"\n", SourceRole.Model),
            .. all.Where(file => file.Role != SourceRole.Model),
        ];
    }

    private static void Append(StringBuilder text, string name, SourceFile[] files, string[] endings)
    {
        foreach (SourceFile file in endings.SelectMany(ending => files.Where(file => file.Path == name + ending)))
        {
            IEnumerable<string> lines = file.Text.Split('\n').Where(line => !line.StartsWith($"#include \"{name}", StringComparison.Ordinal));
            text.Append('\n').AppendJoin('\n', lines);
        }
    }
}
