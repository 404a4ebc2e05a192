using Adc.Compiler.Ir;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite.Operators;

/// <summary>The fused activations that adc knows; null for TANH and SIGN_BIT, which no converter fuses any more.</summary>
internal static class ActivationReader
{
    public static Activation? Read(TfLiteActivation activation) => activation switch
    {
        TfLiteActivation.None => Activation.None,
        TfLiteActivation.Relu => Activation.Relu,
        TfLiteActivation.ReluN1To1 => Activation.ReluN1To1,
        TfLiteActivation.Relu6 => Activation.Relu6,
        _ => null,
    };
}
