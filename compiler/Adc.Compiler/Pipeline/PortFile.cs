using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Pipeline;

/// <summary>A file for one input or output of the model.</summary>
/// <param name="Port">Name of the input or output, or null when the model has just one.</param>
/// <param name="Path">A .npy file.</param>
public sealed record PortFile(string? Port, string Path)
{
    /// <summary>Files as they stand on the command line: X.npy, or NAME=X.npy.</summary>
    public static Sequence<PortFile> Parse(IEnumerable<string>? values) => (values ?? []).Select(value =>
    {
        int equals = value.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 ? new PortFile(value[..equals], value[(equals + 1)..]) : new PortFile(null, value);
    }).ToSequence();

    /// <summary>Finds the file of each port.</summary>
    /// <param name="option">"--input" or "--output".</param>
    /// <param name="allAreNeeded">A port without a file is an error.</param>
    /// <returns>A path or null for each port; null when <paramref name="diagnostics"/> got an error.</returns>
    public static IReadOnlyList<string?>? Match(
        string option, Sequence<ModelPort> ports, Sequence<PortFile> files, bool allAreNeeded, DiagnosticBag diagnostics)
    {
        string known = string.Join(", ", ports.Select(port => $"'{port.Name}'"));
        var paths = new string?[ports.Count];
        bool matched = true;
        void Refuse(string what)
        {
            diagnostics.Report(Catalogue.PortNotMatched, Origin.None, option, what, known);
            matched = false;
        }

        foreach (PortFile file in files)
        {
            int index = file.Port is null && ports.Count == 1 ? 0 : ports.Items.Select(port => port.Name).ToList().IndexOf(file.Port ?? "");
            if (index < 0)
            {
                Refuse(file.Port is null ? $"'{file.Path}' must say which one it is for: NAME={file.Path}" : $"there is no '{file.Port}'");
            }
            else if (paths[index] is string other)
            {
                Refuse($"'{other}' and '{file.Path}' are given for one and the same");
            }
            else
            {
                paths[index] = file.Path;
            }
        }

        for (int index = 0; allAreNeeded && matched && index < ports.Count; index++)
        {
            if (paths[index] is null)
            {
                Refuse($"there is no file for '{ports[index].Name}'");
            }
        }

        return matched ? paths : null;
    }
}
