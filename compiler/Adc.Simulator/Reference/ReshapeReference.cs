using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>The same elements under another shape.</summary>
internal static class ReshapeReference
{
    public static ConstantData? Evaluate(Invocation call) =>
        call.CommonElement is not null && call.Input(0).Type.SizeInBytes == call.Output.SizeInBytes ? call.Input(0).Data : null;
}
