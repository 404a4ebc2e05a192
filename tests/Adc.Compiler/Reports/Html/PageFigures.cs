using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Adc.Tests.Reports.Html;

/// <summary>The main figures of a page, held against report.json.</summary>
internal static class PageFigures
{
    /// <summary>Path in report.json and value of each figure that has one.</summary>
    public static (string Key, string Value)[] Of(string page) =>
        [.. Regex.Matches(page, "data-figure=\"([\\w.]+)\" data-value=\"([^\"]*)\"").Select(match => (match.Groups[1].Value, match.Groups[2].Value)).Where(figure => figure.Item1 != "verdict")];

    public static void AssertEqual(JsonElement report, IEnumerable<(string Key, string Value)> figures) => Assert.All(figures, figure =>
    {
        JsonElement value = figure.Key.Split('.').Aggregate(report, (element, name) => element.GetProperty(name));
        Assert.Equal(value.GetDouble(), double.Parse(figure.Value, CultureInfo.InvariantCulture));
    });
}
