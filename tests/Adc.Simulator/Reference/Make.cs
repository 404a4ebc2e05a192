using Adc.Compiler.Ir;
using Adc.Simulator.Reference;

namespace Adc.Tests.Simulator.Reference;

/// <summary>Short spellings of tensors and of one evaluation.</summary>
internal static class Make
{
    public static TensorType Type(ElementType element, int[] shape, float scale = 0, int zeroPoint = 0) =>
        new(element, Shape.Of(shape), scale == 0 ? null : Quantization.PerTensor(scale, zeroPoint));

    public static TensorType Float32Type(params int[] shape) => Type(ElementType.Float32, shape);

    public static TensorType Int8Type(int[] shape, float scale, int zeroPoint = 0) => Type(ElementType.Int8, shape, scale, zeroPoint);

    public static TensorValue Int8(float scale, int zeroPoint, int[] shape, params sbyte[] elements) =>
        new(Type(ElementType.Int8, shape, scale, zeroPoint), ConstantData.Of<sbyte>(elements));

    /// <summary>A vector of int8.</summary>
    public static TensorValue Int8s(float scale, int zeroPoint, params sbyte[] elements) =>
        Int8(scale, zeroPoint, [elements.Length], elements);

    public static TensorValue Float32(int[] shape, params float[] elements) =>
        new(Float32Type(shape), ConstantData.Of<float>(elements));

    /// <summary>A vector of float32.</summary>
    public static TensorValue Float32s(params float[] elements) => Float32([elements.Length], elements);

    public static TensorValue Int32s(params int[] elements) =>
        new(Type(ElementType.Int32, [elements.Length]), ConstantData.Of<int>(elements));

    /// <summary>A vector of int16 with zero point 0.</summary>
    public static TensorValue Int16s(float scale, params short[] elements) =>
        new(Type(ElementType.Int16, [elements.Length], scale), ConstantData.Of<short>(elements));

    /// <summary>A vector of bool.</summary>
    public static TensorValue Bools(params bool[] elements) =>
        new(Type(ElementType.Bool, [elements.Length]), ConstantData.Of<byte>([.. elements.Select(element => (byte)(element ? 1 : 0))]));

    public static ConstantData? TryEvaluate(Operator @operator, TensorType output, Rounding rounding, params TensorValue?[] inputs) =>
        new ReferenceEvaluator(rounding).Evaluate(@operator, inputs, [output])?[0];

    public static T[] Evaluate<T>(Operator @operator, TensorType output, Rounding rounding, params TensorValue?[] inputs)
        where T : unmanaged
    {
        ConstantData data = TryEvaluate(@operator, output, rounding, inputs)
            ?? throw new InvalidOperationException($"{@operator} is unknown for these types");
        Assert.Equal(output.SizeInBytes, data.Bytes.Length);
        return data.ToArray<T>();
    }

    public static T[] Evaluate<T>(Operator @operator, TensorType output, params TensorValue?[] inputs)
        where T : unmanaged => Evaluate<T>(@operator, output, Rounding.Tflm, inputs);
}
