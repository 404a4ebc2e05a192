using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Lowering;
using Adc.Compiler.Memory;
using Adc.Tests.Lowering;
using Adc.Tests.Support;
using Adc.Tests.Support.Layers;

namespace Adc.Tests.Memory;

public sealed class SlicesTests
{
    [Fact]
    public void Parts_of_a_concatenation_are_written_into_the_whole()
    {
        PlannedModel plan = MemoryPlanner.Plan(LoweredText.Lower(Concatenated(axis: 1)), new MemoryOptions());

        Assert.Empty(PlanVerifier.Verify(plan));
        Assert.Equal(2, plan.Slices.Count);
        Assert.DoesNotContain(plan.Lowered.Steps, step => step.Purpose == "append");
        Assert.All(plan.Slices, slice => Assert.Equal(plan.OffsetOf(slice.Whole) + slice.Offset, plan.OffsetOf(slice.Part)));
    }

    [Theory]
    [InlineData(3, true, false)] // channels alternate in memory
    [InlineData(1, false, false)] // configured so
    [InlineData(1, true, true)] // the part is read again, after the whole
    public void Parts_that_are_no_slices_are_copied(int axis, bool allowInPlace, bool isReadAgain)
    {
        PlannedModel plan = MemoryPlanner.Plan(LoweredText.Lower(Concatenated(axis, isReadAgain)), new MemoryOptions(AllowInPlace: allowInPlace));

        Assert.Empty(PlanVerifier.Verify(plan));
        Assert.Empty(plan.Slices);
        Assert.Equal(2, plan.Lowered.Steps.Count(step => step.Purpose == "append"));
    }

    [Fact]
    public void A_slice_elsewhere_is_a_violation()
    {
        PlannedModel plan = MemoryPlanner.Plan(LoweredText.Lower(Concatenated(axis: 1)), new MemoryOptions());
        BufferSlice second = plan.Slices[1];
        var moved = plan with { Slices = [plan.Slices[0], second with { Offset = second.Offset + 16 }] };

        Assert.Contains(PlanVerifier.Verify(moved), violation => violation.Contains("whose slice it is", StringComparison.Ordinal));
    }

    private static Graph Concatenated(int axis, bool isReadAgain = false)
    {
        var draft = new LayerDraft(new Random(3), "slices");
        Value input = draft.Input(draft.AnyInt8(Shape.Of(1, 4, 4, 8), 0.05f));
        Value first = Convolve(draft, input), second = Convolve(draft, input);
        int[] extents = [1, 4, 4, 8];
        extents[axis] *= 2;
        Value whole = draft.Add(new Concatenation(axis), GraphDraft.Int8(0.5f, 3, extents), first.Id, second.Id);
        Value last = Convolve(draft, whole);
        return isReadAgain ? draft.Build([last, Convolve(draft, first)]) : draft.Build([last]);
    }

    private static Value Convolve(LayerDraft draft, Value input)
    {
        Shape shape = Shape.Of(1, input.Shape[1], input.Shape[2], 8);
        Convolutions.Operands operands = Convolutions.AnyOperands(draft, input, Shape.Of(8, 1, 1, input.Shape[3]), ElementType.Int32);
        return draft.Add(new Conv2D(new Window(Padding.Same), Activation.None), GraphDraft.Int8(0.5f, 3, [.. shape.Extents]), input.Id, operands.Weights, operands.Bias);
    }
}
