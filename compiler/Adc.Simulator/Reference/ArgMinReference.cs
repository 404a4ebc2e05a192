using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>The first index whose element exceeds no other one.</summary>
internal static class ArgMinReference
{
    public static ConstantData? Evaluate(Invocation call) => ArgMaxReference.Extreme(call, (candidate, best) => candidate < best);
}
