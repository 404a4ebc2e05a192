namespace Adc.Compiler.Diagnostics;

/// <summary>One entry of the <see cref="Catalogue"/>: what a diagnostic code means.</summary>
/// <param name="Code">"ADC" and four digits; never reused.</param>
/// <param name="Title">A few words without arguments.</param>
/// <param name="Format">Composite format of the message: what was found, what was expected, what to do.</param>
/// <param name="Explanation">The paragraph that <c>adc explain</c> prints: cause, example, remedy.</param>
/// <param name="Severity">Severity of every diagnostic with this code.</param>
public sealed record DiagnosticDescriptor(
    string Code, string Title, string Format, string Explanation = "", Severity Severity = Severity.Error);
