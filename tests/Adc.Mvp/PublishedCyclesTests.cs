using System.Globalization;
using System.Text;
using Adc.Tests.Support;

namespace Adc.Tests.Mvp;

/// <summary>The cycle model against what the vendor measured on boards.</summary>
public sealed class PublishedCyclesTests
{
    private const string Document = "docs/mvp-cycle-model.rst";
    private const string TableStart = ".. The test PublishedCyclesTests writes everything below this line.";

    private static readonly Lazy<IReadOnlyList<Row>> Rows = new(() => [.. PublishedLayer.ReadAll().Select(Row.Of)]);

    [SharedTheory]
    [InlineData("fc", 33, 0.01)]
    [InlineData("maxpool", 18, 0.01)]
    [InlineData("avgpool", 10, 0.01)]
    [InlineData("add", 21, 0.01)]
    [InlineData("dw", 53, 0.06)]
    [InlineData("conv", 128, 0.025)]
    public void The_median_layer_is_predicted_closer_than(string kind, int layers, double tolerance)
    {
        double[] residuals = [.. Rows.Value.Where(row => row.Layer.Kind == kind).Select(row => Math.Abs(row.Residual)).Order()];
        Assert.Equal(layers, residuals.Length);
        double median = (residuals[(layers - 1) / 2] + residuals[layers / 2]) / 2;
        Assert.InRange(median, 0, tolerance);
    }

    [SharedTheory]
    [InlineData("fc 640 128", 123_662)]
    [InlineData("fc 128 128", 25_358)]
    [InlineData("fc 32 16", 878)]
    [InlineData("fc 4000 4", 24_080)]
    [InlineData("maxpool 5 4 20 2 2 2 2 2 2 0", 380)]
    [InlineData("avgpool 4 1 40 4 1 1 1 4 1 0", 154)]
    public void Layers_published_to_the_cycle_are_predicted_to_the_cycle(string name, long cycles) =>
        Assert.Equal((cycles, Prediction.Model), Rows.Value.Where(row => row.Layer.Name == name).Select(row => (row.Predicted, row.By)).Distinct().Single());

    [SharedFact]
    public void The_document_lists_every_layer()
    {
        string path = Path.Combine(Repository.Root, Document);
        string[] parts = File.ReadAllText(path).Split(TableStart);
        Assert.Equal(2, parts.Length);
        string expected = Table();
        if (parts[1] != expected)
        {
            File.WriteAllText(Path.ChangeExtension(path, ".received.txt"), parts[0] + TableStart + expected);
            Assert.Fail($"{Document} is not what the model says; the new text stands beside it");
        }
    }

    private static string Table()
    {
        var text = new StringBuilder("\n\n.. csv-table:: Residuals by kind of layer\n   :header: \"kind\", \"layers\", \"median\", \"lowest tenth\", \"highest tenth\"\n\n");
        foreach (IGrouping<string, Row> kind in Rows.Value.GroupBy(row => row.Layer.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            Row[] ordered = [.. kind.OrderBy(row => row.Residual)];
            text.Append(CultureInfo.InvariantCulture,
                $"   \"{kind.Key}\", {ordered.Length}, {Percent(0.5)}, {Percent(0.1)}, {Percent(0.9)}\n");

            string Percent(double share) => Row.Percent(ordered[(int)(ordered.Length * share)].Residual);
        }

        text.Append("\n.. csv-table:: All layers\n   :header: \"layer\", \"published\", \"predicted\", \"residual\", \"programs\", \"by\"\n\n");
        foreach (Row row in Rows.Value
            .OrderBy(row => row.Layer.Kind, StringComparer.Ordinal).ThenBy(row => row.Layer.Cycles).ThenBy(row => row.Layer.Name, StringComparer.Ordinal))
        {
            string by = row.By == Prediction.Model ? "model" : "closed form";
            text.Append(CultureInfo.InvariantCulture,
                $"   \"{row.Layer.Name}\", {row.Layer.Cycles}, {row.Predicted}, {Row.Percent(row.Residual)}, {row.Layer.Programs}, {by}\n");
        }

        return text.ToString();
    }

    private sealed record Row(PublishedLayer Layer, long Predicted, Prediction By)
    {
        public double Residual => (Predicted - Layer.Cycles) / Layer.Cycles;

        public static Row Of(PublishedLayer layer)
        {
            (long predicted, Prediction by) = layer.Predict();
            return new Row(layer, predicted, by);
        }

        public static string Percent(double share) => (100 * share).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture) + " %";
    }
}
