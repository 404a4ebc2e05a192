using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Simulator.Reference;

namespace Adc.Tests.Simulator.Reference;

public sealed class SvdfReferenceTests
{
    // Two filters of rank 1 on two inputs, with a memory of two steps.
    [Fact]
    public void The_latest_sum_goes_in_last_and_every_step_is_weighed()
    {
        (float[] output, float[] state) = Evaluate<float, float>(
            new Svdf(), Make.Float32Type(1, 2), Make.Float32([1, 2], 1, 2), Make.Float32([2, 2], 1, 1, 2, -1),
            Make.Float32([2, 2], 10, 1, 100, 3), Make.Float32s(0.5f, 0), Make.Float32([1, 4], 7, 8, 9, -2));

        Assert.Equal([8, 3, -2, 0], state); // 1 + 2 and 2 - 2 behind what was last
        Assert.Equal([80 + 3 + 0.5f, -200], output);
    }

    [Fact]
    public void A_unit_adds_up_its_rank_of_filters_and_batches_have_their_own_memory()
    {
        (float[] output, float[] state) = Evaluate<float, float>(
            new Svdf(2, Activation.Relu), Make.Float32Type(2, 1), Make.Float32([2, 1], 1, -3), Make.Float32([2, 1], 1, 10),
            Make.Float32([2, 1], 1, 1), null, Make.Float32([2, 2], 5, 5, 5, 5));

        Assert.Equal([1, 10, -3, -30], state); // a memory of one step forgets at once
        Assert.Equal([11, 0], output);
    }

    [Fact]
    public void Integers_are_scaled_to_the_state_and_from_there_to_the_output()
    {
        (sbyte[] output, short[] state) = Evaluate<sbyte, short>(
            new Svdf(), Make.Int8Type([1, 1], 4, -10), Make.Int8(1, 5, [1, 2], 7, 6), Make.Int8(0.5f, 0, [1, 2], 100, -1),
            Shorts(1, [1, 2], 3, 2), Make.Int32s(8), Shorts(0.25f, [1, 2], -20, 40));

        Assert.Equal([40, 398], state); // (2 * 100 - 1) * 0.5 / 0.25
        Assert.Equal([48], output); // (8 + 3 * 40 + 2 * 398) * 0.25 / 4 = 57.75, less 10
    }

    [Fact]
    public void Sums_beyond_the_state_are_clamped_and_a_zero_point_wraps_what_it_moves_out()
    {
        TensorValue input = Make.Int8(1, 0, [1, 1], 127), feature = Make.Int8(1, 0, [1, 1], 127), weight = Make.Int8(1, 0, [1, 1], 1);

        (_, sbyte[] clamped) = Evaluate<sbyte, sbyte>(new Svdf(), Make.Int8Type([1, 1], 1, 0), input, feature, weight, null, Make.Int8(1, 0, [1, 1], 0));
        (_, sbyte[] wrapped) = Evaluate<sbyte, sbyte>(new Svdf(), Make.Int8Type([1, 1], 1, 0), input, feature, weight, null, Make.Int8(1, 3, [1, 1], 0));

        Assert.Equal([127], clamped);
        Assert.Equal([-126], wrapped);
    }

    [Fact]
    public void Mixed_states_and_weights_have_no_meaning() => Assert.Null(new ReferenceEvaluator(Rounding.Tflm).Evaluate(
        new Svdf(), [Make.Int8(1, 0, [1, 1], 1), Make.Int8(1, 0, [1, 1], 1), Make.Int8(1, 0, [1, 1], 1), null, Shorts(1, [1, 1], 0)],
        [Make.Int8Type([1, 1], 1), Shorts(1, [1, 1], 0).Type]));

    private static TensorValue Shorts(float scale, int[] shape, params short[] elements) =>
        new(Make.Type(ElementType.Int16, shape, scale), ConstantData.Of<short>(elements));

    private static (TOut[] Output, TState[] State) Evaluate<TOut, TState>(Svdf @operator, TensorType output, params TensorValue?[] inputs)
        where TOut : unmanaged
        where TState : unmanaged
    {
        IReadOnlyList<ConstantData> results = new ReferenceEvaluator(Rounding.Tflm).Evaluate(@operator, inputs, [output, inputs[4]!.Type])!;
        return (results[0].ToArray<TOut>(), results[1].ToArray<TState>());
    }
}
