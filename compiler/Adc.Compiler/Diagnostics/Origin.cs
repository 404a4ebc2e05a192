using System.Globalization;

namespace Adc.Compiler.Diagnostics;

/// <summary>The place in a user's file that a diagnostic, a node or an emitted comment goes back to.</summary>
/// <param name="File">File name as the user wrote it, or "" when there is no file.</param>
/// <param name="Line">Line of a text file, from 1.</param>
/// <param name="Column">Column of a text file, from 1.</param>
/// <param name="OperatorIndex">Index of an operator in its subgraph, from 0.</param>
/// <param name="Name">Name of the operator's output, or of a tensor.</param>
public sealed record Origin(string File, int? Line = null, int? Column = null, int? OperatorIndex = null, string? Name = null)
{
    public static Origin None { get; } = new("");

    public static Origin OfFile(string file) => new(file);

    /// <summary>The form that editors parse: <c>ad.yaml(12,3)</c> or <c>ad01.tflite[op 3, 'dense_2']</c>.</summary>
    public override string ToString()
    {
        if (Line is int line)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{File}({line},{Column ?? 1})");
        }

        string operatorPart = OperatorIndex is int index ? string.Create(CultureInfo.InvariantCulture, $"op {index}") : "";
        string namePart = Name is null ? "" : $"'{Printable.Text(Name)}'";
        string inside = operatorPart.Length > 0 && namePart.Length > 0 ? $"{operatorPart}, {namePart}" : operatorPart + namePart;
        return inside.Length == 0 ? File : $"{File}[{inside}]";
    }
}
