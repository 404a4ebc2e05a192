using Adc.Formats.TfLite;

namespace Adc.Tests.Formats.TfLite;

public class BuiltinOperatorsTests
{
    [Theory]
    [InlineData(BuiltinOperator.Add, "ADD")]
    [InlineData(BuiltinOperator.FullyConnected, "FULLY_CONNECTED")]
    [InlineData(BuiltinOperator.Conv2D, "CONV_2D")]
    [InlineData(BuiltinOperator.ReluN1To1, "RELU_N1_TO_1")]
    [InlineData(BuiltinOperator.Quantize, "QUANTIZE")]
    [InlineData((BuiltinOperator)150, "GELU")]
    [InlineData((BuiltinOperator)206, "STABLEHLO_COMPOSITE")]
    [InlineData((BuiltinOperator)999, "BUILTIN_999")]
    [InlineData((BuiltinOperator)(-1), "BUILTIN_-1")]
    public void Names_are_those_of_the_schema(BuiltinOperator builtin, string expected) =>
        Assert.Equal(expected, builtin.SchemaName());

    [Fact]
    public void Every_member_agrees_with_the_name_at_its_number() =>
        Assert.All(Enum.GetValues<BuiltinOperator>(), builtin =>
            Assert.Equal(builtin.SchemaName().Replace("_", "", StringComparison.Ordinal), builtin.ToString(), ignoreCase: true));

    [Fact]
    public void Numbers_have_no_gap() =>
        Assert.Equal(Enumerable.Range(0, 210), Enum.GetValues<BuiltinOperator>().Select(builtin => (int)builtin));

    [Theory]
    [InlineData(BuiltinOperator.MaxPool2D, BuiltinOptionsKind.Pool2DOptions)]
    [InlineData(BuiltinOperator.Mean, BuiltinOptionsKind.ReducerOptions)]
    [InlineData(BuiltinOperator.Relu, BuiltinOptionsKind.None)]
    [InlineData((BuiltinOperator)999, null)]
    public void Knows_the_options_of_an_operator(BuiltinOperator builtin, BuiltinOptionsKind? expected) =>
        Assert.Equal(expected, builtin.OptionsKind());

    [Theory]
    [InlineData(BuiltinOptionsKind.Conv2DOptions, 1)]
    [InlineData(BuiltinOptionsKind.FullyConnectedOptions, 8)]
    [InlineData(BuiltinOptionsKind.AbsOptions, 78)]
    [InlineData(BuiltinOptionsKind.RightShiftOptions, 126)]
    public void Options_are_numbered_as_in_the_union(BuiltinOptionsKind kind, int expected) => Assert.Equal(expected, (int)kind);
}
