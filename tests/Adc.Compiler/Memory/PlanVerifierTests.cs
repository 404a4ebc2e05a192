using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Memory;
using Adc.Tests.Support;
using static Adc.Tests.Memory.SyntheticModel;

namespace Adc.Tests.Memory;

/// <summary>The model throughout: b0 (input) becomes b1 becomes b2 (output), 16 bytes each; b0 is also read for b3.</summary>
public sealed class PlanVerifierTests
{
    private static readonly MemoryOptions Options = new();

    [Fact]
    public void A_plan_with_a_place_for_each_is_sound() => Assert.Empty(PlanVerifier.Verify(Planned(Model(), Options, 0, 16, 32, 48)));

    [Fact]
    public void A_place_may_be_used_again_once_it_is_free() => Assert.Empty(PlanVerifier.Verify(Planned(Model(), Options, 0, 16, 32, 16)));

    [Fact]
    public void A_buffer_out_of_line_is_named() => Refused("buffer b1 of 16 bytes at 24 is misaligned or leaves the arena of 64 bytes", 0, 24, 40, 48);

    [Fact]
    public void A_buffer_before_the_arena_is_named() => Refused("buffer b1 of 16 bytes at -16 is misaligned", 0, -16, 32, 48);

    [Fact]
    public void A_buffer_behind_the_arena_is_named() => Assert.Equal(
        "buffer b3 of 16 bytes at 48 is misaligned or leaves the arena of 48 bytes",
        Assert.Single(PlanVerifier.Verify(Planned(Model(), Options, 0, 16, 32, 48) with { ArenaSizeInBytes = 48 })));

    [Fact]
    public void An_offset_near_the_end_of_the_integers_is_out_of_the_arena() => Assert.NotEmpty(
        PlanVerifier.Verify(Planned(Model(), Options, 0, 16, 32, 48) with { Offsets = [0, 16, 32, int.MaxValue - 15] }));

    [Fact]
    public void An_input_that_is_overwritten_before_it_is_read_again_is_named() =>
        Refused("step 2 (step 2) reads b0 after something wrote over it", 0, 16, 0, 48);

    [Fact]
    public void A_step_over_its_own_input_without_permission_is_named() => Refused("step 1 (step 1) writes b2 over its own input", 0, 16, 16, 48);

    [Fact]
    public void A_step_beside_its_input_is_refused_even_with_permission()
    {
        var model = new SyntheticModel();
        BufferId output = model.Step(model.Input(32), 32, mayOverlay: true);

        Assert.Empty(PlanVerifier.Verify(Planned(model.Build(output), Options, 16, 16)));
        Assert.Contains("step 0 (step 0) writes b1 over its own input", PlanVerifier.Verify(Planned(model.Build(output), Options, 0, 16)));
        Assert.Contains("step 0 (step 0) writes b1 over its own input", PlanVerifier.Verify(Planned(model.Build(output), Options, 16, 0)));
    }

    [Fact]
    public void An_output_that_is_overwritten_is_named() => Refused("output b2 is overwritten before the application reads it", 0, 16, 32, 32);

    [Fact]
    public void A_state_that_does_not_last_until_the_next_inference_is_named()
    {
        var synthetic = new SyntheticModel();
        BufferId state = synthetic.Buffer(16), input = synthetic.Input(16);
        LoweredModel model = synthetic.Build(synthetic.Step(input, 16)) with
        {
            States = [new LoweredState(new State(new TensorId(0), new TensorId(0), new ConstantData(new byte[16])), state)],
        };

        Assert.Empty(PlanVerifier.Verify(Planned(model, Options, 0, 16, 32)));
        Assert.Contains("state b0 is overwritten before the next inference", PlanVerifier.Verify(Planned(model, Options, 0, 16, 0)));
        Assert.Contains("input b1 overlaps another input or a state", PlanVerifier.Verify(Planned(model, Options, 16, 16, 0)));
        Assert.Equal(48, MemoryPlanner.Plan(model, Options).ArenaSizeInBytes);
    }

    [Fact]
    public void Inputs_on_top_of_each_other_are_named()
    {
        var model = new SyntheticModel();
        BufferId first = model.Input(16);
        model.Input(16);

        Assert.Contains("input b0 overlaps another input or a state", PlanVerifier.Verify(Planned(model.Build(model.Step(first, 16)), Options, 0, 0, 16)));
    }

    [Theory]
    [Seeds(20)]
    public void A_sound_plan_with_one_buffer_moved_onto_a_live_one_is_refused(int seed)
    {
        var random = new Random(seed);
        int refused = 0;
        while (refused < 10)
        {
            PlannedModel plan = MemoryPlanner.Plan(SyntheticModel.Random(random), new MemoryOptions(AllowInPlace: false));
            int moved = random.Next(plan.Offsets.Count), onto = random.Next(plan.Offsets.Count);
            LiveRange a = plan.Ranges[moved], b = plan.Ranges[onto];

            // Live together at a single time they may be the two ends of a step that works in place.
            if (moved != onto && Math.Min(a.Last, b.Last) > Math.Max(a.First, b.First))
            {
                PlannedModel broken = plan with
                {
                    Offsets = [.. plan.Offsets.Items.SetItem(moved, plan.Offsets[onto])],
                    ArenaSizeInBytes = plan.ArenaSizeInBytes + 10000,
                };
                Assert.NotEmpty(PlanVerifier.Verify(broken));
                refused++;
            }
        }
    }

    private static void Refused(string violation, params int[] offsets) =>
        Assert.Contains(PlanVerifier.Verify(Planned(Model(), Options, offsets)), found => found.StartsWith(violation, StringComparison.Ordinal));

    private static LoweredModel Model()
    {
        var model = new SyntheticModel();
        BufferId input = model.Input(16);
        BufferId output = model.Step(model.Step(input, 16), 16);
        model.Step(input, 16);
        return model.Build(output);
    }
}
