using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>The extents of the input.</summary>
internal static class ShapeOfReference
{
    public static ConstantData? Evaluate(Invocation call)
    {
        int[] extents = [.. call.Input(0).Type.Shape.Extents];
        return call.Output.Element switch
        {
            ElementType.Int32 => ConstantData.Of<int>(extents),
            ElementType.Int64 => ConstantData.Of<long>(Array.ConvertAll(extents, extent => (long)extent)),
            _ => null,
        };
    }
}
