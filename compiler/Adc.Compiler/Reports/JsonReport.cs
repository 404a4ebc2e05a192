using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Emission;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Ir;
using Adc.Compiler.Pipeline;

namespace Adc.Compiler.Reports;

/// <summary>report.json, schema adc.report/1: the figures for scripts. No dates, paths, users or hosts.</summary>
public static class JsonReport
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    public static string Of(Compilation compilation, IReadOnlyList<Diagnostic> diagnostics, ReportContent? wanted = null)
    {
        ReportContent content = wanted ?? ReportContent.Default;
        var figures = new ReportFigures(compilation);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("schema", "adc.report/1");
            json.WriteString("adc_version", AdcVersion.Text);
            WriteModel(json, figures, content);
            WriteTarget(json, compilation.Request);
            MemoryJson.Write(json, figures);
            WriteCycles(json, figures);
            LayerJson.Write(json, figures);
            if (figures.TotalCycles is not null)
            {
                ProfileJson.Write(json, ModelProfile.Of(figures));
            }

            ComparisonJson.Write(json, compilation);
            if (compilation.Model.Quantized is QuantizedFile quantized)
            {
                QuantizationJson.WriteSection(json, quantized);
            }

            if (compilation.Test is TestResult test)
            {
                MetricsJson.Write(json, test);
            }

            if (content.Estimate is ModelEstimate estimate)
            {
                json.WriteStartObject("estimate");
                EstimateJson.WriteFigures(json, estimate, content.EstimatesTraining);
                json.WriteEndObject();
            }

            if (content.Baseline is BaselineComparison baseline)
            {
                json.WriteStartObject("baseline");
                json.WriteString("file", content.Shown(baseline.File));
                baseline.Figures.WriteChanges(json);
                json.WriteEndObject();
            }

            DiagnosticJson.Write(json, diagnostics.Select(content.Shown));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static void WriteModel(Utf8JsonWriter json, ReportFigures figures, ReportContent content)
    {
        ModelIdentity identity = figures.Compilation.Identity;
        json.WriteStartObject("model");
        WriteIdentity(json, figures.Compilation);
        json.WriteString("file", content.Model(figures.Compilation));
        json.WriteString("rounding", identity.Rounding.ToString().ToLowerInvariant());
        json.WriteNumber("macs", figures.MultiplyAdds);
        json.WriteNumber("ops", figures.Operations);
        json.WriteNumber("parameters", figures.Parameters);
        WritePorts(json, figures.Compilation);
        if (identity.Inputs.Count > 0)
        {
            WriteFiles(json, identity.Inputs, content);
        }

        json.WriteEndObject();
    }

    /// <summary>Which model a folder holds, and which C.</summary>
    internal static void WriteIdentity(Utf8JsonWriter json, Compilation compilation)
    {
        json.WriteString("name", compilation.Identity.Name);
        if (compilation.Identity.NamesHashes)
        {
            json.WriteString("sha256", compilation.Identity.Hash);
        }

        json.WriteString("build", BuildHash.Of(compilation.Sources.Files));
    }

    internal static void WritePorts(Utf8JsonWriter json, Compilation compilation)
    {
        Graph graph = compilation.Model.Graph;
        WritePorts(json, "inputs", graph, graph.Inputs);
        WritePorts(json, "outputs", graph, graph.Outputs, LayerSources.Of(graph));
    }

    /// <summary>What the model was compiled from.</summary>
    private static void WriteFiles(Utf8JsonWriter json, Sequence<HashedFile> files, ReportContent content)
    {
        json.WriteStartArray("made_from");
        foreach (HashedFile file in files)
        {
            json.WriteStartObject();
            json.WriteString("key", file.Key);
            json.WriteString("file", content.Shown(file.Path));
            json.WriteString("sha256", file.Hash);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePorts(Utf8JsonWriter json, string name, Graph graph, Sequence<TensorId> ports, LayerSources? sources = null)
    {
        json.WriteStartArray(name);
        foreach (Tensor tensor in ports.Select(id => graph[id]))
        {
            json.WriteStartObject();
            json.WriteString("name", tensor.Name);
            JsonText.WriteShape(json, "shape", tensor.Type.Shape);
            json.WriteString("type", tensor.Type.Element.DisplayName());
            if (tensor.Type.Quantization is Quantization quantization)
            {
                json.WriteNumber("scale", quantization.Scale);
                json.WriteNumber("zero_point", quantization.ZeroPoint);
            }

            JsonText.Optional(json, "layer", sources?.LayerOf(tensor.Id));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTarget(Utf8JsonWriter json, CompileRequest request)
    {
        TargetRequest target = request.Target;
        json.WriteStartObject("target");
        WriteImagePlace(json, target);
        json.WriteNumber("clock_hz", target.ClockInHz);
        json.WriteString("accelerator", request.Accelerator is null ? "none" : "mvpv1");
        json.WriteNumber("flash_bytes", target.FlashInBytes);
        json.WriteNumber("ram_bytes", target.RamInBytes);
        TimingJson.WriteConstants(json, request);
        json.WriteEndObject();
    }

    /// <summary>Where the image belongs, and where its console is.</summary>
    internal static void WriteImagePlace(Utf8JsonWriter json, TargetRequest target)
    {
        json.WriteString("board", target.BoardName);
        json.WriteString("part", target.PartNumber);
        json.WriteString("console", target.Firmware.Channel.ToString().ToLowerInvariant());
        json.WriteNumber("flash_origin", target.Layout.FlashOrigin);
    }

    private static void WriteCycles(Utf8JsonWriter json, ReportFigures figures)
    {
        if (figures.CpuCycles is not long cycles)
        {
            return;
        }

        json.WriteStartObject("cycles");
        json.WriteString("kind", "modelled");
        json.WriteNumber("total", figures.TotalCycles!.Value);
        if (figures.UsesAccelerator)
        {
            json.WriteNumber("accelerator", figures.AcceleratorCycles);
            if (figures.Compilation.SimulatedCycles is not null)
            {
                json.WriteString("accelerator_kind", "simulated");
            }

            json.WriteNumber("accelerator_if_ram_ports_are_shared", figures.AcceleratorCyclesOnOnePort);
        }

        json.WriteNumber("cpu", cycles);
        json.WriteString("cpu_kind", figures.UsesCoreModel ? "instruction costs" : "cycles per instruction");
        json.WriteNumber("instructions", figures.Instructions!.Value);
        json.WriteNumber("time_s", figures.Seconds!.Value);
        JsonText.Optional(json, "energy_j", figures.Joules);
        json.WriteNumber("inferences_per_second", Math.Round(1 / figures.Seconds.Value, 3));
        json.WriteEndObject();
    }
}
