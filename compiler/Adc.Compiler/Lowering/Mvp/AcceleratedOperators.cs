using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering.Mvp;

/// <summary>Which operators there are programs for.</summary>
internal static class AcceleratedOperators
{
    private static readonly IReadOnlyDictionary<Type, IAcceleratedOperator> Table = new Dictionary<Type, IAcceleratedOperator>
    {
        [typeof(Conv2D)] = new ConvolutionPrograms(),
        [typeof(FullyConnected)] = new FullyConnectedPrograms(),
    };

    /// <summary>Null when the operator always runs on the CPU.</summary>
    public static IAcceleratedOperator? Of(Operator @operator) => Table.GetValueOrDefault(@operator.GetType());
}
