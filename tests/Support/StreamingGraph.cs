using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Support;

/// <summary>A small model that remembers: a layer of filters over time, and its last result.</summary>
internal static class StreamingGraph
{
    /// <summary>y is what SVDF makes of x [1,3]; z is the y of the inference before, at first another constant.</summary>
    public static Graph Build()
    {
        var draft = new GraphDraft("streaming");
        TensorType stateType = GraphDraft.Int8(0.1f, 5, 1, 6), result = GraphDraft.Int8(0.2f, -5, 1, 2);
        TensorId x = draft.Input("x", GraphDraft.Int8(0.5f, 3, 1, 3));
        TensorId memory = draft.State("memory", stateType, ConstantData.Of<sbyte>([5, 5, 5, 5, 5, 5]));
        TensorId last = draft.State("last", result, ConstantData.Of<sbyte>([10, -20]));
        TensorId feature = draft.Constant<sbyte>("feature", GraphDraft.Int8(0.02f, 0, 2, 3), 50, -60, 70, 8, 90, -100);
        TensorId time = draft.Constant<sbyte>("time", GraphDraft.Int8(0.01f, 0, 2, 3), 100, 50, -20, 10, 20, 127);
        TensorId y = draft.Tensor("y", result), after = draft.Tensor("memory", stateType);
        draft.Apply(new Svdf(), [x, feature, time, TensorId.None, memory], y, after);
        draft.Become(memory, after);
        draft.Become(last, y);
        return draft.Build(y, draft.Add(new Quantize(), "z", GraphDraft.Int8(0.1f, 0, 1, 2), last));
    }
}
