using System.Collections.Frozen;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference;

/// <summary>What every operator means, in plain arithmetic: the oracle of the compiler.</summary>
public sealed class ReferenceEvaluator(Rounding rounding) : IEvaluator
{
    private static readonly FrozenDictionary<Type, Func<Operator, Invocation, ConstantData?>> Table =
        new Dictionary<Type, Func<Operator, Invocation, ConstantData?>>
        {
            [typeof(Dequantize)] = (_, call) => DequantizeReference.Evaluate(call),
            [typeof(FullyConnected)] = (op, call) => FullyConnectedReference.Evaluate((FullyConnected)op, call),
            [typeof(Logistic)] = (_, call) => LogisticReference.Evaluate(call),
            [typeof(Pack)] = (op, call) => PackReference.Evaluate((Pack)op, call),
            [typeof(Quantize)] = (_, call) => QuantizeReference.Evaluate(call),
            [typeof(Relu)] = (op, call) => ReluReference.Evaluate((Relu)op, call),
            [typeof(Reshape)] = (_, call) => ReshapeReference.Evaluate(call),
            [typeof(ShapeOf)] = (_, call) => ShapeOfReference.Evaluate(call),
            [typeof(Softmax)] = (op, call) => SoftmaxReference.Evaluate((Softmax)op, call),
            [typeof(StridedSlice)] = (op, call) => StridedSliceReference.Evaluate((StridedSlice)op, call),
            [typeof(Tanh)] = (_, call) => TanhReference.Evaluate(call),
        }.ToFrozenDictionary();

    /// <summary>The operator records that have a meaning here.</summary>
    public static IReadOnlyCollection<Type> Operators => Table.Keys;

    public Rounding Rounding => rounding;

    public IReadOnlyList<ConstantData>? Evaluate(Operator @operator, IReadOnlyList<TensorValue?> inputs, IReadOnlyList<TensorType> outputs)
    {
        ArgumentNullException.ThrowIfNull(@operator);
        ArgumentNullException.ThrowIfNull(outputs);
        return Table.TryGetValue(@operator.GetType(), out Func<Operator, Invocation, ConstantData?>? evaluate)
            && evaluate(@operator, new Invocation(inputs, outputs[0], rounding)) is { } output
            ? [output]
            : null;
    }
}
