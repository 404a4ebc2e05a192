using System.Globalization;

namespace Adc.Compiler.Diagnostics;

/// <summary>Something to tell the user, and where.</summary>
public sealed record Diagnostic(DiagnosticDescriptor Descriptor, Origin Origin, string Message, Severity Severity)
{
    public string Code => Descriptor.Code;

    public static Diagnostic Create(DiagnosticDescriptor descriptor, Origin origin, params object[] arguments)
    {
        object[] printable = [.. arguments.Select(Shown)];
        return new(descriptor, origin, string.Format(CultureInfo.InvariantCulture, descriptor.Format, printable), descriptor.Severity);
    }

    /// <summary>An argument as people read it: texts without control characters, whole numbers with separators.</summary>
    private static object Shown(object argument) => argument switch
    {
        string text => Printable.Sentence(text),
        int or long => ((IFormattable)argument).ToString("N0", CultureInfo.InvariantCulture),
        _ => argument,
    };

    /// <summary>One line in the form that editors parse.</summary>
    public override string ToString()
    {
        string place = Origin.ToString();
        string severity = Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" };
        return place.Length == 0 ? $"{severity} {Code}: {Message}" : $"{place}: {severity} {Code}: {Message}";
    }
}
