using Adc.Compiler.Configuration;

namespace Adc.Tests.Configuration;

public class UnknownKeysTests
{
    private const string Foreign = "striping_depth: 3";
    private const string Misspelt = "op_radx: 3";

    [Theory]
    [InlineData(Compatibility.Auto, "", Foreign, "warning ADC1910")]
    [InlineData(Compatibility.Auto, "", Misspelt, "error ADC1004")]
    [InlineData(Compatibility.Auto, "adc: { seed: 1 }\n", Foreign, "error ADC1004")]
    [InlineData(Compatibility.Auto, "adc:\n", Foreign, "warning ADC1910")]
    [InlineData(Compatibility.Auto, "adc: { strict: false }\n", Foreign, "warning ADC1910")]
    [InlineData(Compatibility.Auto, "adc: { strict: false }\n", Misspelt, "warning ADC1910")]
    [InlineData(Compatibility.Auto, "adc: { strict: true }\n", Foreign, "error ADC1004")]
    [InlineData(Compatibility.Axon, "adc: { seed: 1 }\n", Misspelt, "warning ADC1910")]
    [InlineData(Compatibility.Strict, "", Foreign, "error ADC1004")]
    [InlineData(Compatibility.Strict, "adc: { strict: false }\n", Foreign, "error ADC1004")]
    public void Are_errors_in_files_written_for_adc_and_warnings_in_others(
        Compatibility compatibility, string head, string key, string expected)
    {
        string found = ReadConfig.Diagnostics(head + ReadConfig.Test(key), new() { Compatibility = compatibility });

        Assert.Contains($"{(head.Length > 0 ? "ad.yaml(4,3)" : "ad.yaml(3,3)")}: {expected}: ", found, StringComparison.Ordinal);
        Assert.Equal(1, found.Count(c => c == '\n'));
    }

    [Theory]
    [InlineData("memory: { stack: 8k }")]
    [InlineData("task: none")]
    [InlineData("EVALUATOR: none")]
    [InlineData("Target:")]
    public void One_key_that_only_adc_has_makes_a_file_strict(string key) =>
        Assert.Contains("error ADC1004", ReadConfig.Diagnostics(ReadConfig.Test(key, Foreign)), StringComparison.Ordinal);

    [Fact]
    public void In_another_test_of_the_file_it_counts_too() =>
        Assert.Contains(
            "error ADC1004",
            ReadConfig.Diagnostics(ReadConfig.Test(Foreign) + "other:\n  tflite_model: x.tflite\n  graph:\n"),
            StringComparison.Ordinal);

    [Fact]
    public void Suggestions_are_the_nearest_names_of_the_same_place()
    {
        string found = ReadConfig.Diagnostics(ReadConfig.Test("reports: { format: [json], detial: full }"));

        Assert.Contains("'format' is not a key of 'reports'; did you mean 'formats'?", found, StringComparison.Ordinal);
        Assert.Contains("'detial' is not a key of 'reports'; did you mean 'detail'?", found, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_without_neighbours_gets_a_way_to_find_all() =>
        Assert.Contains(
            "'zzz' is not a key of a test; 'adc new MODEL' writes a file with all keys",
            ReadConfig.Diagnostics(ReadConfig.Test("graph:", "zzz: 1")),
            StringComparison.Ordinal);
}
