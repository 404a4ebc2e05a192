using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>Parameters that the kernels of convolutions have in common.</summary>
internal static class ConvolutionParameters
{
    public static KernelParameter Bias(long[] bias, LoweringContext context) => new("bias", context.Constant(
        "bias", ConstantElement.Int32, ConstantData.Of<int>(Array.ConvertAll(bias, value => (int)value)), "of each output channel"));

    public static IEnumerable<KernelParameter> Scales(QuantizedMultiplier[] multipliers, LoweringContext context) =>
    [
        new("multipliers", context.Constant(
            "multipliers", ConstantElement.Int32, ConstantData.Of<int>(Array.ConvertAll(multipliers, one => one.Multiplier)), "factor * 2^(31 - shift)")),
        new("shifts", context.Constant(
            "shifts", ConstantElement.Int32, ConstantData.Of<int>(Array.ConvertAll(multipliers, one => one.Shift)), "left when positive")),
        .. Integers(("per_channel", multipliers.Length > 1 ? 1 : 0)),
    ];

    public static IEnumerable<KernelParameter> Activations(int inputZeroPoint, int outputZeroPoint, int low, int high) =>
        Integers(("input_zero_point", inputZeroPoint), ("output_zero_point", outputZeroPoint), ("low", low), ("high", high));

    public static IEnumerable<KernelParameter> Integers(params (string Name, long Value)[] parameters) =>
        parameters.Select(parameter => new KernelParameter(parameter.Name, new IntegerValue(parameter.Value)));
}
