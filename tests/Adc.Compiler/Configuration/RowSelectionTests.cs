using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;

namespace Adc.Tests.Configuration;

public class RowSelectionTests
{
    [Theory]
    [InlineData("all", "0 1 2 3 4 5 6 7 8 9 10 11")]
    [InlineData("[all]", "0 1 2 3 4 5 6 7 8 9 10 11")]
    [InlineData("", "0 1 2 3 4 5 6 7 8 9 10 11")]
    [InlineData("[0-10]", "0 1 2 3 4 5 6 7 8 9 10")]
    [InlineData("0-3", "0 1 2 3")]
    [InlineData("7", "7")]
    [InlineData("[7, 2-4, 0]", "7 2 3 4 0")]
    [InlineData("['1 - 2', 5-5]", "1 2 5")]
    public void Rows_run_in_the_order_of_the_file_with_both_ends_of_ranges(string written, string rows) =>
        Assert.Equal(rows, Rows(ReadConfig.Model($"test_vectors: {written}"), 12));

    [Theory]
    [InlineData("[0-10]", "0 1 2 3 4 5 6 7 8 9")]
    [InlineData("[3, 4-6]", "3 4 5")]
    [InlineData("all", "0 1 2 3 4 5 6 7 8 9 10 11")]
    public void With_axon_semantics_the_end_of_a_range_is_left_out(string written, string rows) =>
        Assert.Equal(rows, Rows(ReadConfig.Model($"test_vectors: {written}", "range_semantics: axon"), 12));

    [Theory]
    [InlineData("[]")]
    [InlineData("-1")]
    [InlineData("[1-]")]
    [InlineData("[1-2-3]")]
    [InlineData("[1..3]")]
    [InlineData("[[1]]")]
    [InlineData("[all, 1]")]
    [InlineData("[0-99999999999]")]
    public void Refuses_other_notations(string written) =>
        Assert.StartsWith("ad.yaml(3,", ReadConfig.Diagnostics(ReadConfig.Test($"test_vectors: {written}")), StringComparison.Ordinal);

    [Fact]
    public void Repeated_rows_run_once_with_a_warning()
    {
        var bag = new DiagnosticBag();

        Assert.Equal([3, 1, 2], ReadConfig.Model("test_vectors: [3, 1-3, 2]").Data.TestVectors.Value.Resolve(12, bag)!);
        Assert.Equal(
            "ad.yaml(3,21): warning ADC1920: test_vectors selects 2 rows more than once (first: row 3); each is used once\n",
            ReadConfig.Lines(bag));
    }

    [Theory]
    [InlineData("[1, 5-12]", "ad.yaml(3,21): error ADC1111: test_vectors asks for row 12, but test_data has 12 rows (0 to 11)\n")]
    [InlineData("[40-50]", "ad.yaml(3,18): error ADC1111: test_vectors asks for row 40, but test_data has 12 rows (0 to 11)\n")]
    [InlineData("[0-2000000000]", "ad.yaml(3,18): error ADC1111: test_vectors asks for row 12, but test_data has 12 rows (0 to 11)\n")]
    public void Rows_behind_the_data_are_named_with_the_number_of_rows(string written, string expected)
    {
        var bag = new DiagnosticBag();

        Assert.Null(ReadConfig.Model($"test_vectors: {written}").Data.TestVectors.Value.Resolve(12, bag));
        Assert.Equal(expected, ReadConfig.Lines(bag));
    }

    [Fact]
    public void The_number_of_header_vectors_is_clamped_with_a_warning()
    {
        DataConfig data = ReadConfig.Model("header_file_test_vector_cnt: 5").Data;
        var bag = new DiagnosticBag();

        Assert.Equal((3, 5), (data.HeaderVectorsOf(3, bag), data.HeaderVectorsOf(5, bag)));
        Assert.Equal(
            "ad.yaml(3,32): warning ADC1921: header_file_test_vector_cnt is 5, but only 3 rows are selected; the C header gets 3\n",
            ReadConfig.Lines(bag));
    }

    private static string Rows(ModelConfig model, int rowCount)
    {
        var bag = new DiagnosticBag();
        string rows = string.Join(' ', model.Data.TestVectors.Value.Resolve(rowCount, bag)!);
        Assert.Equal("", ReadConfig.Lines(bag));
        return rows;
    }
}
