using System.Buffers.Binary;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Memory;
using Adc.Tests.Lowering;
using Adc.Tests.Passes;
using Adc.Tests.Support;

namespace Adc.Tests.Memory;

public sealed class ArenaTensorsTests
{
    private static readonly TensorType Row = Pass.Row;

    [Fact]
    public void Every_computed_tensor_is_read_where_its_layer_left_it_reshapes_included()
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
        IReadOnlyDictionary<TensorId, ConstantData> tensors = ArenaTensors.Collect(plan, [row], [dense, dequantized]);

        Assert.Equal([flatX, wide, flat, real], tensors.Keys.OrderBy(id => id.Value));
        Assert.Equal(row, tensors[flatX]);
        Assert.Equal(ConstantData.Of<sbyte>([0, -1, -2, -3]), tensors[wide]);
        Assert.Equal(tensors[wide], tensors[flat]);
        Assert.Equal(ConstantData.Of<float>([0f, 0.5f, 1f, 1.5f]), tensors[real]);
    }

    [Fact]
    public void Fewer_copies_than_layers_are_a_bug_of_ours()
    {
        var draft = new GraphDraft();
        PlannedModel plan = MemoryPlanner.Plan(LoweredText.Lower(draft.Build(Pass.Dense(draft, draft.Input("x", Row), Row))), new MemoryOptions());

        Assert.Throws<ArgumentException>(() => ArenaTensors.Collect(plan, [ConstantData.Of<sbyte>([1, 2, 3, 4])], []));
    }
}
