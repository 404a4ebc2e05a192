using System.Globalization;
using System.Text;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Pipeline;

namespace Adc.Compiler.Reports;

/// <summary>Operations, cycles and time layer by layer, in the columns that users of the vendor's tool kit know.</summary>
public static class ProfileReport
{
    public static string Of(Compilation compilation)
    {
        var figures = new ReportFigures(compilation);
        Graph graph = compilation.Model.Graph;
        double clock = compilation.Request.Target.ClockInHz;
        var text = new StringBuilder();
        void Line(string label, string value) => text.Append(CultureInfo.InvariantCulture, $"  {label,-28} {value}\n");

        text.Append(CultureInfo.InvariantCulture, $"{compilation.Identity.Name}  ({compilation.Identity.SourceFile})\n");
        Line("Accelerator", compilation.Request.Accelerator is null ? "none" : "MVP");
        Line("Input", string.Join("; ", graph.Inputs.Select(id => Brief(graph.TypeOf(id)))));
        Line("Output", string.Join("; ", graph.Outputs.Select(id => Brief(graph.TypeOf(id)))));
        Line("Flash (B)", Number(figures.FlashInBytes));
        Line("RAM (B)", Number(figures.RamInBytes));
        Line("Operations", Number(figures.Operations));
        Line("Multiply-adds", Number(figures.MultiplyAdds));
        Line("Layers", Number(compilation.Plan.Lowered.Layers.Count));
        Line("Accelerator cycles", Number(figures.AcceleratorCycles) + (figures.UsesAccelerator
            ? $"  (modelled; {Number(figures.AcceleratorCyclesOnOnePort)} if both load streams share a port of the RAM)"
            : "  (modelled)"));
        Line("CPU cycles", Number(figures.CpuCycles) + $"  (modelled: {ReportFigures.CyclesPerInstruction.ToString(CultureInfo.InvariantCulture)} for each of {Number(figures.Instructions)} emulated instructions)");
        if (figures.TotalCycles is long total)
        {
            Line("CPU utilisation", (figures.CpuCycles!.Value / (double)total).ToString("P1", CultureInfo.InvariantCulture));
            Line("Clock (MHz)", (clock / 1e6).ToString("0.###", CultureInfo.InvariantCulture));
            Line("Time (ms)", (figures.Seconds!.Value * 1000).ToString("F3", CultureInfo.InvariantCulture));
            Line("Multiply-adds a second", Number((long)(figures.MultiplyAdds / figures.Seconds.Value)));
            Line("Inferences a second", (1 / figures.Seconds.Value).ToString("F1", CultureInfo.InvariantCulture));
        }

        text.Append(CultureInfo.InvariantCulture, $"\n  {"",3} {"opcode",-16} {"ops",9} {"MACs",9} {"MVP cycles",10} {"CPU cycles",10} {"time us",9}  {"input",-16} {"output",-12} options\n");
        foreach (LoweredLayer layer in compilation.Plan.Lowered.Layers)
        {
            long? cycles = figures.CyclesOf(layer) + figures.AcceleratorCyclesOf(layer);
            string time = cycles is long count ? (count / clock * 1e6).ToString("F1", CultureInfo.InvariantCulture) : "";
            string row = string.Create(
                CultureInfo.InvariantCulture,
                $"  {layer.Index,3} {layer.Node.Operator.Name,-16} {Number(Work.Operations(layer.Node, graph)),9} {Number(layer.MultiplyAdds),9} {Number(figures.AcceleratorCyclesOf(layer)),10} {Number(figures.CyclesOf(layer)),10} {time,9}  {Extents(graph.TypeOf(layer.Node.Inputs[0])),-16} {Extents(graph.TypeOf(layer.Node.Output)),-12} {layer.Node.Operator.Attributes}");
            text.Append(row.TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    private static string Number(long? value) => value is long number ? number.ToString("N0", CultureInfo.InvariantCulture) : "";

    private static string Brief(TensorType type) => $"{type.Element.DisplayName()} {type.Shape}";

    private static string Extents(TensorType type) => string.Join('x', type.Shape.Extents);
}
