namespace Adc.Compiler.Diagnostics;

/// <summary>Collects the diagnostics of one run. A stage adds to it; its border asks <see cref="HasErrors"/>.</summary>
public sealed class DiagnosticBag
{
    private readonly List<Diagnostic> all = [];

    /// <summary>In the order in which they were found.</summary>
    public IReadOnlyList<Diagnostic> All => all;

    public bool HasErrors => all.Exists(diagnostic => diagnostic.Severity == Severity.Error);

    /// <summary>Adds a diagnostic with the severity of its descriptor.</summary>
    public void Report(DiagnosticDescriptor descriptor, Origin origin, params object[] arguments) =>
        Add(Diagnostic.Create(descriptor, origin, arguments));

    public void Add(Diagnostic diagnostic)
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        all.Add(diagnostic);
    }

    /// <summary>Errors of YAML and data files sorted by file and line, all others behind them as they were found.</summary>
    public IReadOnlyList<Diagnostic> Sorted() =>
        [.. all.OrderBy(d => d.Origin.Line is null)
            .ThenBy(d => d.Origin.Line is null ? "" : d.Origin.File, StringComparer.Ordinal)
            .ThenBy(d => d.Origin.Line ?? 0)
            .ThenBy(d => d.Origin.Column ?? 0)];
}
