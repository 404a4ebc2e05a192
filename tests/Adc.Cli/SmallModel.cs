using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.Npy;
using Adc.Formats.TfLite;
using Adc.Tests.Support;

namespace Adc.Tests.Cli;

/// <summary>A classifier of six numbers, small enough to compile in every test that wants a model.</summary>
internal static class SmallModel
{
    /// <summary>Names are those that converters give.</summary>
    public static TfLiteModel Build(ElementType inputType = ElementType.Int8, int inputs = 6)
    {
        var draft = new GraphDraft("small");
        TensorId x = draft.Input("serving_default_x:0", new TensorType(inputType, Shape.Of(1, inputs), Quantization.PerTensor(0.05f, inputType == ElementType.Int8 ? -3 : 0)));
        TensorId hidden = Dense(draft, x, inputs, 5, Activation.Relu, GraphDraft.Int8(0.1f, -128, 1, 5), "sequential/dense/MatMul;sequential/dense/Relu");
        TensorId logits = Dense(draft, hidden, 5, 3, Activation.None, GraphDraft.Int8(0.2f, 7, 1, 3), "sequential/dense_1/MatMul");
        return GraphFile.Of(draft.Build(draft.Add(new Softmax(), "StatefulPartitionedCall:0", GraphDraft.Int8(1f / 256, -128, 1, 3), logits)));
    }

    /// <summary>Rows for the model as float32, within its range.</summary>
    public static NpyArray Rows(int count)
    {
        var random = new Random(count);
        return NpyArray.Of([.. Enumerable.Range(0, count * 6).Select(_ => (random.NextSingle() * 12) - 6)], count, 6);
    }

    /// <summary>The test "small" and its model file, for the CPU alone.</summary>
    public static string Yaml(string model = "small.tflite") => $"small:\n  tflite_model: {model}\n  target: {{ accelerator: none }}\n";

    /// <summary>A folder with small.yaml and small.tflite.</summary>
    public static WorkFolder Folder(string name = "work")
    {
        var folder = new WorkFolder(name);
        folder.Write("small.tflite", Build());
        folder.Write("small.yaml", Yaml());
        return folder;
    }

    private static TensorId Dense(GraphDraft draft, TensorId from, int columns, int rows, Activation activation, TensorType output, string name)
    {
        TensorId weights = draft.Constant(
            $"{name}/weights", GraphDraft.Int8(0.01f, 0, rows, columns), [.. Enumerable.Range(0, rows * columns).Select(i => (sbyte)(((i * 37) % 255) - 127))]);
        TensorId bias = draft.Constant($"{name}/bias", GraphDraft.Int32(rows), [.. Enumerable.Range(0, rows).Select(i => (i * 50) - 100)]);
        return draft.Add(new FullyConnected(activation), name, output, from, weights, bias);
    }
}
