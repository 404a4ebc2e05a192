using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>Elements of x where the condition holds, of y elsewhere.</summary>
internal static class SelectV2Reference
{
    public static ConstantData? Evaluate(Invocation call)
    {
        TensorValue condition = call.Input(0), x = call.Input(1), y = call.Input(2);
        TensorType wanted = call.Output;
        bool typesFit = condition.Type.Element == ElementType.Bool
            && new[] { x.Type, y.Type }.All(type => type.Element == wanted.Element && Equals(type.Quantization, wanted.Quantization));
        int[]? indices = Broadcast.Indices(condition.Type.Shape, wanted.Shape);
        int[]? indicesOfX = Broadcast.Indices(x.Type.Shape, wanted.Shape), indicesOfY = Broadcast.Indices(y.Type.Shape, wanted.Shape);
        if (!typesFit || indices is null || indicesOfX is null || indicesOfY is null)
        {
            return null;
        }

        bool[] holds = TruthValues.Read(condition);
        int size = wanted.Element.SizeInBytes();
        byte[] output = new byte[indices.Length * size];
        for (int i = 0; i < indices.Length; i++)
        {
            (TensorValue from, int index) = holds[indices[i]] ? (x, indicesOfX[i]) : (y, indicesOfY[i]);
            from.Data.Bytes.Span.Slice(index * size, size).CopyTo(output.AsSpan(i * size));
        }

        return new ConstantData(output);
    }
}
