using System.Buffers.Binary;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Memory;
using Adc.Tests.Lowering;
using Adc.Tests.Passes;
using Adc.Tests.Support;

namespace Adc.Tests.Memory;

public sealed class TensorPlaceTests
{
    private static readonly TensorType Row = Pass.Row;

    [Fact]
    public void Every_tensor_is_read_where_its_layer_left_it_inputs_and_reshapes_included()
    {
        var draft = new GraphDraft();
        TensorId x = draft.Input("x", Row);
        TensorId flatX = draft.Add(new Reshape(), "flat x", Row with { Shape = Shape.Of(4) }, x);
        TensorId wide = Pass.Dense(draft, flatX, Row);
        TensorId flat = draft.Add(new Reshape(), "flat", Row with { Shape = Shape.Of(4) }, wide);
        TensorId real = draft.Add(new Dequantize(), "real", GraphDraft.Float32(4), flat);
        PlannedModel plan = MemoryPlanner.Plan(LoweredText.Lower(draft.Build(real)), new MemoryOptions());
        byte[] dense = new byte[plan.ArenaSizeInBytes], dequantized = new byte[plan.ArenaSizeInBytes];
        for (int i = 0; i < 4; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(dense.AsSpan(plan.OffsetOf(plan.Lowered.Layers[1].Steps[^1].Output) + (2 * i)), (short)(-i));
            BinaryPrimitives.WriteSingleLittleEndian(dequantized.AsSpan(plan.OffsetOf(plan.Lowered.Outputs[0]) + (4 * i)), 0.5f * i);
        }

        var row = ConstantData.Of<sbyte>([9, 8, 7, 6]);
        var arenaAfter = new Dictionary<int, byte[]> { [1] = dense, [3] = dequantized };
        Dictionary<int, ConstantData> tensors = TensorPlace.AllOf(plan).ToDictionary(place => place.SourceIndex, place => place.Read([row], arenaAfter));

        Assert.Equal([x, flatX, wide, flat, real], tensors.Keys.Order().Select(index => new TensorId(index)));
        Assert.Equal(row, tensors[x.Value]);
        Assert.Equal(row, tensors[flatX.Value]);
        Assert.Equal(ConstantData.Of<sbyte>([0, -1, -2, -3]), tensors[wide.Value]);
        Assert.Equal(tensors[wide.Value], tensors[flat.Value]);
        Assert.Equal(ConstantData.Of<float>([0f, 0.5f, 1f, 1.5f]), tensors[real.Value]);
    }

    [Fact]
    public void Tensors_that_adc_made_are_in_no_file_and_have_no_place()
    {
        var draft = new GraphDraft();
        TensorId y = draft.Add(new Tanh(), "y", Row, draft.Input("x", Row));
        Graph graph = draft.Build(y);
        graph = graph.With(graph[y] with { SourceIndex = -1 });

        TensorPlace place = Assert.Single(TensorPlace.AllOf(MemoryPlanner.Plan(LoweredText.Lower(graph), new MemoryOptions())));

        Assert.Equal(0, place.SourceIndex);
    }
}
