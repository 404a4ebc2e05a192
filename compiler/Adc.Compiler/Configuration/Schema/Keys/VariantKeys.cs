using Adc.Compiler.Configuration.Schema.Types;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Configuration.Schema.Keys;

/// <summary>Keys shared with Axon that change the compiled model or what is written about it.</summary>
public static class VariantKeys
{
    private static readonly ItemOrListType<bool> Booleans = new(BooleanType.Instance);

    public static readonly SettingKey<Sequence<bool>> DisableOpQuantization = new(
        "disable_op_quantization", Booleans, [false],
        "Whether the last layer gives int32 with op_radix fractional bits.");

    public static readonly SettingKey<int> OpRadix = new(
        "op_radix", new IntegerType(0, 24), 0,
        "Fractional bits of an int32 output; 0 takes the most that cannot overflow.");

    public static readonly SettingKey<Sequence<bool>> SkipSoftmaxOp = new(
        "skip_softmax_op", Booleans, [false],
        "Whether a softmax at the end is dropped; the largest output stays the largest.");

    public static readonly SettingKey<Sequence<bool>> TransposeKernel = new(
        "transpose_kernel", Booleans, [false],
        "Whether height and width of kernels, inputs and outputs are swapped; data files keep their layout.");

    public static readonly SettingKey<Sequence<bool>> NormalizeScaleshift = new(
        "normalize_scaleshift", Booleans, [true],
        "Axon's form of multipliers.")
    {
        Status = SettingStatus.Never,
        Because = "multipliers of this target are float16 per channel",
    };

    public static readonly SettingKey<Sequence<Conv2dSetting>> Conv2dSettings = new(
        "conv2d_setting",
        new ItemOrListType<Conv2dSetting>(new ChoiceType<Conv2dSetting>(
            new("local_psum", Conv2dSetting.LocalPsum), new("inner", Conv2dSetting.Inner), new("outer", Conv2dSetting.Outer))),
        [Conv2dSetting.LocalPsum],
        "Axon's name for the order of loops; mvp.loop_order takes precedence.");

    public static readonly SettingKey<Sequence<ScratchPlacement>> PsumBufferPlacement = new(
        "psum_buffer_placement",
        new ItemOrListType<ScratchPlacement>(new ChoiceType<ScratchPlacement>(
            new("interlayer_buffer", ScratchPlacement.Arena),
            new("dedicated_memory", ScratchPlacement.Dedicated),
            new("dedicated_buffer", ScratchPlacement.Dedicated))),
        [ScratchPlacement.Arena],
        "Whether scratch memory shares bytes with activations, or has a part of the arena to itself.");

    public static readonly SettingKey<VariantAxes> RunAllVariants = new(
        "run_all_variants", new VariantAxesType(), VariantAxes.None,
        "Choices whose values are all compiled and compared.");

    public static readonly SettingKey<bool> PerformBitComparison = new(
        "perform_bit_comparison", BooleanType.Instance, true,
        "Whether the report has a histogram of int8 differences.");

    public static readonly SettingKey<bool> GetHistogramPlot = new(
        "get_histogram_plot", BooleanType.Instance, false,
        "Whether that histogram is drawn, at the output and for each layer, as MODEL_histograms.html.");

    public static readonly SettingKey<bool> GenerateSimEnvHdrs = new(
        "generate_sim_env_hdrs", BooleanType.Instance, false,
        "Headers for Axon's simulator.")
    {
        Status = SettingStatus.Never,
        Because = "there is no such simulator for this target; firmware.host_app builds the model for the desktop",
    };

    public static readonly SettingKey<double> PrecisionThreshold = new(
        "precision_threshold", NumberType.Ratio, 0,
        "Best score below which a classification counts as inconclusive.");

    public static readonly SettingKey<double> PrecisionMargin = new(
        "precision_margin", new NumberType(0, 100), 0,
        "Gap in percent between the two best scores below which a classification counts as inconclusive.");

    public static IReadOnlyList<SettingKey> All { get; } =
    [
        DisableOpQuantization, OpRadix, SkipSoftmaxOp, TransposeKernel, NormalizeScaleshift, Conv2dSettings, PsumBufferPlacement,
        RunAllVariants, PerformBitComparison, GetHistogramPlot, GenerateSimEnvHdrs, PrecisionThreshold, PrecisionMargin,
    ];
}
