using Adc.Formats.FlatBuffers;

namespace Adc.Formats.TfLite;

/// <summary>Turns the tables of a .tflite file into records.</summary>
/// <remarks>Checks the form of the file; <see cref="TfLiteVerifier"/> checks its sense.</remarks>
internal sealed class TfLiteTables
{
    private readonly FlatBuffer file;
    private readonly TfLiteProblemList problems;

    // Where the reader is, so that a problem deep in a table can be located.
    private int? subgraphIndex;
    private int? operatorIndex;
    private string? operatorName;
    private string? tensorName;

    public TfLiteTables(ReadOnlyMemory<byte> bytes, TfLiteProblemList problems)
    {
        this.problems = problems;
        file = new(bytes, problem => Report(
            problem.ExceedsLimit ? TfLiteProblemKind.TooLarge : TfLiteProblemKind.Corrupt,
            $"{problem.Message} (at byte {problem.Position:N0})"));
    }

    public TfLiteModel? Model()
    {
        if (!file.HasIdentifier(TfLiteSchema.Identifier))
        {
            Report(TfLiteProblemKind.NotTfLite, $"bytes 4 to 7 are not the file identifier {TfLiteSchema.Identifier}");
            return null;
        }

        if (file.Root() is not { } model)
        {
            return null;
        }

        uint version = model.UInt32(TfLiteSchema.Model.Version);
        if (version != TfLiteSchema.Version)
        {
            Report(TfLiteProblemKind.UnsupportedVersion, $"the file has schema version {version}, expected {TfLiteSchema.Version}");
            return null;
        }

        List<TfLiteOperatorCode> codes =
            Each(Required(model.Tables(TfLiteSchema.Model.OperatorCodes), "operator codes"), (_, code) => OperatorCode(code));
        return new(
            (int)version,
            model.String(TfLiteSchema.Model.Description) ?? "",
            codes,
            Each(Required(model.Tables(TfLiteSchema.Model.Subgraphs), "subgraphs"), (index, subgraph) => Subgraph(index, subgraph, codes)),
            Each(Required(model.Tables(TfLiteSchema.Model.Buffers), "buffers"), (_, buffer) => Buffer(buffer)),
            Each(model.Tables(TfLiteSchema.Model.Metadata) ?? [], (_, metadata) => Metadata(metadata)));
    }

    private static TfLiteOperatorCode OperatorCode(FlatTable code)
    {
        // Numbers above 126 do not fit the old field; writers fill either or both.
        var builtin = (BuiltinOperator)Math.Max(
            code.SByte(TfLiteSchema.OperatorCode.DeprecatedBuiltinCode), code.Int32(TfLiteSchema.OperatorCode.BuiltinCode));
        return new(
            builtin,
            builtin == BuiltinOperator.Custom ? code.String(TfLiteSchema.OperatorCode.CustomCode) : null,
            code.Int32(TfLiteSchema.OperatorCode.Version, 1));
    }

    private static TfLiteMetadata Metadata(FlatTable metadata) =>
        new(metadata.String(TfLiteSchema.Metadata.Name) ?? "", (int)metadata.UInt32(TfLiteSchema.Metadata.Buffer));

    private TfLiteSubgraph Subgraph(int index, FlatTable subgraph, List<TfLiteOperatorCode> codes)
    {
        subgraphIndex = index;
        TfLiteSubgraph result = new(
            subgraph.String(TfLiteSchema.Subgraph.Name) ?? "",
            Each(subgraph.Tables(TfLiteSchema.Subgraph.Tensors) ?? [], (_, tensor) => Tensor(tensor)),
            subgraph.Int32s(TfLiteSchema.Subgraph.Inputs) ?? [],
            subgraph.Int32s(TfLiteSchema.Subgraph.Outputs) ?? [],
            Each(subgraph.Tables(TfLiteSchema.Subgraph.Operators) ?? [], (i, @operator) => Operator(i, @operator, codes)));
        subgraphIndex = null;
        return result;
    }

    private TfLiteTensor Tensor(FlatTable tensor)
    {
        tensorName = tensor.String(TfLiteSchema.Tensor.Name) ?? "";
        if (tensor.Has(TfLiteSchema.Tensor.Sparsity))
        {
            Report(TfLiteProblemKind.Unsupported, "the tensor is sparse, expected dense data");
        }

        if (tensor.UInt32(TfLiteSchema.Tensor.ExternalBuffer) != 0)
        {
            Report(TfLiteProblemKind.Unsupported, "the tensor's data is in another file, expected it in this one");
        }

        int[] shape = tensor.Int32s(TfLiteSchema.Tensor.Shape) ?? [];
        TfLiteTensor result = new(
            tensorName,
            (TfLiteTensorType)tensor.SByte(TfLiteSchema.Tensor.Type),
            shape,
            tensor.Int32s(TfLiteSchema.Tensor.ShapeSignature),
            (int)tensor.UInt32(TfLiteSchema.Tensor.Buffer),
            tensor.Table(TfLiteSchema.Tensor.Quantization) is { } quantization ? Quantization(quantization, shape.Length) : null,
            tensor.Boolean(TfLiteSchema.Tensor.IsVariable));
        tensorName = null;
        return result;
    }

    private static TfLiteQuantization? Quantization(FlatTable quantization, int rank)
    {
        // By the schema, scales and zero points mean nothing where details of another technique are given.
        if (quantization.Byte(TfLiteSchema.Quantization.DetailsType) != 0
            || quantization.Singles(TfLiteSchema.Quantization.Scale) is not { Length: > 0 } scales)
        {
            return null;
        }

        // Older converters give a bias, which has one dimension, the quantized dimension of its filter.
        return new(
            scales,
            quantization.Int64s(TfLiteSchema.Quantization.ZeroPoint) ?? [],
            rank == 1 ? 0 : quantization.Int32(TfLiteSchema.Quantization.QuantizedDimension));
    }

    private TfLiteOperator Operator(int index, FlatTable @operator, List<TfLiteOperatorCode> codes)
    {
        uint opcode = @operator.UInt32(TfLiteSchema.Operator.OpcodeIndex);
        operatorIndex = index;
        operatorName = opcode < codes.Count ? codes[(int)opcode].DisplayName : null;
        byte unionType = @operator.Byte(TfLiteSchema.Operator.OptionsType);
        FlatTable? options = unionType == 0 ? null : @operator.Table(TfLiteSchema.Operator.Options);
        TfLiteOperator result = new(
            (int)opcode,
            @operator.Int32s(TfLiteSchema.Operator.Inputs) ?? [],
            @operator.Int32s(TfLiteSchema.Operator.Outputs) ?? [],
            options is { } table ? TfLiteOptionsCodec.Read(unionType, table) : null,
            Data(
                @operator,
                TfLiteSchema.Operator.CustomOptions,
                TfLiteSchema.Operator.LargeCustomOptionsOffset,
                TfLiteSchema.Operator.LargeCustomOptionsSize),
            @operator.Int32s(TfLiteSchema.Operator.Intermediates));
        operatorIndex = null;
        operatorName = null;
        return result;
    }

    private ReadOnlyMemory<byte> Buffer(FlatTable buffer) =>
        Data(buffer, TfLiteSchema.Buffer.Data, TfLiteSchema.Buffer.Offset, TfLiteSchema.Buffer.Size);

    /// <summary>Bytes inside the FlatBuffer, or behind it at a given position of the file, which must be greater than 1 to count.</summary>
    private ReadOnlyMemory<byte> Data(FlatTable table, int inside, int offset, int size)
    {
        ulong position = table.UInt64(offset);
        return (position > 1 ? file.Slice(position, table.UInt64(size)) : table.Bytes(inside)) ?? default;
    }

    private IEnumerable<FlatTable> Required(IEnumerable<FlatTable>? tables, string what)
    {
        if (tables is null)
        {
            Report(TfLiteProblemKind.Missing, $"the model has no vector of {what}");
        }

        return tables ?? [];
    }

    private List<T> Each<T>(IEnumerable<FlatTable> tables, Func<int, FlatTable, T> read)
    {
        var results = new List<T>();
        foreach (FlatTable table in tables.TakeWhile(_ => !problems.IsFull))
        {
            results.Add(read(results.Count, table));
        }

        return results;
    }

    private void Report(TfLiteProblemKind kind, string message) =>
        problems.Add(new(kind, message, subgraphIndex, operatorIndex, operatorName, tensorName));
}
