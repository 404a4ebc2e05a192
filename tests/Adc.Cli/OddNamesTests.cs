using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Tests.Support;

namespace Adc.Tests.Cli;

/// <summary>Tensors may be called anything; the C that comes of it must compile.</summary>
public sealed class OddNamesTests
{
    private static readonly string[] Names =
    [
        "weights", "model/multiply/MatMul", "widen to int8", "narrow_to_int8", "exponentials", "softmax", "layer", "table", "lookup", "bias",
        "*/ int x; /*", "a\nb\\", "\"quoted\" ??/", "", "☃", "0", "double", "StatefulPartitionedCall:0",
    ];

    [ToolFact("cc")]
    public void Models_with_odd_names_compile_and_run()
    {
        using var folder = new WorkFolder();
        folder.Write("odd.tflite", GraphFile.Of(Chain()));
        folder.Write("x.npy", Adc.Formats.Npy.NpyArray.Of(new sbyte[] { 1, -2, 3 }, 1, 3));
        foreach (string engine in (string[])["reference", "cpu"])
        {
            AdcRun.Of("run", folder["odd.tflite"], "--input", folder["x.npy"], "--output", folder[$"{engine}.npy"], "--engine", engine).Succeeded();
        }

        Assert.Equal(folder.ReadNpy("reference.npy").ToInt8(), folder.ReadNpy("cpu.npy").ToInt8());
    }

    /// <summary>Every operator under every name, in turn.</summary>
    private static Graph Chain()
    {
        var draft = new GraphDraft();
        TensorType type = GraphDraft.Int8(0.1f, 3, 1, 3);
        TensorId last = draft.Input("input", type);
        foreach (string name in Names)
        {
            TensorId weights = draft.Constant($"{name}/constant", GraphDraft.Int8(0.3f, 0, 3, 3), new sbyte[] { 9, -8, 7, 1, 5, -4, 3, 2, 6 });
            last = draft.Add(new FullyConnected(Activation.Relu), name, type with { Quantization = Quantization.PerTensor(0.2f, 1) }, last, weights, TensorId.None);
            last = draft.Add(new Tanh(), name, GraphDraft.Int8(1f / 128, 0, 1, 3), last);
            last = draft.Add(new Softmax(), name, GraphDraft.Int8(1f / 256, -128, 1, 3), last);
            last = draft.Add(new Quantize(), name, type, last);
        }

        return draft.Build(last);
    }
}
