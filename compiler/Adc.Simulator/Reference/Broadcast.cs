using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>Operands that are repeated along axes of extent 1, and along axes that they lack, as numpy does.</summary>
internal static class Broadcast
{
    /// <summary>For each element of the output the operand's element that it is made of, or null when the shapes do not fit.</summary>
    public static int[]? Indices(Shape operand, Shape output)
    {
        int missing = output.Rank - operand.Rank;
        bool fits = missing >= 0 && Enumerable.Range(0, operand.Rank).All(axis => operand[axis] == 1 || operand[axis] == output[axis + missing]);
        if (!fits)
        {
            return null;
        }

        // From the outermost axis inwards.
        IEnumerable<int> indices = [0];
        for (int axis = 0; axis < output.Rank; axis++)
        {
            int extent = axis < missing ? 1 : operand[axis - missing], repeated = output[axis];
            indices = indices.SelectMany(outer => Enumerable.Range(0, repeated).Select(i => (outer * extent) + (extent == 1 ? 0 : i))).ToList();
        }

        return [.. indices];
    }

    /// <summary>A function of the elements of the first two inputs, or null when their shapes do not broadcast to the output's.</summary>
    public static TResult[]? Map<T, TResult>(Invocation call, Func<TensorValue, T[]> read, Func<T, T, TResult> function)
    {
        int[]? left = Indices(call.Input(0).Type.Shape, call.Output.Shape), right = Indices(call.Input(1).Type.Shape, call.Output.Shape);
        if (left is null || right is null)
        {
            return null;
        }

        T[] a = read(call.Input(0)), b = read(call.Input(1));
        return [.. left.Zip(right, (i, j) => function(a[i], b[j]))];
    }

    /// <summary>A function of float32.</summary>
    public static ConstantData? OfReals(Invocation call, Func<float, float, float> function) =>
        Map(call, input => input.Data.ToArray<float>(), function) is { } reals ? ConstantData.Of<float>(reals) : null;

    /// <summary>A function of integers of up to 32 bits whose results fit the output's type.</summary>
    public static ConstantData? OfIntegers(Invocation call, Func<int, int, int> function) =>
        Map(call, IntegerElements.Read, function) is { } integers ? IntegerElements.Write(call.Output.Element, integers) : null;

    /// <summary>The element type that the first two inputs share, or null when they differ.</summary>
    public static ElementType? OperandsOf(Invocation call) =>
        call.Input(0).Type.Element == call.Input(1).Type.Element ? call.Input(0).Type.Element : null;

    /// <summary>The element type that the first two inputs and the output share, or null when they differ.</summary>
    public static ElementType? ElementOf(Invocation call) => OperandsOf(call) == call.Output.Element ? call.Output.Element : null;

    /// <summary>The quantizations of the first two inputs and of the output, or null when one is absent or per channel.</summary>
    public static (Quantization A, Quantization B, Quantization Output)? QuantizationsOf(Invocation call) =>
        call.PerTensor is var (a, output) && call.Input(1).Type.Quantization is { IsPerChannel: false } b ? (a, b, output) : null;
}
