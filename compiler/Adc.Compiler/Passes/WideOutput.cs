using Adc.Compiler.Diagnostics;

namespace Adc.Compiler.Passes;

/// <summary>The wish for int32 outputs: real = output * 2^-radix.</summary>
/// <param name="Radix">Fractional bits; 0 takes the most that cannot overflow.</param>
/// <param name="Origin">Where the radix stands.</param>
public sealed record WideOutput(int Radix, Origin Origin)
{
    public const string Key = "disable_op_quantization", RadixKey = "op_radix";

    public const int LargestRadix = 24;
}
