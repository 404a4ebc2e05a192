using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>x, or exp(x) - 1 below 0; int8 by a table whose difference is taken in float32.</summary>
internal static class EluReference
{
    public static ConstantData? Evaluate(Invocation call) => call.CommonElement switch
    {
        ElementType.Float32 => RealElements.Map(call, x => x < 0 ? RealFunctions.ExpMinusOne(x) : x),
        ElementType.Int8 => LookupTable.Evaluate(call, x => x < 0 ? RealFunctions.Exp(x) - 1f : x),
        _ => null,
    };
}
