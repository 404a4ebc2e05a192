using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;
using Adc.Tests.Support;

namespace Adc.Tests.Cli;

/// <summary>A classifier of images [1,6,6,2]: a convolution, a mean over the image, a dense layer.</summary>
internal static class SmallImages
{
    public static TfLiteModel Build()
    {
        var draft = new GraphDraft("images");
        TensorId x = draft.Input("image", GraphDraft.Int8(0.05f, -3, 1, 6, 6, 2));
        TensorId conv = draft.Add(
            new Conv2D(new Window(Padding.Same), Activation.Relu), "conv", GraphDraft.Int8(0.05f, -128, 1, 6, 6, 4), x, Weights(draft, "conv", 4, 3, 3, 2), Bias(draft, "conv", 4));
        TensorId mean = draft.Add(
            new Pool2D(Pooling.Average, new Window(Padding.Valid), 6, 6), "mean", GraphDraft.Int8(0.05f, -128, 1, 1, 1, 4), conv);
        TensorId flat = draft.Add(new Reshape(), "flat", GraphDraft.Int8(0.05f, -128, 1, 4), mean);
        return GraphFile.Of(draft.Build(draft.Add(
            new FullyConnected(Activation.None), "classes", GraphDraft.Int8(0.1f, 4, 1, 2), flat, Weights(draft, "classes", 2, 4), Bias(draft, "classes", 2))));
    }

    private static TensorId Weights(GraphDraft draft, string layer, params int[] shape)
    {
        int count = shape.Aggregate(1, (product, extent) => product * extent);
        return draft.Constant($"{layer}/weights", GraphDraft.Int8(0.01f, 0, shape), [.. Enumerable.Range(0, count).Select(i => (sbyte)(((i * 53) % 255) - 127))]);
    }

    private static TensorId Bias(GraphDraft draft, string layer, int count) =>
        draft.Constant($"{layer}/bias", GraphDraft.Int32(count), [.. Enumerable.Range(0, count).Select(i => (i * 40) - 60)]);
}
