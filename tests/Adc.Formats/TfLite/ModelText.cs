using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Adc.Formats.TfLite;

namespace Adc.Tests.Formats.TfLite;

/// <summary>A model as text, so that two models are equal when their texts are, and a difference can be read.</summary>
internal static class ModelText
{
    public static string Of(TfLiteModel model)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"version {model.Version} description {model.Description}\n");
        foreach (TfLiteOperatorCode code in model.OperatorCodes)
        {
            text.Append(CultureInfo.InvariantCulture, $"code {code.Builtin} custom {code.CustomCode ?? "none"} version {code.Version}\n");
        }

        foreach (TfLiteSubgraph subgraph in model.Subgraphs)
        {
            text.Append(CultureInfo.InvariantCulture, $"subgraph {subgraph.Name} in {List(subgraph.Inputs)} out {List(subgraph.Outputs)}\n");
            foreach (TfLiteTensor tensor in subgraph.Tensors)
            {
                text.Append(CultureInfo.InvariantCulture, $"  tensor {tensor.Name} {tensor.Type}{List(tensor.Shape)}");
                text.Append(CultureInfo.InvariantCulture, $" signature {List(tensor.ShapeSignature)} buffer {tensor.Buffer}");
                text.Append(tensor.IsVariable ? " variable" : "").Append(Of(tensor.Quantization)).Append('\n');
            }

            foreach (TfLiteOperator @operator in subgraph.Operators)
            {
                text.Append(CultureInfo.InvariantCulture, $"  operator {@operator.OpcodeIndex} in {List(@operator.Inputs)}");
                text.Append(CultureInfo.InvariantCulture, $" out {List(@operator.Outputs)} intermediates {List(@operator.Intermediates)}");
                text.Append(CultureInfo.InvariantCulture, $" custom {Convert.ToHexString(@operator.CustomOptions.Span)} {Of(@operator.Options)}\n");
            }
        }

        foreach (ReadOnlyMemory<byte> buffer in model.Buffers)
        {
            text.Append(CultureInfo.InvariantCulture, $"buffer {buffer.Length} {Hash(buffer.Span)}\n");
        }

        foreach (TfLiteMetadata metadata in model.Metadata)
        {
            text.Append(CultureInfo.InvariantCulture, $"metadata {metadata.Name} buffer {metadata.Buffer}\n");
        }

        return text.ToString();
    }

    private static string Of(TfLiteQuantization? quantization) => quantization is null
        ? ""
        : $" scales {List(quantization.Scales)} zero {List(quantization.ZeroPoints)} along {quantization.QuantizedDimension}";

    private static string Of(TfLiteOptions? options) => options switch
    {
        null => "none",
        ReshapeOptions reshape => $"ReshapeOptions {List(reshape.NewShape)}",
        SqueezeOptions squeeze => $"SqueezeOptions {List(squeeze.Dimensions)}",
        _ => options.ToString(),
    };

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..16];

    private static string List<T>(IReadOnlyList<T>? values)
        where T : IFormattable =>
        values is null ? "none" : $"[{string.Join(",", values.Select(value => value.ToString(null, CultureInfo.InvariantCulture)))}]";
}
