using Adc.Compiler.Diagnostics;

namespace Adc.Compiler.Reports.Html;

/// <summary>What there is to say, the worst first, each with what <c>adc explain</c> prints.</summary>
internal static class DiagnosticViews
{
    public static IReadOnlyList<DiagnosticView> Of(IReadOnlyList<Diagnostic> diagnostics, ReportContent content) =>
    [
        .. diagnostics.Select(content.Shown).OrderByDescending(diagnostic => diagnostic.Severity).Select(diagnostic => new DiagnosticView(
            Markup.Text(diagnostic.Severity.ToString().ToLowerInvariant()), Markup.Text(diagnostic.Code), Markup.Text(diagnostic.Descriptor.Title), Markup.Lines(diagnostic.Message),
            Markup.Text(diagnostic.Origin.ToString()), Markup.Lines(diagnostic.Descriptor.Cause), Markup.Lines(diagnostic.Descriptor.Remedy))),
    ];
}
