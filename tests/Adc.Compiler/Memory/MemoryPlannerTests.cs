using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Memory;
using Adc.Tests.Lowering;
using Adc.Tests.Passes;
using Adc.Tests.Simulator.Reference;
using Adc.Tests.Support;

namespace Adc.Tests.Memory;

public sealed class MemoryPlannerTests
{
    [Theory]
    [Seeds(20)]
    public void Every_plan_is_sound_aligned_and_not_below_its_lower_bound(int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < 25; i++)
        {
            LoweredModel model = SyntheticModel.Random(random);
            foreach (MemoryOptions options in AllOptions())
            {
                PlannedModel plan = MemoryPlanner.Plan(model, options);

                Assert.Empty(PlanVerifier.Verify(plan));
                Assert.All(plan.Offsets, offset => Assert.Equal(0, offset % options.Alignment));
                Assert.True(plan.ArenaSizeInBytes >= plan.LowerBoundInBytes, $"{plan.ArenaSizeInBytes} below the lower bound {plan.LowerBoundInBytes}");
                Assert.Equal(0, plan.ArenaSizeInBytes % options.Alignment);
                Assert.Equal(plan.LowerBoundInBytes, MemoryPlanner.LowerBound(model, options));
            }
        }
    }

    [Theory]
    [Seeds(10)]
    public void Without_permission_no_step_writes_over_its_input(int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < 25; i++)
        {
            PlannedModel plan = MemoryPlanner.Plan(SyntheticModel.Random(random), new MemoryOptions(AllowInPlace: false));

            Assert.All(plan.Lowered.Steps, step => Assert.False(Overlap(plan, step.Input, step.Output)));
        }
    }

    [Theory]
    [Seeds(10)]
    public void Inputs_and_outputs_outside_the_arena_share_their_bytes_with_nobody(int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < 25; i++)
        {
            PlannedModel plan = MemoryPlanner.Plan(SyntheticModel.Random(random), new MemoryOptions(IoInArena: false));

            Assert.All(plan.Lowered.Inputs.Concat(plan.Lowered.Outputs).Distinct(), port => Assert.DoesNotContain(
                plan.Lowered.Buffers, other => other.Id != port && Overlap(plan, port, other.Id)));
        }
    }

    [Theory]
    [Seeds(10)]
    public void The_search_finds_no_larger_plan_and_all_of_its_plans_are_sound(int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < 25; i++)
        {
            LoweredModel model = SyntheticModel.Random(random);
            PlannedModel quick = MemoryPlanner.Plan(model, new MemoryOptions()), exact = MemoryPlanner.Plan(model, new MemoryOptions(SearchesExactly: true));
            Assert.Empty(PlanVerifier.Verify(exact));
            Assert.InRange(exact.ArenaSizeInBytes, exact.LowerBoundInBytes, quick.ArenaSizeInBytes);
        }
    }

    [Fact]
    public void The_search_finds_plans_that_no_quick_order_does()
    {
        int better = 0, proven = 0;
        for (int seed = 0; seed < 400; seed++)
        {
            LoweredModel model = SyntheticModel.Random(new Random(seed));
            PlannedModel quick = MemoryPlanner.Plan(model, new MemoryOptions(AllowInPlace: false)), exact = MemoryPlanner.Plan(model, new MemoryOptions(AllowInPlace: false, SearchesExactly: true));
            better += exact.ArenaSizeInBytes < quick.ArenaSizeInBytes ? 1 : 0;
            proven += exact.IsProvenSmallest ? 1 : 0;
        }

        Assert.True(better > 0, "no plan became smaller");
        Assert.True(proven > 390, $"only {proven} of 400 are proven");
    }

    [Fact]
    public void A_chain_of_in_place_steps_shares_one_place()
    {
        var model = new SyntheticModel();
        BufferId input = model.Input(100);
        BufferId wide = model.Step(input, 200, mayOverlay: true);
        BufferId output = model.Step(wide, 100, mayOverlay: true);

        PlannedModel plan = MemoryPlanner.Plan(model.Build(output), new MemoryOptions());

        Assert.Equal([0, 0, 0], plan.Offsets);
        Assert.Equal(208, plan.ArenaSizeInBytes);
        Assert.Equal(208, plan.LowerBoundInBytes);
    }

    [Fact]
    public void An_input_that_is_read_again_later_is_not_overwritten()
    {
        var model = new SyntheticModel();
        BufferId input = model.Input(100);
        BufferId first = model.Step(input, 100, mayOverlay: true);
        BufferId second = model.Step(input, 100, mayOverlay: true);

        PlannedModel plan = MemoryPlanner.Plan(model.Build(first, second), new MemoryOptions());

        Assert.NotEqual(plan.OffsetOf(input), plan.OffsetOf(first));
        Assert.Equal(plan.OffsetOf(input), plan.OffsetOf(second));
    }

    [Fact]
    public void Two_buffers_suffice_for_a_chain()
    {
        var model = new SyntheticModel();
        BufferId last = model.Input(64);
        for (int i = 0; i < 10; i++)
        {
            last = model.Step(last, 64);
        }

        Assert.Equal(128, MemoryPlanner.Plan(model.Build(last), new MemoryOptions()).ArenaSizeInBytes);
    }

    [Fact]
    public void Inputs_that_nobody_reads_are_live_until_the_first_step()
    {
        var model = new SyntheticModel();
        BufferId input = model.Input(16), unused = model.Input(16);

        PlannedModel plan = MemoryPlanner.Plan(model.Build(model.Step(input, 16)), new MemoryOptions());

        Assert.Equal(new LiveRange(-1, -1), plan.Ranges[unused.Value]);
        Assert.Empty(PlanVerifier.Verify(plan));
    }

    [Fact]
    public void The_lower_bound_of_hostile_models_does_not_overflow()
    {
        var model = new SyntheticModel();
        BufferId[] inputs = [.. Enumerable.Range(0, 8).Select(_ => model.Input(int.MaxValue))];

        Assert.Equal(8L << 31, MemoryPlanner.LowerBound(model.Build(model.Step(inputs[0], int.MaxValue)), new MemoryOptions()));
    }

    [SharedFact]
    public void The_plans_of_the_anomaly_detection_models_equal_their_lower_bounds()
    {
        foreach (string path in (string[])["ad01/ad01_int8.tflite", "ad01/ad01_int8_floatio.tflite", "mltk_ad/anomaly_detection.tflite"])
        {
            PlannedModel plan = MemoryPlanner.Plan(LoweredText.Lower(Pass.AfterAll(Golden.Graph(path))), new MemoryOptions());

            Assert.Equal(plan.LowerBoundInBytes, plan.ArenaSizeInBytes);
            Assert.Empty(PlanVerifier.Verify(plan));
        }
    }

    [Theory]
    [Seeds(10)]
    public void Plans_of_random_models_are_sound(int seed)
    {
        Graph graph = Pass.AfterAll(RandomGraph.Of(seed));
        foreach (MemoryOptions options in AllOptions())
        {
            Assert.Empty(PlanVerifier.Verify(MemoryPlanner.Plan(LoweredText.Lower(graph), options)));
        }
    }

    [Fact]
    public void Most_plans_are_as_small_as_they_can_be()
    {
        PlannedModel[] plans = [.. Enumerable.Range(1, 100).Select(seed =>
            MemoryPlanner.Plan(LoweredText.Lower(Pass.AfterAll(RandomGraph.Of(seed))), new MemoryOptions()))];

        Assert.InRange(plans.Count(plan => plan.ArenaSizeInBytes == plan.LowerBoundInBytes), 85, 100);
        Assert.All(plans, plan => Assert.InRange(plan.ArenaSizeInBytes, plan.LowerBoundInBytes, 1.25 * plan.LowerBoundInBytes));
    }

    [Fact]
    public void Room_that_a_shrunk_group_leaves_is_used()
    {
        var model = new SyntheticModel();
        BufferId small = model.Step(model.Input(1024), 16, mayOverlay: true);
        BufferId output = model.Step(model.Step(small, 512), 496, mayOverlay: true);

        PlannedModel plan = MemoryPlanner.Plan(model.Build(small, output), new MemoryOptions());

        Assert.Equal(1024, plan.ArenaSizeInBytes);
        Assert.Equal([0, 0, 16, 16], plan.Offsets);
    }

    private static IEnumerable<MemoryOptions> AllOptions() =>
        from alignment in (int[])[4, 16, 32]
        from inPlace in (bool[])[false, true]
        from inArena in (bool[])[false, true]
        select new MemoryOptions(alignment, inPlace, inArena);

    private static bool Overlap(PlannedModel plan, BufferId a, BufferId b) =>
        plan.OffsetOf(a) < plan.OffsetOf(b) + plan.Lowered[b].SizeInBytes && plan.OffsetOf(b) < plan.OffsetOf(a) + plan.Lowered[a].SizeInBytes;
}
