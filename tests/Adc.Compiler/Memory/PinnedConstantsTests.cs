using Adc.Compiler.Lowering;
using Adc.Compiler.Memory;
using Adc.Mvp;
using Adc.Tests.Lowering.Mvp;

namespace Adc.Tests.Memory;

/// <summary>Which weights lie in RAM.</summary>
public sealed class PinnedConstantsTests
{
    [Fact]
    public void Nothing_beats_the_choice_in_any_small_instance()
    {
        var random = new Random(11);
        for (int instance = 0; instance < 300; instance++)
        {
            PinnedConstants.PinnedItem[] items = [.. Enumerable.Range(0, random.Next(0, 10)).Select(index =>
                new PinnedConstants.PinnedItem(index, 8 * random.Next(1, 40), random.Next(3) == 0 ? 8 * random.Next(1, 9) : random.Next(1, 100)))];
            int budget = random.Next(0, 8 * 120);
            PinnedConstants.PinnedItem[] chosen = [.. PinnedConstants.Best(items, budget).Select(index => items[index])];
            Assert.Equal(chosen.Length, chosen.Distinct().Count());
            Assert.True(chosen.Sum(item => item.Bytes) <= budget, $"instance {instance}");
            Assert.True(chosen.Sum(item => item.Saved) == BruteForce(items, budget), $"instance {instance}");
        }
    }

    [Fact]
    public void Without_a_budget_all_weights_lie_in_flash() => Assert.Equal(2, Flash(PinnedConstants.Choose(Model(), 0, MvpTiming.Default)));

    [Fact]
    public void A_budget_that_was_spent_before_pins_nothing() => Assert.Equal(2, Flash(PinnedConstants.Choose(Model(), -100, MvpTiming.Default)));

    [Fact]
    public void With_room_for_all_none_lies_in_flash()
    {
        LoweredModel model = PinnedConstants.Choose(Model(), int.MaxValue, MvpTiming.Default);
        Assert.Equal(0, Flash(model));
        Assert.Equal(0, ConstantLayout.Of(model).FlashSizeInBytes);
    }

    [Fact]
    public void With_room_for_one_it_is_the_larger_layer()
    {
        LoweredModel model = PinnedConstants.Choose(Model(), 40 * 48, MvpTiming.Default);
        Assert.Equal(ConstantPlace.AcceleratorRam, model.Constants.Single(constant => constant is { Layer: 0, Role: "weights" }).Placement);
        Assert.Equal(ConstantPlace.AcceleratorFlash, model.Constants.Single(constant => constant is { Layer: 1, Role: "weights" }).Placement);
    }

    private static LoweredModel Model() => AcceleratedModel.Of(RandomFullyConnected.Chain(5, 40, 48, 32)).Lowered;

    private static int Flash(LoweredModel model) => model.Constants.Count(constant => constant.Placement == ConstantPlace.AcceleratorFlash);

    private static long BruteForce(PinnedConstants.PinnedItem[] items, int budget) => Enumerable.Range(0, 1 << items.Length)
        .Select(subset => items.Where((_, index) => (subset & (1 << index)) != 0).ToArray())
        .Where(subset => subset.Sum(item => item.Bytes) <= budget).Max(subset => subset.Sum(item => item.Saved));
}
