using System.Text;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Pipeline;

namespace Adc.Compiler.Reports;

/// <summary>adc.log: what the programs printed, and every diagnostic. No times, so that equal runs give equal logs.</summary>
public static class LogReport
{
    public static string Of(Compilation compilation, IReadOnlyList<Diagnostic> diagnostics)
    {
        var log = new StringBuilder();
        Append(log, "diagnostics", string.Join('\n', diagnostics.Select(WithoutFolders.Of)));
        Append(log, "desktop program", compilation.Host?.Console);
        Append(log, "console of the emulated board", compilation.Board?.Console);
        return log.ToString();
    }

    private static void Append(StringBuilder log, string title, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            log.Append("== ").Append(title).Append('\n').Append(text.ReplaceLineEndings("\n").TrimEnd()).Append("\n\n");
        }
    }
}
