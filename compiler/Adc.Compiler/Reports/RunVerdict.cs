using Adc.Compiler.Diagnostics;
using Adc.Compiler.Pipeline;

namespace Adc.Compiler.Reports;

/// <summary>Whether a compilation held what it must, in a word and a sentence.</summary>
/// <param name="Word">"pass", "fail", or "unchecked" when nothing was run.</param>
internal sealed record RunVerdict(string Word, string Sentence)
{
    public static RunVerdict Of(Compilation compilation, IReadOnlyList<Diagnostic> diagnostics)
    {
        string[] errors = [.. diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error).Select(diagnostic => diagnostic.Code).Distinct()];
        (string Name, SelfTestResult? Result)[] runs = [("emitted C on the host", compilation.Host), ("firmware on the emulated board", compilation.Board)];
        string ran = string.Join("; ", runs.Where(run => run.Result is not null).Select(run => $"{run.Name} exact on {run.Result!.Passed} of {Readable.Several(run.Result.Count, "test vector")}"));
        if (errors.Length > 0)
        {
            return new RunVerdict("fail", ran.Length == 0 ? $"Errors: {string.Join(", ", errors)}" : $"Errors: {string.Join(", ", errors)}; {ran}");
        }

        return ran.Length == 0
            ? new RunVerdict("unchecked", "Nothing was run")
            : new RunVerdict(runs.All(run => run.Result?.Succeeded ?? true) ? "pass" : "fail", char.ToUpperInvariant(ran[0]) + ran[1..]);
    }
}
