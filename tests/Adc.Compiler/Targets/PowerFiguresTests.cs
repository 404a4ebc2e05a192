using Adc.Compiler.Targets;

namespace Adc.Tests.Targets;

public sealed class PowerFiguresTests
{
    private const int Clock = 78_000_000;

    /// <summary>Milliseconds and microjoules of MLPerf Tiny v1.0.</summary>
    [Theory]
    [InlineData(5.428, 47.3)]
    [InlineData(36.28, 401.9)]
    [InlineData(120.93, 1234.7)]
    [InlineData(111.61, 1139.2)]
    public void Published_energies_are_within_the_uncertainty(double milliseconds, double microjoules)
    {
        double joules = PowerFigures.BuiltIn.Joules(0, (long)(milliseconds * 1e-3 * Clock), Clock)!.Value;
        Assert.InRange(microjoules * 1e-6 / joules, 1 - PowerFigures.BuiltIn.Uncertainty, 1 + PowerFigures.BuiltIn.Uncertainty);
    }

    [Fact]
    public void The_core_draws_what_the_data_sheet_says() =>
        Assert.Equal(33.4e-6 * 78 * 3.0, PowerFigures.BuiltIn.Joules(Clock, 0, Clock)!.Value, 1e-12);

    [Fact]
    public void What_is_not_known_is_absent()
    {
        Assert.Null(PowerFigures.BuiltIn.Joules(100, 1, 39_000_000));
        Assert.NotNull(PowerFigures.BuiltIn.Joules(100, 0, 39_000_000));
        Assert.Null(new PowerFigures("mine", null, 1e-10, null, 0).Joules(1, 1, Clock));
        Assert.Null(new PowerFigures("mine", 1e-10, null, null, 0).Joules(1, 1, Clock));
    }
}
