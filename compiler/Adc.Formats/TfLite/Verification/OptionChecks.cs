namespace Adc.Formats.TfLite.Verification;

/// <summary>Checks the values in an options table.</summary>
internal static class OptionChecks
{
    /// <summary>One sentence for each value that is not allowed.</summary>
    public static IEnumerable<string> ProblemsOf(TfLiteOptions options, int inputs) => Checks(options, inputs).OfType<string>();

    private static IEnumerable<string?> Checks(TfLiteOptions options, int inputs) => options switch
    {
        Conv2DOptions o =>
        [
            Known("padding", o.Padding), Known("activation", o.Activation), Known("bias type", o.QuantizedBiasType),
            Positive("horizontal stride", o.StrideW), Positive("vertical stride", o.StrideH),
            Positive("horizontal dilation", o.DilationW), Positive("vertical dilation", o.DilationH),
        ],
        DepthwiseConv2DOptions o =>
        [
            Known("padding", o.Padding), Known("activation", o.Activation),
            Positive("horizontal stride", o.StrideW), Positive("vertical stride", o.StrideH),
            Positive("horizontal dilation", o.DilationW), Positive("vertical dilation", o.DilationH),
        ],
        TransposeConvOptions o =>
        [
            Known("padding", o.Padding), Known("activation", o.Activation), Known("bias type", o.QuantizedBiasType),
            Positive("horizontal stride", o.StrideW), Positive("vertical stride", o.StrideH),
        ],
        Pool2DOptions o =>
        [
            Known("padding", o.Padding), Known("activation", o.Activation),
            Positive("horizontal stride", o.StrideW), Positive("vertical stride", o.StrideH),
            Positive("filter width", o.FilterWidth), Positive("filter height", o.FilterHeight),
        ],
        FullyConnectedOptions o =>
        [
            Known("activation", o.Activation), Known("weights format", o.WeightsFormat), Known("bias type", o.QuantizedBiasType),
        ],
        AddOptions o => [Known("activation", o.Activation)],
        SubOptions o => [Known("activation", o.Activation)],
        MulOptions o => [Known("activation", o.Activation)],
        DivOptions o => [Known("activation", o.Activation)],
        L2NormOptions o => [Known("activation", o.Activation)],
        UnidirectionalSequenceLstmOptions o => [Known("activation", o.Activation)],
        SvdfOptions o => [Known("activation", o.Activation), Positive("rank", o.Rank)],
        MirrorPadOptions o => [Known("mode", o.Mode)],
        ConcatenationOptions o => [Known("activation", o.Activation)],
        SoftmaxOptions o => [Finite("beta", o.Beta)],
        LeakyReluOptions o => [Finite("alpha", o.Alpha)],
        ShapeOptions o => [Known("output type", o.OutType)],
        CastOptions o => [Known("input type", o.InputType), Known("output type", o.OutputType)],
        ArgMaxOptions o => [Known("output type", o.OutputType)],
        ArgMinOptions o => [Known("output type", o.OutputType)],
        SpaceToDepthOptions o => [Positive("block size", o.BlockSize)],
        DepthToSpaceOptions o => [Positive("block size", o.BlockSize)],
        SplitOptions o => [Positive("number of splits", o.SplitsCount)],
        SplitVOptions o => [Positive("number of splits", o.SplitsCount)],
        PackOptions o => [o.ValuesCount == inputs ? null : $"the number of values is {o.ValuesCount}, expected the {inputs} inputs"],
        _ => [],
    };

    private static string? Known<T>(string what, T value)
        where T : struct, Enum =>
        Enum.IsDefined(value) ? null : $"the {what} is {Convert.ToInt32(value, null)}, which is not in the schema";

    private static string? Positive(string what, int value) => value > 0 ? null : $"the {what} is {value}, expected 1 or more";

    private static string? Finite(string what, float value) =>
        float.IsFinite(value) ? null : FormattableString.Invariant($"the {what} is {value}, expected a finite number");
}
