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
        [BuiltinOperator.Add] = AddReader.Read,
        [BuiltinOperator.AveragePool2D] = Pool2DReader.ReadAverage,
        [BuiltinOperator.BatchMatMul] = BatchMatMulReader.Read,
        [BuiltinOperator.Conv2D] = Conv2DReader.Read,
        [BuiltinOperator.Dequantize] = DequantizeReader.Read,
        [BuiltinOperator.Div] = DivReader.Read,
        [BuiltinOperator.Equal] = ComparisonReader.ReadEqual,
        [BuiltinOperator.FullyConnected] = FullyConnectedReader.Read,
        [BuiltinOperator.Greater] = ComparisonReader.ReadGreater,
        [BuiltinOperator.GreaterEqual] = ComparisonReader.ReadGreaterEqual,
        [BuiltinOperator.Less] = ComparisonReader.ReadLess,
        [BuiltinOperator.LessEqual] = ComparisonReader.ReadLessEqual,
        [BuiltinOperator.LogicalAnd] = LogicalReader.ReadAnd,
        [BuiltinOperator.LogicalNot] = LogicalNotReader.Read,
        [BuiltinOperator.LogicalOr] = LogicalReader.ReadOr,
        [BuiltinOperator.Logistic] = LogisticReader.Read,
        [BuiltinOperator.Maximum] = ExtremumReader.ReadMaximum,
        [BuiltinOperator.MaxPool2D] = Pool2DReader.ReadMax,
        [BuiltinOperator.Mean] = ReduceReader.ReadMean,
        [BuiltinOperator.Minimum] = ExtremumReader.ReadMinimum,
        [BuiltinOperator.Mul] = MulReader.Read,
        [BuiltinOperator.NotEqual] = ComparisonReader.ReadNotEqual,
        [BuiltinOperator.Pack] = PackReader.Read,
        [BuiltinOperator.Prelu] = PreluReader.Read,
        [BuiltinOperator.Quantize] = QuantizeReader.Read,
        [BuiltinOperator.ReduceMax] = ReduceReader.ReadMax,
        [BuiltinOperator.Relu] = ReluReader.Read,
        [BuiltinOperator.Relu6] = ReluReader.ReadRelu6,
        [BuiltinOperator.ReluN1To1] = ReluReader.ReadReluN1To1,
        [BuiltinOperator.Reshape] = ReshapeReader.Read,
        [BuiltinOperator.Select] = SelectV2Reader.ReadSelect,
        [BuiltinOperator.SelectV2] = SelectV2Reader.Read,
        [BuiltinOperator.Shape] = ShapeOfReader.Read,
        [BuiltinOperator.Softmax] = SoftmaxReader.Read,
        [BuiltinOperator.SquaredDifference] = SquaredDifferenceReader.Read,
        [BuiltinOperator.StridedSlice] = StridedSliceReader.Read,
        [BuiltinOperator.Sub] = SubReader.Read,
        [BuiltinOperator.Sum] = ReduceReader.ReadSum,
        [BuiltinOperator.Svdf] = SvdfReader.Read,
        [BuiltinOperator.Tanh] = TanhReader.Read,
        [BuiltinOperator.TransposeConv] = TransposeConvReader.Read,
    };
}
