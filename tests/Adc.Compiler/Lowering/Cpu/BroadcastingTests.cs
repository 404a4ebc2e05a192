using Adc.Compiler.Ir;
using Adc.Compiler.Lowering.Cpu;
using Adc.Tests.Support;
using Adc.Tests.Support.Layers;

namespace Adc.Tests.Lowering.Cpu;

public sealed class BroadcastingTests
{
    [Theory]
    [InlineData(new[] { 2, 3, 4 }, new[] { 2, 3, 4 }, 24, "[1, 1, 0] axes")]
    [InlineData(new[] { 2, 3, 4 }, new[] { 1 }, 24, "[1, 0, 0] axes")]
    [InlineData(new[] { 2, 3, 4 }, new[] { 4 }, 4, "[1, 1, 0] axes 6: 4 0 0")]
    [InlineData(new[] { 2, 3, 4 }, new[] { 2, 1, 1 }, 12, "[1, 0, 0] axes 2: 12 1 0")]
    [InlineData(new[] { 2, 1, 4 }, new[] { 1, 3, 1 }, 4, "[1, 0, 0] axes 3: 0 1 0, 2: 4 0 0")]
    [InlineData(new[] { 1, 1 }, new[] { 1 }, 1, "[0, 0, 0] axes")]
    public void Axes_along_which_operands_behave_alike_become_one(int[] a, int[] b, int run, string rest)
    {
        Shape[] operands = [Shape.Of(a), Shape.Of(b)];
        Broadcasting walk = Broadcasting.Of(BroadcastDraw.Result(operands[0], operands[1]), operands)!;

        Assert.Equal((run, rest), (walk.Run, $"{walk.Steps} axes{string.Join(",", Around(walk))}"));
    }

    [Fact]
    public void Six_axes_in_turn_are_too_many()
    {
        Shape[] operands = [Shape.Of(2, 1, 2, 1, 2, 1), Shape.Of(1, 2, 1, 2, 1, 2)];
        Assert.Null(Broadcasting.Of(Shape.Of(2, 2, 2, 2, 2, 2), operands));
        Assert.NotNull(Broadcasting.Of(Shape.Of(1, 2, 2, 2, 2, 2), [Shape.Of(1, 1, 2, 1, 2, 1), operands[1]]));
    }

    // The walk as the kernels do it, against the elements that the axes say.
    [Theory]
    [Seeds(200)]
    public void Random_operands_are_walked_in_the_order_of_the_output(int seed)
    {
        var draft = new LayerDraft(new Random(seed));
        Shape a = draft.AnyShape(draft.Random.Next(1, 5), largest: 4), b = BroadcastDraw.Partner(draft, a);
        Shape output = BroadcastDraw.Result(a, b);
        Broadcasting walk = Broadcasting.Of(output, [a, b])!;

        Assert.Equal(Elements(a, output), Walked(walk, operand: 0));
        Assert.Equal(Elements(b, output), Walked(walk, operand: 1));
    }

    private static IEnumerable<string> Around(Broadcasting walk) => Enumerable.Range(0, walk.Extents.Count).Where(axis => walk.Extents[axis] > 1)
        .Select(axis => $" {walk.Extents[axis]}: {string.Join(' ', walk.Strides.Skip(3 * axis).Take(3))}");

    private static IEnumerable<int> Walked(Broadcasting walk, int operand)
    {
        IEnumerable<int> starts = [0];
        for (int axis = walk.Extents.Count - 1; axis >= 0; axis--)
        {
            int extent = walk.Extents[axis], stride = walk.Strides[(3 * axis) + operand];
            starts = starts.SelectMany(start => Enumerable.Range(0, extent).Select(i => start + (i * stride))).ToList();
        }

        return starts.SelectMany(start => Enumerable.Range(0, walk.Run).Select(i => start + (i * walk.Steps[operand])));
    }

    private static IEnumerable<int> Elements(Shape operand, Shape output) => Enumerable.Range(0, output.ElementCount).Select(index =>
    {
        int element = 0, stride = 1;
        for (int axis = output.Rank - 1; axis >= output.Rank - operand.Rank; axis--)
        {
            int extent = operand[axis - output.Rank + operand.Rank];
            element += extent == 1 ? 0 : index % output[axis] * stride;
            stride *= extent;
            index /= output[axis];
        }

        return element;
    });
}
