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

    /// <summary>An operator from 256 values of int8 to as many.</summary>
    public static OneOperator OfInt8(
        BuiltinOperator @operator, int version, Quantization input, Quantization output, TfLiteOptions? options = null) =>
        Unary(@operator, version, TfLiteTensorType.Int8, input, TfLiteTensorType.Int8, output, [256], options);

    /// <summary>An operator from float32 to float32.</summary>
    public static OneOperator OfFloat32(BuiltinOperator @operator, int[] shape, TfLiteOptions? options = null) =>
        Unary(@operator, 1, TfLiteTensorType.Float32, null, TfLiteTensorType.Float32, null, shape, options);

    /// <summary>The bias scale is the product of the other two, one per channel if the weights have several.</summary>
    public static OneOperator FullyConnected(Int8Layer layer)
    {
        int depth = layer.Depth, channels = layer.Channels;
        Quantization biasScales = layer.WeightScales with
        {
            Scales = layer.WeightScales.Scales.Select(scale => scale * layer.Input.Scale).ToSequence(),
        };
        var builder = new TfLiteModelBuilder();
        int from = builder.AddTensor("input", TfLiteTensorType.Int8, [layer.Rows, depth], InFile(layer.Input));
        int by = builder.AddTensor("weights", TfLiteTensorType.Int8, [channels, depth], InFile(layer.WeightScales), BytesOf(layer.Weights));
        int plus = layer.Bias is { } bias
            ? builder.AddTensor("bias", TfLiteTensorType.Int32, [channels], InFile(biasScales), BytesOf(bias))
            : -1;
        int to = builder.AddTensor("output", TfLiteTensorType.Int8, [layer.Rows, channels], InFile(layer.Output));
        builder.AddOperator(BuiltinOperator.FullyConnected, 4, [from, by, plus], [to], new FullyConnectedOptions(layer.Activation));
        return new OneOperator(builder, from, to);
    }

    /// <summary>A float32 FULLY_CONNECTED on a batch of rows.</summary>
    public static OneOperator FullyConnected(int rows, float[] weights, float[] bias, TfLiteActivation activation)
    {
        int channels = bias.Length, depth = weights.Length / channels;
        var builder = new TfLiteModelBuilder();
        int from = builder.AddTensor("input", TfLiteTensorType.Float32, [rows, depth]);
        int by = builder.AddTensor("weights", TfLiteTensorType.Float32, [channels, depth], data: BytesOf(weights));
        int plus = builder.AddTensor("bias", TfLiteTensorType.Float32, [channels], data: BytesOf(bias));
        int to = builder.AddTensor("output", TfLiteTensorType.Float32, [rows, channels]);
        builder.AddOperator(BuiltinOperator.FullyConnected, 1, [from, by, plus], [to], new FullyConnectedOptions(activation));
        return new OneOperator(builder, from, to);
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
        Graph graph = TfLiteFrontend.Read(file, "one.tflite", diagnostics)
            ?? throw new InvalidOperationException(string.Join('\n', diagnostics.All));
        IReadOnlyList<TensorValue> outputs = new ReferenceExecutor(graph, new ReferenceEvaluator(rounding))
            .Run([new TensorValue(graph.TypeOf(graph.Inputs[0]), ConstantData.Of<TIn>(input))]);
        return Assert.Single(outputs).Data.ToArray<TOut>();
    }

    /// <summary>Both answers must be the same bits.</summary>
    public void AssertAgreement<TIn, TOut>(TIn[] input)
        where TIn : unmanaged
        where TOut : unmanaged => Assert.Equal(RunByLibrary<TIn, TOut>(input), RunByReference<TIn, TOut>(input));

    private static byte[] BytesOf<T>(T[] values)
        where T : unmanaged => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();

    private static TfLiteQuantization? InFile(Quantization? quantization) => quantization is null
        ? null
        : new TfLiteQuantization(quantization.Scales, [.. quantization.ZeroPoints.Select(zeroPoint => (long)zeroPoint)], quantization.Axis);
}
