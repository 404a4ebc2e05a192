using System.Text.RegularExpressions;
using Adc.Compiler.Diagnostics;

namespace Adc.Tests.Diagnostics;

public partial class CatalogueConfigurationTests
{
    private static readonly DiagnosticDescriptor[] Own =
        [.. Catalogue.All.Where(descriptor => descriptor.Code.StartsWith("ADC1", StringComparison.Ordinal))];

    [Fact]
    public void Has_every_code_of_the_specification() =>
        Assert.Equal(
            [
                .. Codes(1001, 1009), .. Codes(1012, 1019), .. Codes(1101, 1123), "ADC1126", .. Codes(1910, 1912), .. Codes(1920, 1923),
            ],
            Own.Select(descriptor => descriptor.Code));

    [Fact]
    public void The_19xx_are_warnings_and_the_others_errors() =>
        Assert.All(Own, descriptor => Assert.Equal(
            descriptor.Code.StartsWith("ADC19", StringComparison.Ordinal) ? Severity.Warning : Severity.Error, descriptor.Severity));

    [Fact]
    public void Each_has_a_title_of_its_own_and_a_paragraph() =>
        Assert.All(Own, descriptor =>
        {
            Assert.InRange(descriptor.Title.Length, 5, 60);
            Assert.Single(Own, other => other.Title == descriptor.Title);
            Assert.InRange(descriptor.Explanation.Length, 80, 1200);
            Assert.EndsWith(".", descriptor.Explanation, StringComparison.Ordinal);
        });

    [Fact]
    public void Arguments_are_numbered_without_gaps() =>
        Assert.All(Own, descriptor =>
        {
            int[] used = [.. Placeholder().Matches(descriptor.Format).Select(match => int.Parse(match.Groups[1].Value)).Distinct().Order()];
            Assert.Equal(Enumerable.Range(0, used.Length), used);
        });

    [Theory]
    [InlineData("ADC1004", ExitCodes.Configuration)]
    [InlineData("ADC1106", ExitCodes.Data)]
    public void Exit_codes_tell_configuration_from_data(string code, int exitCode) => Assert.Equal(exitCode, ExitCodes.Of(code));

    private static IEnumerable<string> Codes(int first, int last) =>
        Enumerable.Range(first, last - first + 1).Select(number => $"ADC{number}");

    [GeneratedRegex(@"\{(\d+)\}")]
    private static partial Regex Placeholder();
}
