using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Lowering;
using Adc.Tests.Support;

namespace Adc.Tests.Lowering.Cpu;

public sealed class BroadcastStepTests
{
    private static readonly Shape Full = Shape.Of(2, 3);

    [Theory]
    [InlineData(ElementType.Float32, 2)] // the condition has smaller elements than the result
    [InlineData(ElementType.Int16, 2)]
    [InlineData(ElementType.Bool, 3)]
    public void The_result_of_a_selection_may_overlay_what_is_not_smaller(ElementType element, int overlays)
    {
        var draft = new GraphDraft();
        TensorId condition = draft.Input("c", new(ElementType.Bool, Full));
        TensorId x = draft.Input("x", new(element, Full)), y = draft.Input("y", new(element, Full));
        Assert.Equal(overlays, OnlyStep(draft, new SelectV2(), new(element, Full), condition, x, y).Overlays);
    }

    [Theory]
    [InlineData(new[] { 2, 3 }, new[] { 2, 3 }, 2)]
    [InlineData(new[] { 1, 2, 3 }, new[] { 3 }, 1)]
    [InlineData(new[] { 2, 1 }, new[] { 2, 3 }, 0)]
    public void The_result_may_not_overlay_what_is_repeated(int[] a, int[] b, int overlays)
    {
        var draft = new GraphDraft();
        TensorId left = draft.Input("a", GraphDraft.Int8(1, 0, a)), right = draft.Input("b", GraphDraft.Int8(1, 0, b));
        Assert.Equal(overlays, OnlyStep(draft, new Mul(), GraphDraft.Int8(1, 0, a.Length == 3 ? [1, 2, 3] : [2, 3]), left, right).Overlays);
    }

    [Fact]
    public void A_smaller_result_may_overlay_its_operands()
    {
        var draft = new GraphDraft();
        TensorId a = draft.Input("a", new(ElementType.Float32, Full)), b = draft.Input("b", new(ElementType.Float32, Full));
        Assert.Equal(2, OnlyStep(draft, new Comparison(Relation.Less), new(ElementType.Bool, Full), a, b).Overlays);
    }

    [Fact]
    public void Sums_read_the_operand_with_the_larger_scale_first()
    {
        var draft = new GraphDraft();
        TensorId a = draft.Input("a", GraphDraft.Int8(0.5f, 0, 2, 3)), b = draft.Input("b", GraphDraft.Int8(1, 0, 2, 3));
        LoweredModel model = LoweredText.Lower(draft.Build(draft.Add(new Sub(), "y", GraphDraft.Int8(1, 0, 2, 3), a, b)), new LoweringOptions(OptimisedKernels: false));
        Step step = Assert.Single(model.Steps);
        Assert.Equal([b, a], step.Buffers.Select(buffer => model[buffer].Tensor));
        Assert.Contains(new KernelParameter("factor", new IntegerValue(-(1 << 20))), ((KernelCall)step.Call).Parameters);
    }

    private static Step OnlyStep(GraphDraft draft, Operator @operator, TensorType output, params TensorId[] operands) =>
        Assert.Single(LoweredText.Lower(draft.Build(draft.Add(@operator, "y", output, operands))).Steps);
}
