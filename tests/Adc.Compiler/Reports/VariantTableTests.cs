using Adc.Compiler.Reports;

namespace Adc.Tests.Reports;

public sealed class VariantTableTests
{
    [Fact]
    public void Those_are_marked_that_no_other_beats()
    {
        VariantRow small = Row("small", flash: 10, cycles: 100, metric: 0.8), quick = Row("quick", flash: 20, cycles: 50, metric: 0.8);
        VariantRow poor = Row("poor", flash: 20, cycles: 100, metric: 0.8), exact = Row("exact", flash: 20, cycles: 100, metric: 0.9);
        var table = new VariantTable([small, quick, poor, exact]);

        Assert.Equal([true, true, false, true], table.Rows.Select(table.IsOnFront));
        Assert.Contains("\nt,exact,20,64,100,,0.9,1,\n", table.Csv(), StringComparison.Ordinal);
    }

    [Fact]
    public void Energy_counts_where_all_have_it()
    {
        VariantRow thrifty = Row("thrifty", flash: 10, cycles: 100, metric: 0.8) with { Joules = 1e-6 }, hungry = Row("hungry", flash: 10, cycles: 90, metric: 0.8) with { Joules = 2e-6 };
        Assert.Equal([true, true], new VariantTable([thrifty, hungry]).Rows.Select(new VariantTable([thrifty, hungry]).IsOnFront));
        VariantRow unknown = hungry with { Joules = null };
        Assert.Equal([false, true], new VariantTable([thrifty, unknown]).Rows.Select(new VariantTable([thrifty, unknown]).IsOnFront));
    }

    [Fact]
    public void Equal_ones_are_all_on_the_front_and_figures_that_one_lacks_do_not_count()
    {
        VariantRow one = Row("one", flash: 10, cycles: null, metric: 0.8), other = Row("other", flash: 10, cycles: 7, metric: 0.8);
        var table = new VariantTable([one, other]);
        Assert.All(table.Rows, row => Assert.True(table.IsOnFront(row)));
    }

    private static VariantRow Row(string settings, double flash, double? cycles, double metric) => new("t", settings, flash, 64, cycles, null, metric);
}
