using System.Globalization;
using System.Text.Json;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Emission;
using Adc.Compiler.Pipeline;

namespace Adc.Compiler.Reports.GraphView;

/// <summary>What a picture shows of a folder that <c>adc compile</c> has written: the layers of its report.json with all their figures.</summary>
internal static class FolderPicture
{
    private static readonly (string Label, string Key, string Unit)[] Figures =
    [
        ("multiply-adds", "macs", ""), ("MVP cycles", "accelerator_cycles", ", modelled"), ("core cycles", "cpu_cycles", ", modelled"), ("instructions", "instructions", " of the core"),
        ("flash", "flash_bytes", " B"), ("scratch", "scratch_bytes", " B"), ("programs", "programs", ""),
    ];

    /// <returns>Null when <paramref name="diagnostics"/> got an error.</returns>
    public static ViewedGraph? Read(string folder, DiagnosticBag diagnostics) => CompiledFolder.Read(folder, Picture, diagnostics);

    private static ViewedGraph Picture(JsonElement report)
    {
        JsonElement model = report.GetProperty("model");
        JsonElement[] inputs = [.. model.GetProperty("inputs").EnumerateArray()], layers = [.. report.GetProperty("layers").EnumerateArray()];
        List<ViewedBox> boxes = [.. inputs.Select(input => Port("input", input))];
        List<ViewedArrow> arrows = [];
        foreach (JsonElement layer in layers)
        {
            JsonElement reads = layer.GetProperty("reads");
            arrows.AddRange(Places(reads, "inputs", inputs.Length).Select(input => new ViewedArrow(input, boxes.Count)));
            arrows.AddRange(Places(reads, "layers", boxes.Count - inputs.Length).Select(earlier => new ViewedArrow(inputs.Length + earlier, boxes.Count)));
            boxes.Add(Operator(layer));
        }

        foreach (JsonElement output in model.GetProperty("outputs").EnumerateArray())
        {
            if (output.TryGetProperty("layer", out JsonElement layer) && layer.GetInt32() is >= 0 and int writer && writer < layers.Length)
            {
                arrows.Add(new ViewedArrow(inputs.Length + writer, boxes.Count));
            }

            boxes.Add(Port("output", output));
        }

        return new ViewedGraph(Text(model, "name"), $"{Readable.Several(layers.Length, "layer")}, as compiled", boxes, arrows);
    }

    private static IEnumerable<int> Places(JsonElement reads, string key, int count) => reads.GetProperty(key).EnumerateArray().Select(place => place.GetInt32()).Distinct()
        .Select(place => place >= 0 && place < count ? place : throw new FormatException($"a layer reads the {place}th of {count} {key} before it"));

    private static ViewedBox Port(string kind, JsonElement port)
    {
        string name = Printable.Text(Text(port, "name")), type = $"{port.GetProperty("type").GetString()} {Line(port.GetProperty("shape").GetRawText())}";
        List<(string, string)> facts = [("tensor", name), ("type", type)];
        if (port.TryGetProperty("scale", out JsonElement scale))
        {
            facts.Add(("quantization", $"scale {scale.GetRawText()} zero {port.GetProperty("zero_point").GetRawText()}"));
        }

        return new ViewedBox(kind, kind.ToUpperInvariant(), name, type, facts);
    }

    private static ViewedBox Operator(JsonElement layer)
    {
        string opcode = Text(layer, "opcode"), name = Text(layer, "name");
        List<(string, string)> facts = [("layer", layer.GetProperty("index").GetRawText()), ("name", Printable.Text(name))];
        string engine = Text(layer, "engine");
        facts.Add(("engine", engine is "none" ? "none: the layer only renames its input" : engine.ToUpperInvariant()));
        facts.Add(("why", Text(layer, "reason")));
        foreach ((string label, string key, string unit) in Figures)
        {
            if (layer.TryGetProperty(key, out JsonElement value) && value.GetInt64() is not 0 and long number)
            {
                facts.Add((label, Readable.Count(number) + unit));
            }
        }

        if (layer.TryGetProperty("error", out JsonElement error))
        {
            facts.Add(("error", string.Create(CultureInfo.InvariantCulture, $"mean {error.GetProperty("mean_lsb").GetDouble():0.0000} steps, at most {error.GetProperty("max_lsb").GetRawText()}")));
        }

        facts.AddRange(Shapes(layer, "input_shapes", "reads").Concat(Shapes(layer, "output_shapes", "writes")));
        long cycles = ((string[])["accelerator_cycles", "cpu_cycles"]).Sum(key => layer.TryGetProperty(key, out JsonElement value) ? value.GetInt64() : 0);
        string shape = layer.GetProperty("output_shapes").EnumerateArray().Select(extents => Line(extents.GetRawText())).FirstOrDefault() ?? "";
        return new ViewedBox(
            engine is "mvp" or "cpu" or "none" ? engine : "plain", opcode, CIdentifier.OfLayer(name, opcode),
            shape + (cycles > 0 ? $" · {Readable.Count(cycles)} cycles" : ""), facts);
    }

    private static string Text(JsonElement element, string key) => element.GetProperty(key).GetString() ?? throw new FormatException($"'{key}' has no text");

    private static IEnumerable<(string, string)> Shapes(JsonElement layer, string key, string label) => layer.GetProperty(key).EnumerateArray().Select(shape => (label, Line(shape.GetRawText())));

    // JSON may be indented.
    private static string Line(string json) => string.Join(',', json.Split(['\n', ' ', '\r', ','], StringSplitOptions.RemoveEmptyEntries)).Replace("[,", "[", StringComparison.Ordinal).Replace(",]", "]", StringComparison.Ordinal);
}
