using System.Globalization;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Pipeline;

/// <summary>The rows of all inputs of <c>adc run</c>, joined.</summary>
/// <param name="KeepsLeadingOne">The files' rows carry the model's batch axis of 1, and so will those of the outputs.</param>
internal sealed record RunData(Sequence<Sequence<ConstantData>> Rows, bool KeepsLeadingOne)
{
    /// <param name="option">"--input" or "--train-data".</param>
    /// <returns>Null when <paramref name="diagnostics"/> got an error.</returns>
    public static RunData? Read(string option, Sequence<PortFile> files, Sequence<ModelPort> inputs, DiagnosticBag diagnostics)
    {
        if (PortFile.Match(option, inputs, files, allAreNeeded: true, diagnostics) is not IReadOnlyList<string?> paths)
        {
            return null;
        }

        NpyRows[] columns = [.. inputs.Zip(paths)
            .Select(pair => NpyRows.Read(option, pair.Second!, pair.Second!, pair.First.Type, reshape: false, Origin.None, diagnostics))
            .OfType<NpyRows>()];
        if (columns.Length < inputs.Count)
        {
            return null;
        }

        int count = columns.Length == 0 ? 0 : columns[0].Rows.Count;
        if (columns.Any(column => column.Rows.Count != count))
        {
            string counts = string.Join(" and ", columns.Select(column => column.Rows.Count.ToString(CultureInfo.InvariantCulture)));
            diagnostics.Report(Catalogue.DataShape, Origin.None, option, "all files", $"{counts} rows", "input", "as many rows in each");
            return null;
        }

        return new RunData(
            Enumerable.Range(0, count).Select(row => columns.Select(column => column.Rows[row]).ToSequence()).ToSequence(),
            columns.Length > 0 && columns[0].KeepsLeadingOne);
    }
}
