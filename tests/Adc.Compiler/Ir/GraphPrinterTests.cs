using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Tests.Support;

namespace Adc.Tests.Ir;

public sealed class GraphPrinterTests
{
    [Fact]
    public void Prints_inputs_constants_nodes_and_outputs() => Snapshot.Verify(GraphPrinter.Print(Everything()));

    [Fact]
    public void Equal_graphs_print_alike_and_names_stay_on_their_line()
    {
        Assert.Equal(GraphPrinter.Print(Everything()), GraphPrinter.Print(Everything()));

        var draft = new GraphDraft();
        TensorId x = draft.Input("two\nlines", GraphDraft.Float32(1));
        string text = GraphPrinter.Print(draft.Build(draft.Add(new Tanh(), "a\r\0b", GraphDraft.Float32(1), x)));

        Assert.Equal(4, text.Count(c => c == '\n'));
        Assert.Contains(@"'two\u000alines'", text, StringComparison.Ordinal);
    }

    private static Graph Everything()
    {
        var draft = new GraphDraft("everything");
        TensorType row = GraphDraft.Int8(0.1f, -128, 1, 2);
        TensorId real = draft.Input("real", GraphDraft.Float32(1, 2));
        TensorId quantized = draft.Add(new Quantize(), "quantized", row, real);
        TensorId weights = draft.Constant<sbyte>(
            "weights", new(ElementType.Int8, Shape.Of(2, 2), new Quantization([0.1f, 0.25f], [0, 0])), 1, 2, 3, 4);
        TensorId unused = draft.Constant("unused", GraphDraft.Int32(1), 1);
        TensorId dense = draft.Add(new FullyConnected(Activation.ReluN1To1), "dense", row, quantized, weights, TensorId.None);
        TensorId clamped = draft.Add(new Relu(Activation.Relu6), "clamped", row, dense);
        TensorId sharp = draft.Add(new Softmax(2.5f), "sharp", row, clamped);
        TensorId slice = draft.Constant("bounds", GraphDraft.Int32(1), 0);
        TensorId shape = draft.Add(new ShapeOf(), "shape", GraphDraft.Int32(2), sharp);
        TensorId first = draft.Add(new StridedSlice(BeginMask: 1, ShrinkAxisMask: 1), "first", GraphDraft.Int32(), shape, slice, slice, slice);
        TensorId packed = draft.Add(new Pack(Axis: 1), "packed", GraphDraft.Int32(2), first, first);
        TensorId flat = draft.Add(new Reshape(), "flat", GraphDraft.Int8(0.1f, -128, 2), sharp, packed);
        return draft.Build(flat, shape, unused);
    }
}
