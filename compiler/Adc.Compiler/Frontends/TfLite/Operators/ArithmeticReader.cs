using Adc.Compiler.Ir;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite.Operators;

/// <summary>What ADD, SUB, MUL and DIV have in common: two operands of one type that broadcast, and an activation.</summary>
/// <remarks>
/// The flag pot_scale_int16 of ADD and SUB is not looked at, as TensorFlow Lite Micro does not: int16 takes the general way
/// for all scales.
/// </remarks>
internal static class ArithmeticReader
{
    public static Operator? Read(OperatorSource source, TfLiteActivation fused, Func<Activation, Operator> make)
    {
        if (ActivationReader.Read(fused) is not Activation activation)
        {
            return source.Refuse($"{make(Activation.None).Name} with fused {fused} is not supported; NONE, RELU, RELU_N1_TO_1 and RELU6 are");
        }

        return BroadcastShapes.ElementsAgree(source) && BroadcastShapes.Agree(source) ? make(activation) : null;
    }
}
