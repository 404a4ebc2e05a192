using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>The opposite of every truth value.</summary>
internal static class LogicalNotReference
{
    public static ConstantData? Evaluate(Invocation call) => call.CommonElement == ElementType.Bool
        ? TruthValues.Write(Array.ConvertAll(TruthValues.Read(call.Input(0)), value => !value))
        : null;
}
