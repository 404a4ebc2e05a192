using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>Tensors of bool: a byte each, false when it is 0, written as 0 or 1.</summary>
internal static class TruthValues
{
    public static bool[] Read(TensorValue value) => Array.ConvertAll(value.Data.ToArray<byte>(), element => element != 0);

    public static ConstantData Write(bool[] values) => ConstantData.Of<byte>(Array.ConvertAll(values, value => (byte)(value ? 1 : 0)));
}
