using System.Globalization;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Pipeline;

/// <summary>The rows of all inputs of <c>adc run</c>, joined.</summary>
internal sealed record RunData(Sequence<Sequence<ConstantData>> Rows, bool KeepsLeadingOne)
{
    public static RunData? Read(RunRequest request, Graph graph, DiagnosticBag diagnostics)
    {
        List<NpyRows> columns = [];
        foreach (TensorId input in graph.Inputs)
        {
            string name = graph[input].Name;
            PortFile? file = request.Inputs.FirstOrDefault(port => port.Port is null ? graph.Inputs.Count == 1 : port.Port == name);
            if (file is null)
            {
                diagnostics.Report(
                    Catalogue.DataShape, Origin.None, "--input", "(none)", "no file", $"'{name}'; give one --input NAME=X.npy for each of {string.Join(", ", graph.Inputs.Select(id => $"'{graph[id].Name}'"))}");
            }
            else if (NpyRows.Read("--input", file.Path, Path.GetFileName(file.Path), graph.TypeOf(input), reshape: false, Origin.None, diagnostics) is NpyRows rows)
            {
                columns.Add(rows);
            }
        }

        if (columns.Count < graph.Inputs.Count)
        {
            return null;
        }

        if (columns.Any(column => column.Rows.Count != columns[0].Rows.Count))
        {
            string counts = string.Join(" and ", columns.Select(column => column.Rows.Count.ToString(CultureInfo.InvariantCulture)));
            diagnostics.Report(Catalogue.DataShape, Origin.None, "--input", "all files", $"{counts} rows", "as many rows in each");
            return null;
        }

        int count = columns.Count == 0 ? 0 : columns[0].Rows.Count;
        return new RunData(
            Enumerable.Range(0, count).Select(row => columns.Select(column => column.Rows[row]).ToSequence()).ToSequence(),
            columns.Count > 0 && columns[0].KeepsLeadingOne);
    }
}
