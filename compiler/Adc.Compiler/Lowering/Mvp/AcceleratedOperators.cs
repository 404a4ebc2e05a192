using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering.Mvp;

/// <summary>Which operators there are programs for.</summary>
internal static class AcceleratedOperators
{
    private static readonly IReadOnlyDictionary<Type, IAcceleratedOperator> Table = new Dictionary<Type, IAcceleratedOperator>
    {
        [typeof(Add)] = new SumPrograms(),
        [typeof(Conv2D)] = new ConvolutionPrograms(),
        [typeof(DepthwiseConv2D)] = new DepthwisePrograms(),
        [typeof(FullyConnected)] = new FullyConnectedPrograms(),
        [typeof(Mul)] = new ProductPrograms(),
        [typeof(Pool2D)] = new PoolPrograms(),
        [typeof(Reduce)] = new AveragePrograms(),
        [typeof(Quantize)] = new RescalePrograms(),
        [typeof(Relu)] = new RescalePrograms(),
        [typeof(Sub)] = new SumPrograms(),
        [typeof(TransposeConv)] = new TransposeConvPrograms(),
    };

    /// <summary>Null when the operator always runs on the CPU.</summary>
    public static IAcceleratedOperator? Of(Operator @operator) => Table.GetValueOrDefault(@operator.GetType());
}
