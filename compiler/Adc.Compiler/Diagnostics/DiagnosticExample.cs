namespace Adc.Compiler.Diagnostics;

/// <summary>What provokes a diagnostic, and how it then reads.</summary>
/// <param name="Input">Lines of a configuration, a command, or what is wrong with a file, in words.</param>
/// <param name="Message">The line that adc prints.</param>
public sealed record DiagnosticExample(string Input, string Message);

/// <summary>An example for every code of the <see cref="Catalogue"/>.</summary>
public static class DiagnosticExamples
{
    private static readonly Dictionary<DiagnosticDescriptor, DiagnosticExample> All = ExamplesOfConfiguration.All.Concat(ExamplesOfModels.All).Concat(ExamplesOfBoards.All).ToDictionary();

    /// <summary>Null for a code without an example, which a test forbids.</summary>
    public static DiagnosticExample? Of(DiagnosticDescriptor descriptor) => All.GetValueOrDefault(descriptor);

    /// <summary>A row of the tables; the message is made as that of a real diagnostic.</summary>
    internal static KeyValuePair<DiagnosticDescriptor, DiagnosticExample> Row(DiagnosticDescriptor descriptor, string input, Origin origin, params object[] arguments) =>
        new(descriptor, new DiagnosticExample(input, Diagnostic.Create(descriptor, origin, arguments).ToString()));
}
