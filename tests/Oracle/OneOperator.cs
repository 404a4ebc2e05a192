using System.Runtime.InteropServices;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Frontends.TfLite;
using Adc.Compiler.Ir;
using Adc.Formats.TfLite;
using Adc.Simulator.Reference;

namespace Adc.Tests.Oracle;

/// <summary>A .tflite file with one operator, run by the TensorFlow Lite library and by the reference.</summary>
internal sealed class OneOperator
{
    private readonly byte[] file;

    private OneOperator(TfLiteModelBuilder builder, int input, int output) => file = TfLiteWriter.Write(builder.Build([input], [output]));

    /// <summary>An operator from one tensor to another of the same shape.</summary>
    public static OneOperator Unary(
        BuiltinOperator @operator,
        int version,
        TfLiteTensorType inputType,
        Quantization? input,
        TfLiteTensorType outputType,
        Quantization? output,
        int[] shape,
        TfLiteOptions? options = null)
    {
        var builder = new TfLiteModelBuilder();
        int from = builder.AddTensor("input", inputType, shape, InFile(input));
        int to = builder.AddTensor("output", outputType, shape, InFile(output));
        return new OneOperator(builder.AddOperator(@operator, version, [from], [to], options), from, to);
    }

    /// <summary>An int8 FULLY_CONNECTED on a batch of rows; the bias scale is the product of the other two.</summary>
    public static OneOperator FullyConnected(
        int rows, Quantization input, sbyte[] weights, Quantization weightScales, int[]? bias, int channels, Quantization output, TfLiteActivation activation)
    {
        int depth = weights.Length / channels;
        var builder = new TfLiteModelBuilder();
        int from = builder.AddTensor("input", TfLiteTensorType.Int8, [rows, depth], InFile(input));
        int by = builder.AddTensor("weights", TfLiteTensorType.Int8, [channels, depth], InFile(weightScales), MemoryMarshal.AsBytes(weights.AsSpan()).ToArray());
        var biasScales = new Quantization(weightScales.Scales.Select(scale => scale * input.Scale).ToSequence(), weightScales.ZeroPoints.Select(_ => 0).ToSequence());
        int plus = bias is null
            ? -1
            : builder.AddTensor("bias", TfLiteTensorType.Int32, [channels], InFile(biasScales), MemoryMarshal.AsBytes(bias.AsSpan()).ToArray());
        int to = builder.AddTensor("output", TfLiteTensorType.Int8, [rows, channels], InFile(output));
        return new OneOperator(
            builder.AddOperator(BuiltinOperator.FullyConnected, 4, [from, by, plus], [to], new FullyConnectedOptions(activation)), from, to);
    }

    /// <summary>A float32 FULLY_CONNECTED on a batch of rows.</summary>
    public static OneOperator FullyConnected(int rows, float[] weights, float[] bias, int channels, TfLiteActivation activation)
    {
        int depth = weights.Length / channels;
        var builder = new TfLiteModelBuilder();
        int from = builder.AddTensor("input", TfLiteTensorType.Float32, [rows, depth]);
        int by = builder.AddTensor("weights", TfLiteTensorType.Float32, [channels, depth], data: MemoryMarshal.AsBytes(weights.AsSpan()).ToArray());
        int plus = builder.AddTensor("bias", TfLiteTensorType.Float32, [channels], data: MemoryMarshal.AsBytes(bias.AsSpan()).ToArray());
        int to = builder.AddTensor("output", TfLiteTensorType.Float32, [rows, channels]);
        return new OneOperator(
            builder.AddOperator(BuiltinOperator.FullyConnected, 1, [from, by, plus], [to], new FullyConnectedOptions(activation)), from, to);
    }

    public TOut[] RunByLibrary<TIn, TOut>(TIn[] input)
        where TIn : unmanaged
        where TOut : unmanaged
    {
        using var model = new OracleModel(file);
        return model.Run<TIn, TOut>(input);
    }

    public TOut[] RunByReference<TIn, TOut>(TIn[] input, Rounding rounding = Rounding.Tflite)
        where TIn : unmanaged
        where TOut : unmanaged
    {
        var diagnostics = new DiagnosticBag();
        Graph graph = TfLiteFrontend.Read(file, "one.tflite", diagnostics) ?? throw new InvalidOperationException(string.Join('\n', diagnostics.All));
        IReadOnlyList<TensorValue> outputs = new ReferenceExecutor(graph, new ReferenceEvaluator(rounding))
            .Run([new TensorValue(graph.TypeOf(graph.Inputs[0]), ConstantData.Of<TIn>(input))]);
        return Assert.Single(outputs).Data.ToArray<TOut>();
    }

    private static TfLiteQuantization? InFile(Quantization? quantization) => quantization is null
        ? null
        : new TfLiteQuantization(quantization.Scales, [.. quantization.ZeroPoints.Select(zeroPoint => (long)zeroPoint)], quantization.Axis);
}
