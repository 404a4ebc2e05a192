using Adc.Compiler.Configuration;

namespace Adc.Tests.Configuration;

public class VariantsTests
{
    [Fact]
    public void A_plain_test_has_one_variant() =>
        Assert.Equal(
            [new Variant(false, false, false, true, Conv2dSetting.LocalPsum, ScratchPlacement.Arena)], ReadConfig.Model().Variants.Expand());

    [Theory]
    [InlineData("run_all_variants: false", 1)]
    [InlineData("run_all_variants: all", 48)]
    [InlineData("run_all_variants: True", 48)]
    [InlineData("run_all_variants: softmax", 2)]
    [InlineData("run_all_variants: [softmax, conv2d_settings]", 6)]
    [InlineData("skip_softmax_op: [False, True]", 2)]
    [InlineData("conv2d_setting: [inner, outer, inner]", 2)]
    public void Axes_and_lists_multiply(string key, int count)
    {
        VariantConfig variants = ReadConfig.Model(key).Variants;

        Assert.Equal((count, count, count), (variants.Count, variants.Expand().Count, variants.Expand().Distinct().Count()));
    }

    [Fact]
    public void A_list_limits_its_axis() =>
        Assert.Equal(
            [Conv2dSetting.Inner, Conv2dSetting.Outer],
            ReadConfig.Model("run_all_variants: conv2d_settings", "conv2d_setting: [inner, outer]").Variants.Expand()
                .Select(variant => variant.Conv2dSetting));

    [Fact]
    public void A_single_value_does_not_limit_its_axis() =>
        Assert.Equal(2, ReadConfig.Model("run_all_variants: [op_quantization]", "disable_op_quantization: true").Variants.Count);
}
