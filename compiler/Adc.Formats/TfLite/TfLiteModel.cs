namespace Adc.Formats.TfLite;

/// <summary>A .tflite file (schema v3) as plain records; buffers are slices of the file's memory.</summary>
/// <param name="Buffers">Contents by buffer index; empty where a tensor is computed.</param>
public sealed record TfLiteModel(
    int Version,
    string Description,
    IReadOnlyList<TfLiteOperatorCode> OperatorCodes,
    IReadOnlyList<TfLiteSubgraph> Subgraphs,
    IReadOnlyList<ReadOnlyMemory<byte>> Buffers,
    IReadOnlyList<TfLiteMetadata> Metadata)
{
    /// <summary>The data of a tensor; empty when it is computed.</summary>
    public ReadOnlyMemory<byte> DataOf(TfLiteTensor tensor) => Buffers[tensor.Buffer];

    public TfLiteOperatorCode CodeOf(TfLiteOperator @operator) => OperatorCodes[@operator.OpcodeIndex];
}

/// <param name="CustomCode">Name of a custom operator; null for a builtin one.</param>
public sealed record TfLiteOperatorCode(BuiltinOperator Builtin, string? CustomCode, int Version)
{
    /// <summary>Schema name of the builtin operator, or the custom operator's own name.</summary>
    public string DisplayName => CustomCode ?? Builtin.SchemaName();
}

/// <param name="Inputs">Tensor indices.</param>
/// <param name="Outputs">Tensor indices.</param>
public sealed record TfLiteSubgraph(
    string Name,
    IReadOnlyList<TfLiteTensor> Tensors,
    IReadOnlyList<int> Inputs,
    IReadOnlyList<int> Outputs,
    IReadOnlyList<TfLiteOperator> Operators);

/// <param name="ShapeSignature">As <paramref name="Shape"/>, with −1 for a dynamic extent; null when the file has none.</param>
/// <param name="Buffer">Index into <see cref="TfLiteModel.Buffers"/>; 0 is always empty.</param>
public sealed record TfLiteTensor(
    string Name,
    TfLiteTensorType Type,
    IReadOnlyList<int> Shape,
    IReadOnlyList<int>? ShapeSignature,
    int Buffer,
    TfLiteQuantization? Quantization,
    bool IsVariable = false);

/// <summary>Affine quantization: real = scale * (q − zero point); one entry per tensor or per slice.</summary>
public sealed record TfLiteQuantization(IReadOnlyList<float> Scales, IReadOnlyList<long> ZeroPoints, int QuantizedDimension = 0);

/// <param name="Inputs">Tensor indices; −1 stands for a missing optional input.</param>
/// <param name="Outputs">Tensor indices.</param>
/// <param name="Options">Typed options, <see cref="UnknownOptions"/> for a table adc has no record for, or null.</param>
/// <param name="CustomOptions">Raw bytes that belong to a custom operator.</param>
public sealed record TfLiteOperator(
    int OpcodeIndex,
    IReadOnlyList<int> Inputs,
    IReadOnlyList<int> Outputs,
    TfLiteOptions? Options,
    ReadOnlyMemory<byte> CustomOptions = default,
    IReadOnlyList<int>? Intermediates = null);

/// <summary>A named blob, such as min_runtime_version or a vendor's parameters.</summary>
public sealed record TfLiteMetadata(string Name, int Buffer);
