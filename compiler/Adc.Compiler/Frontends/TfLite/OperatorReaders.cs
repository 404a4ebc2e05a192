using Adc.Compiler.Frontends.TfLite.Operators;
using Adc.Compiler.Ir;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite;

/// <summary>Turns one operator of the file into an operator record, or reports why not and returns null.</summary>
internal delegate Operator? OperatorReader(OperatorSource source);

/// <summary>Every operator that the frontend reads, one row each.</summary>
internal static class OperatorReaders
{
    public static IReadOnlyDictionary<BuiltinOperator, OperatorReader> All { get; } = new SortedDictionary<BuiltinOperator, OperatorReader>
    {
        [BuiltinOperator.Abs] = AbsReader.Read,
        [BuiltinOperator.AveragePool2D] = Pool2DReader.ReadAverage,
        [BuiltinOperator.BatchMatMul] = BatchMatMulReader.Read,
        [BuiltinOperator.Conv2D] = Conv2DReader.Read,
        [BuiltinOperator.Dequantize] = DequantizeReader.Read,
        [BuiltinOperator.Elu] = EluReader.Read,
        [BuiltinOperator.Exp] = ExpReader.Read,
        [BuiltinOperator.FullyConnected] = FullyConnectedReader.Read,
        [BuiltinOperator.HardSwish] = HardSwishReader.Read,
        [BuiltinOperator.L2Normalization] = L2NormalizationReader.Read,
        [BuiltinOperator.LeakyRelu] = LeakyReluReader.Read,
        [BuiltinOperator.LogSoftmax] = LogSoftmaxReader.Read,
        [BuiltinOperator.Logistic] = LogisticReader.Read,
        [BuiltinOperator.MaxPool2D] = Pool2DReader.ReadMax,
        [BuiltinOperator.Mean] = ReduceReader.ReadMean,
        [BuiltinOperator.Neg] = NegReader.Read,
        [BuiltinOperator.Pack] = PackReader.Read,
        [BuiltinOperator.Quantize] = QuantizeReader.Read,
        [BuiltinOperator.ReduceMax] = ReduceReader.ReadMax,
        [BuiltinOperator.Relu] = ReluReader.Read,
        [BuiltinOperator.Relu6] = ReluReader.ReadRelu6,
        [BuiltinOperator.ReluN1To1] = ReluReader.ReadReluN1To1,
        [BuiltinOperator.Reshape] = ReshapeReader.Read,
        [BuiltinOperator.Rsqrt] = RsqrtReader.Read,
        [BuiltinOperator.Shape] = ShapeOfReader.Read,
        [BuiltinOperator.Softmax] = SoftmaxReader.Read,
        [BuiltinOperator.Sqrt] = SqrtReader.Read,
        [BuiltinOperator.Square] = SquareReader.Read,
        [BuiltinOperator.StridedSlice] = StridedSliceReader.Read,
        [BuiltinOperator.Sum] = ReduceReader.ReadSum,
        [BuiltinOperator.Svdf] = SvdfReader.Read,
        [BuiltinOperator.Tanh] = TanhReader.Read,
        [BuiltinOperator.TransposeConv] = TransposeConvReader.Read,
    };
}
