using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

internal static class RoundingSymbols
{
    /// <summary>The enumerator of adc_requantize.h.</summary>
    public static string Enumerator(this Rounding rounding) => rounding switch
    {
        Rounding.Tflm => "ADC_ROUNDING_TFLM",
        Rounding.Tflite => "ADC_ROUNDING_TFLITE",
        _ => "ADC_ROUNDING_SINGLE",
    };
}
