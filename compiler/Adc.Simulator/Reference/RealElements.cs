using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>float32 tensors through a function, element by element.</summary>
internal static class RealElements
{
    public static ConstantData Map(Invocation call, Func<float, float> function) =>
        ConstantData.Of<float>(Array.ConvertAll(call.Input(0).Data.ToArray<float>(), new Converter<float, float>(function)));
}
