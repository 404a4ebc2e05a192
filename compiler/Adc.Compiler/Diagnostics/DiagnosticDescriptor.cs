namespace Adc.Compiler.Diagnostics;

/// <summary>One entry of the <see cref="Catalogue"/>: what a diagnostic code means.</summary>
/// <param name="Code">"ADC" and four digits; never reused.</param>
/// <param name="Title">A few words without arguments.</param>
/// <param name="Format">Composite format of the message: what was found, what was expected, what to do.</param>
/// <param name="Explanation">What <c>adc explain</c> prints: the cause, and behind "Remedy: " what to do.</param>
/// <param name="Severity">Severity of every diagnostic with this code.</param>
public sealed record DiagnosticDescriptor(
    string Code, string Title, string Format, string Explanation = "", Severity Severity = Severity.Error)
{
    private const string RemedyMark = "Remedy: ";

    /// <summary>Why this is said, in one line of text.</summary>
    public string Cause => Text.Split(RemedyMark)[0].TrimEnd();

    /// <summary>What to do about it, in one line of text.</summary>
    public string Remedy => Text.Split(RemedyMark) is [_, string remedy] ? remedy : "";

    private string Text => string.Join(' ', Explanation.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
