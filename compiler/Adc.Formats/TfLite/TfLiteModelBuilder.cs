namespace Adc.Formats.TfLite;

/// <summary>Assembles a model of one subgraph. Operators run in the order in which they are added; equal data share a buffer.</summary>
public sealed class TfLiteModelBuilder(string description = "", string subgraphName = "main")
{
    private readonly List<TfLiteOperatorCode> codes = [];
    private readonly List<ReadOnlyMemory<byte>> buffers = [ReadOnlyMemory<byte>.Empty];
    private readonly Dictionary<int, List<int>> buffersByHash = [];
    private readonly List<TfLiteTensor> tensors = [];
    private readonly List<TfLiteOperator> operators = [];
    private readonly List<TfLiteMetadata> metadata = [];

    /// <param name="data">Bytes of a constant, little endian; empty for a tensor that is computed or fed.</param>
    /// <returns>The tensor's index.</returns>
    public int AddTensor(
        string name,
        TfLiteTensorType type,
        IReadOnlyList<int> shape,
        TfLiteQuantization? quantization = null,
        ReadOnlyMemory<byte> data = default,
        IReadOnlyList<int>? shapeSignature = null,
        bool isVariable = false)
    {
        tensors.Add(new(name, type, shape, shapeSignature, AddBuffer(data), quantization, isVariable));
        return tensors.Count - 1;
    }

    public TfLiteModelBuilder AddOperator(
        BuiltinOperator builtin, int version, IReadOnlyList<int> inputs, IReadOnlyList<int> outputs, TfLiteOptions? options = null,
        IReadOnlyList<int>? intermediates = null) =>
        Add(new(builtin, CustomCode: null, version), inputs, outputs, options, customOptions: default, intermediates);

    public TfLiteModelBuilder AddCustomOperator(
        string customCode,
        int version,
        IReadOnlyList<int> inputs,
        IReadOnlyList<int> outputs,
        ReadOnlyMemory<byte> customOptions = default) =>
        Add(new(BuiltinOperator.Custom, customCode, version), inputs, outputs, options: null, customOptions);

    public TfLiteModelBuilder AddMetadata(string name, ReadOnlyMemory<byte> data)
    {
        metadata.Add(new(name, AddBuffer(data)));
        return this;
    }

    public TfLiteModel Build(IReadOnlyList<int> inputs, IReadOnlyList<int> outputs) =>
        new(
            TfLiteSchema.Version,
            description,
            [.. codes],
            [new(subgraphName, [.. tensors], [.. inputs], [.. outputs], [.. operators])],
            [.. buffers],
            [.. metadata]);

    private TfLiteModelBuilder Add(
        TfLiteOperatorCode code,
        IReadOnlyList<int> inputs,
        IReadOnlyList<int> outputs,
        TfLiteOptions? options,
        ReadOnlyMemory<byte> customOptions,
        IReadOnlyList<int>? intermediates = null)
    {
        int opcode = codes.IndexOf(code);
        if (opcode < 0)
        {
            opcode = codes.Count;
            codes.Add(code);
        }

        operators.Add(new(opcode, [.. inputs], [.. outputs], options, customOptions, intermediates));
        return this;
    }

    private int AddBuffer(ReadOnlyMemory<byte> data)
    {
        if (data.IsEmpty)
        {
            return 0;
        }

        var hash = default(HashCode);
        hash.AddBytes(data.Span);
        int key = hash.ToHashCode();
        if (!buffersByHash.TryGetValue(key, out List<int>? alike))
        {
            buffersByHash[key] = alike = [];
        }

        foreach (int index in alike)
        {
            if (buffers[index].Span.SequenceEqual(data.Span))
            {
                return index;
            }
        }

        buffers.Add(data);
        alike.Add(buffers.Count - 1);
        return buffers.Count - 1;
    }
}
