using Adc.Formats.FlatBuffers;

namespace Adc.Formats.TfLite;

/// <summary>Writes a model as a .tflite file. The same model gives the same bytes.</summary>
public static class TfLiteWriter
{
    private const int BufferAlignment = 16;

    // From this number on, an operator does not fit the old field, which then holds this number.
    private const int FirstCodeOutsideOldField = 127;

    /// <exception cref="ArgumentException">
    /// The file would have 2^31 bytes or more, or options have fields without a record (<see cref="UnknownOptions"/>).
    /// </exception>
    public static byte[] Write(TfLiteModel model)
    {
        FlatTableBuilder root = new FlatTableBuilder()
            .Int32(TfLiteSchema.Model.Version, model.Version)
            .Tables(TfLiteSchema.Model.OperatorCodes, model.OperatorCodes.Select(OperatorCode))
            .Tables(TfLiteSchema.Model.Subgraphs, model.Subgraphs.Select(Subgraph))
            .String(TfLiteSchema.Model.Description, model.Description)
            .Tables(TfLiteSchema.Model.Buffers, model.Buffers.Select(Buffer))
            .Tables(TfLiteSchema.Model.Metadata, model.Metadata.Select(Metadata));
        return FlatBufferWriter.Write(root, TfLiteSchema.Identifier);
    }

    private static FlatTableBuilder OperatorCode(TfLiteOperatorCode code) => new FlatTableBuilder()
        .Byte(TfLiteSchema.OperatorCode.DeprecatedBuiltinCode, (byte)Math.Min((int)code.Builtin, FirstCodeOutsideOldField))
        .String(TfLiteSchema.OperatorCode.CustomCode, code.CustomCode)
        .Int32(TfLiteSchema.OperatorCode.Version, code.Version, 1)
        .Int32(TfLiteSchema.OperatorCode.BuiltinCode, (int)code.Builtin);

    private static FlatTableBuilder Subgraph(TfLiteSubgraph subgraph) => new FlatTableBuilder()
        .Tables(TfLiteSchema.Subgraph.Tensors, subgraph.Tensors.Select(Tensor))
        .Int32s(TfLiteSchema.Subgraph.Inputs, subgraph.Inputs)
        .Int32s(TfLiteSchema.Subgraph.Outputs, subgraph.Outputs)
        .Tables(TfLiteSchema.Subgraph.Operators, subgraph.Operators.Select(Operator))
        .String(TfLiteSchema.Subgraph.Name, subgraph.Name);

    private static FlatTableBuilder Tensor(TfLiteTensor tensor) => new FlatTableBuilder()
        .Int32s(TfLiteSchema.Tensor.Shape, tensor.Shape)
        .Byte(TfLiteSchema.Tensor.Type, (byte)tensor.Type)
        .Int32(TfLiteSchema.Tensor.Buffer, tensor.Buffer)
        .String(TfLiteSchema.Tensor.Name, tensor.Name)
        .Table(TfLiteSchema.Tensor.Quantization, tensor.Quantization is { } quantization ? Quantization(quantization) : null)
        .Boolean(TfLiteSchema.Tensor.IsVariable, tensor.IsVariable)
        .Int32s(TfLiteSchema.Tensor.ShapeSignature, tensor.ShapeSignature)
        .Boolean(TfLiteSchema.Tensor.HasRank, true);

    private static FlatTableBuilder Quantization(TfLiteQuantization quantization) => new FlatTableBuilder()
        .Singles(TfLiteSchema.Quantization.Scale, quantization.Scales)
        .Int64s(TfLiteSchema.Quantization.ZeroPoint, quantization.ZeroPoints)
        .Int32(TfLiteSchema.Quantization.QuantizedDimension, quantization.QuantizedDimension);

    private static FlatTableBuilder Operator(TfLiteOperator @operator)
    {
        FlatTableBuilder table = new FlatTableBuilder()
            .Int32(TfLiteSchema.Operator.OpcodeIndex, @operator.OpcodeIndex)
            .Int32s(TfLiteSchema.Operator.Inputs, @operator.Inputs)
            .Int32s(TfLiteSchema.Operator.Outputs, @operator.Outputs)
            .Int32s(TfLiteSchema.Operator.Intermediates, @operator.Intermediates);
        if (@operator.Options is { } options)
        {
            table.Byte(TfLiteSchema.Operator.OptionsType, (byte)TfLiteOptionsCodec.KindOf(options))
                .Table(TfLiteSchema.Operator.Options, TfLiteOptionsCodec.Write(options));
        }

        return @operator.CustomOptions.IsEmpty ? table : table.Bytes(TfLiteSchema.Operator.CustomOptions, @operator.CustomOptions);
    }

    private static FlatTableBuilder Buffer(ReadOnlyMemory<byte> data) =>
        data.IsEmpty ? new() : new FlatTableBuilder().Bytes(TfLiteSchema.Buffer.Data, data, BufferAlignment);

    private static FlatTableBuilder Metadata(TfLiteMetadata metadata) => new FlatTableBuilder()
        .String(TfLiteSchema.Metadata.Name, metadata.Name)
        .Int32(TfLiteSchema.Metadata.Buffer, metadata.Buffer);
}
