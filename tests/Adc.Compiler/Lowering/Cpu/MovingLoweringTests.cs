using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Lowering;
using Adc.Compiler.Memory;
using Adc.Tests.Support;

namespace Adc.Tests.Lowering.Cpu;

public sealed class MovingLoweringTests
{
    private static readonly TensorType Row = GraphDraft.Int8(0.5f, 0, 1, 4);

    [Fact]
    public void Padding_is_a_fill_and_a_move_and_none_is_a_move() => Snapshot.Verify(LoweredText.Print(LoweredText.Lower(Draft((draft, x) =>
    {
        TensorId padded = draft.Add(
            new Pad(), "padded", Row with { Shape = Shape.Of(2, 5) }, x, draft.Constant("paddings", GraphDraft.Int32(2, 2), 0, 1, 1, 0));
        return [draft.Add(new Pad(), "same", Row with { Shape = Shape.Of(2, 5) }, padded, draft.Constant("none", GraphDraft.Int32(2, 2), 0, 0, 0, 0))];
    }))));

    [Fact]
    public void Concatenation_moves_each_input_once_constants_too() => Snapshot.Verify(LoweredText.Print(LoweredText.Lower(Draft((draft, x) =>
    {
        TensorId constant = draft.Constant("constant", Row, new sbyte[4]);
        return [draft.Add(new Concatenation(1), "joined", Row with { Shape = Shape.Of(1, 16) }, x, constant, x, constant)];
    }))));

    [Fact]
    public void Outputs_that_nobody_reads_cost_nothing()
    {
        LoweredModel model = LoweredText.Lower(Draft((draft, x) =>
        {
            TensorType one = Row with { Shape = Shape.Of(1) };
            TensorId[] parts = [.. Enumerable.Range(0, 4).Select(i => draft.Tensor($"part{i}", one))];
            draft.Apply(new Unpack(1), [x], parts);
            return [parts[2]];
        }));

        Assert.Single(model.Steps);
        Assert.DoesNotContain(TensorHomes.Of(model).Keys, id => model.Graph[id].Name is "part0" or "part1" or "part3");
        Assert.DoesNotContain(TensorPlace.AllOf(MemoryPlanner.Plan(model, new MemoryOptions())), place => model.Graph.Tensors[place.SourceIndex].Name == "part0");
    }

    private static Graph Draft(Func<GraphDraft, TensorId, TensorId[]> build)
    {
        var draft = new GraphDraft();
        return draft.Build(build(draft, draft.Input("x", Row)));
    }
}
