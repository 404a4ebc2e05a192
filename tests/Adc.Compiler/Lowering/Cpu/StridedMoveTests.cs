using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Lowering.Cpu;

namespace Adc.Tests.Lowering.Cpu;

public sealed class StridedMoveTests
{
    [Fact]
    public void Axes_that_one_step_crosses_become_one_and_extents_of_1_go()
    {
        var copy = StridedMove.Of([2, 1, 3, 4], [12, 99, 4, 1], [12, 77, 4, 1], sourceOffset: 5, targetOffset: 6);

        Assert.Equal(new StridedMove([new MoveAxis(24, 1, 1)], 5, 6), copy.Simplified());
    }

    [Fact]
    public void An_axis_with_a_gap_on_either_side_stays()
    {
        var cut = StridedMove.Of([2, 3, 4], [15, 5, 1], [12, 4, 1]);

        Assert.Equal([new MoveAxis(6, 5, 4), new MoveAxis(4, 1, 1)], cut.Simplified().Axes);
    }

    [Fact]
    public void Repeated_and_reversed_axes_join_as_others_do()
    {
        Assert.Equal([new MoveAxis(6, 0, 1)], StridedMove.Of([2, 3], [0, 0], [3, 1]).Simplified().Axes);
        Assert.Equal([new MoveAxis(6, -1, 1)], StridedMove.Of([2, 3], [-3, -1], [3, 1]).Simplified().Axes);
        Assert.Equal(2, StridedMove.Of([2, 3], [3, -1], [3, 1]).Simplified().Axes.Count);
    }

    [Fact]
    public void Neighbours_on_both_sides_are_one_run_of_bytes()
    {
        Sequence<KernelParameter> parameters = StridedMove.Of([2, 4], [5, 1], [4, 1], sourceOffset: 1).Parameters(2)!;

        Assert.Equal(new IntegerValue(8), Of(parameters, "run"));
        Assert.Equal(new IntegersValue([1, 1, 1, 1, 1, 2]), Of(parameters, "extents"));
        Assert.Equal(new IntegersValue([0, 0, 0, 0, 0, 10]), Of(parameters, "source_strides"));
        Assert.Equal(new IntegersValue([0, 0, 0, 0, 0, 8]), Of(parameters, "target_strides"));
        Assert.Equal(new IntegerValue(2), Of(parameters, "source_offset"));
        Assert.Equal(new IntegerValue(0), Of(parameters, "target_offset"));
    }

    [Fact]
    public void Elements_that_are_no_neighbours_are_moved_one_by_one()
    {
        Sequence<KernelParameter> parameters = StridedMove.Of([3, 2], [1, 3], [2, 1]).Parameters(4)!;

        Assert.Equal(new IntegerValue(4), Of(parameters, "run"));
        Assert.Equal(new IntegersValue([1, 1, 1, 1, 3, 2]), Of(parameters, "extents"));
    }

    [Fact]
    public void One_element_needs_no_loop() =>
        Assert.Equal(new IntegersValue([1, 1, 1, 1, 1, 1]), Of(StridedMove.Of([], [], []).Parameters(1)!, "extents"));

    [Fact]
    public void More_loops_than_the_kernel_has_are_none()
    {
        int[] extents = [2, 2, 2, 2, 2, 2, 2], forwards = StridedMove.StridesOf(extents), backwards = [.. forwards.Reverse()];

        Assert.Null(StridedMove.Of(extents, backwards, forwards).Parameters(1));
        Assert.NotNull(StridedMove.Of(extents[1..], backwards[1..], forwards[1..]).Parameters(1));
    }

    private static ParameterValue Of(Sequence<KernelParameter> parameters, string name) => parameters.Single(parameter => parameter.Name == name).Value;
}
