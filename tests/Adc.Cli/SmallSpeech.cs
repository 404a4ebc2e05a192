using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;
using Adc.Tests.Support;

namespace Adc.Tests.Cli;

/// <summary>A word spotter in miniature, layer for layer like the benchmark's: features [1,12,8,1], convolutions of both kinds, a mean, classes.</summary>
internal static class SmallSpeech
{
    private const int Channels = 8, Classes = 4;

    public static TfLiteModel Build()
    {
        var draft = new GraphDraft("speech");
        TensorId x = draft.Input("features", GraphDraft.Int8(0.05f, 10, 1, 12, 8, 1));
        TensorId first = draft.Add(
            new Conv2D(new Window(Padding.Same, 2, 2), Activation.Relu), "conv", Image(6, 4), x, Weights(draft, "conv", Channels, 5, 3, 1), Bias(draft, "conv", Channels));
        TensorId depthwise = draft.Add(
            new DepthwiseConv2D(new Window(Padding.Same), Activation.Relu), "depthwise", Image(6, 4), first, Weights(draft, "depthwise", 1, 3, 3, Channels), Bias(draft, "depthwise", Channels));
        TensorId pointwise = draft.Add(
            new Conv2D(new Window(Padding.Same), Activation.Relu), "pointwise", Image(6, 4), depthwise, Weights(draft, "pointwise", Channels, 1, 1, Channels), Bias(draft, "pointwise", Channels));
        TensorId mean = draft.Add(new Pool2D(Pooling.Average, new Window(Padding.Valid), 6, 4), "mean", Image(1, 1), pointwise);
        TensorId flat = draft.Add(new Reshape(), "flat", GraphDraft.Int8(0.05f, -128, 1, Channels), mean);
        TensorId logits = draft.Add(
            new FullyConnected(Activation.None), "classes", GraphDraft.Int8(0.1f, 4, 1, Classes), flat, Weights(draft, "classes", Classes, Channels), Bias(draft, "classes", Classes));
        return GraphFile.Of(draft.Build(draft.Add(new Softmax(), "probabilities", GraphDraft.Int8(1f / 256, -128, 1, Classes), logits)));
    }

    private static TensorType Image(int height, int width) => GraphDraft.Int8(0.05f, -128, 1, height, width, Channels);

    private static TensorId Weights(GraphDraft draft, string layer, params int[] shape)
    {
        int count = shape.Aggregate(1, (product, extent) => product * extent);
        return draft.Constant($"{layer}/weights", GraphDraft.Int8(0.01f, 0, shape), [.. Enumerable.Range(0, count).Select(i => (sbyte)(((i * 59) % 255) - 127))]);
    }

    private static TensorId Bias(GraphDraft draft, string layer, int count) =>
        draft.Constant($"{layer}/bias", GraphDraft.Int32(count), [.. Enumerable.Range(0, count).Select(i => (i * 40) - 60)]);
}
