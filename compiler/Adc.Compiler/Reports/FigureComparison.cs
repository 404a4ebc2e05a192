using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Adc.Compiler.Diagnostics;
using Adc.Formats.Npy;

namespace Adc.Compiler.Reports;

/// <summary>Two reports, or two arrays, figure by figure.</summary>
/// <param name="Figures">Those of both, in the order of the first; null where one side has none.</param>
public sealed record FigureComparison(IReadOnlyList<(string Name, double? Before, double? After)> Figures)
{
    /// <summary>Figures that moved, came or went.</summary>
    public IEnumerable<(string Name, double? Before, double? After)> Changes => Figures.Where(figure => figure.Before != figure.After);

    /// <summary>Numbers of two JSON documents by their paths; lists count by their elements' names, where they have some.</summary>
    public static FigureComparison OfReports(JsonElement before, JsonElement after)
    {
        List<(string Name, double Value)> first = [.. Compared(before)];
        Dictionary<string, double> second = Compared(after).GroupBy(figure => figure.Name).ToDictionary(group => group.Key, group => group.First().Value);
        HashSet<string> known = [.. first.Select(figure => figure.Name)];
        return new FigureComparison(
        [
            .. first.Select(figure => (figure.Name, (double?)figure.Value, second.TryGetValue(figure.Name, out double value) ? value : (double?)null)),
            .. second.Where(figure => !known.Contains(figure.Key)).Select(figure => (figure.Key, (double?)null, (double?)figure.Value)),
        ]);
    }

    /// <summary>max_abs, mean_abs and different of two arrays of one shape, each held against 0.</summary>
    /// <returns>Null, with the reason, when the shapes differ.</returns>
    public static FigureComparison? OfArrays(NpyArray before, NpyArray after, out string problem)
    {
        problem = before.Shape.SequenceEqual(after.Shape) ? "" : $"their shapes are [{string.Join(",", before.Shape)}] and [{string.Join(",", after.Shape)}]";
        if (problem.Length > 0)
        {
            return null;
        }

        double[] first = Values(before), second = Values(after);
        double largest = 0, sum = 0;
        int different = 0;
        for (int i = 0; i < first.Length; i++)
        {
            // Equal infinities have no distance, and neither have two NaNs.
            double distance = first[i].Equals(second[i]) ? 0 : Math.Abs(first[i] - second[i]);
            distance = double.IsNaN(distance) ? double.PositiveInfinity : distance;
            largest = Math.Max(largest, distance);
            sum += distance;
            different += distance > 0 ? 1 : 0;
        }

        return new FigureComparison([("max_abs", 0, largest), ("mean_abs", 0, first.Length == 0 ? 0 : sum / first.Length), ("different", 0, different)]);
    }

    /// <summary>Reports each figure that moved further than its limit allows.</summary>
    /// <param name="origin">Where the limits stand, or null for the command line.</param>
    public void Hold(IReadOnlyList<FigureLimit> limits, DiagnosticBag diagnostics, Origin? origin = null)
    {
        foreach (FigureLimit limit in limits)
        {
            (_, double? before, double? after) = Figures.FirstOrDefault(figure => figure.Name == limit.Name);
            if (before is null || after is null || !limit.Allows(before.Value, after.Value))
            {
                diagnostics.Report(Catalogue.FigureBeyondLimit, origin ?? Origin.None, limit.Name, Text(before), Text(after), limit.ToString());
            }
        }
    }

    /// <summary>The changes, for scripts: schema adc.comparison/1.</summary>
    public string Json() => JsonText.Write("adc.comparison/1", WriteChanges);

    /// <summary>The member "changes".</summary>
    public void WriteChanges(Utf8JsonWriter json)
    {
        json.WriteStartArray("changes");
        foreach ((string name, double? before, double? after) in Changes)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            JsonText.Optional(json, "before", before);
            JsonText.Optional(json, "after", after);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The changes, for people.</summary>
    /// <param name="width">Columns of the terminal.</param>
    public string Print(int width = int.MaxValue)
    {
        var table = new TextTable([new("figure", Fewest: 24), new("A", IsNumber: true), new("B", IsNumber: true), new("change", IsNumber: true)], indent: 0);
        foreach ((string name, double? before, double? after) in Changes)
        {
            string share = Share(before, after);
            table.Add(name, Text(before), Text(after), share);
        }

        return Changes.Any() ? table.Print(width) : "no figure differs\n";
    }

    /// <summary>The change as a share of the former value: "+1.00%"; nothing where there is none.</summary>
    internal static string Share(double? before, double? after) => before is double from && after is double to && from != 0
        ? string.Create(CultureInfo.InvariantCulture, $"{(to - from) / Math.Abs(from):+#,0.00%;-#,0.00%;0%}") : "";

    internal static string Text(double? value) => value is double number ? number.ToString("#,0.######", CultureInfo.InvariantCulture) : "absent";

    // The profile and the estimate say again, in detail, what cycles and layers say.
    private static readonly string[] Repeated = ["profile.", "estimate.", "baseline."];

    private static IEnumerable<(string Name, double Value)> Compared(JsonElement report) =>
        Numbers("", report).Where(figure => !Repeated.Any(member => figure.Name.StartsWith(member, StringComparison.Ordinal)));

    private static IEnumerable<(string Name, double Value)> Numbers(string path, JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => [(path, element.GetDouble())],
        JsonValueKind.True or JsonValueKind.False => [(path, element.GetBoolean() ? 1 : 0)],
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Numbers(path.Length == 0 ? member.Name : $"{path}.{member.Name}", member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((item, index) => Numbers($"{path}[{index}]", item)),
        _ => [],
    };

    private static double[] Values(NpyArray array) => array.Type switch
    {
        NpyElementType.Float32 => Array.ConvertAll(array.ToFloat32(), value => (double)value),
        NpyElementType.Float64 => MemoryMarshal.Cast<byte, double>(array.Data.Span).ToArray(),
        NpyElementType.Int64 => Array.ConvertAll(array.ToInt64(), value => (double)value),
        _ => Array.ConvertAll(Evaluation.Data.WholeNumbers.Of(array)!, value => (double)value),
    };
}
