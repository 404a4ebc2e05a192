using Adc.Compiler.Ir;
using Adc.Compiler.Lowering.Cpu;
using Adc.Simulator.Reference;
using Adc.Tests.Support;

namespace Adc.Tests.Lowering.Cpu;

/// <summary>Channels of one layer: one shift for all, however far their own shifts lie apart.</summary>
public sealed class RecentredRequantizationTests
{
    private static readonly Rounding[] Roundings = Enum.GetValues<Rounding>();

    [Theory]
    [Seeds(12)]
    public void What_is_found_for_channels_of_any_shift_equals_the_reference_on_every_sum(int seed)
    {
        var random = new Random(seed);
        int found = 0;
        for (int i = 0; i < 12; i++)
        {
            Channel one = Channel.Random(random, mostBits: 16);
            if (one.Find() is RecentredRequantization constants)
            {
                found++;
                one.AssertEqual(constants, Enumerable.Range(one.Lowest, one.Highest - one.Lowest + 1));
            }
        }

        Assert.InRange(found, 1, 12);
    }

    [Theory]
    [Seeds(12)]
    public void What_is_found_for_large_sums_equals_the_reference_around_every_step_and_between(int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < 12; i++)
        {
            Channel one = Channel.Random(random, mostBits: 20);
            if (one.Find() is RecentredRequantization constants)
            {
                one.AssertEqual(constants, one.Steps().SelectMany(step => Enumerable.Range(step - 20, 41)));
                one.AssertEqual(constants, Enumerable.Range(0, 3000).Select(_ => random.Next(one.Lowest, one.Highest + 1)));
            }
        }
    }

    [Theory]
    [Seeds(8)]
    public void A_centre_finds_constants_for_most_rectified_channels_beside_one_of_a_far_smaller_shift(int seed)
    {
        var random = new Random(seed);
        int found = 0, withoutCentre = 0;
        for (int i = 0; i < 60; i++)
        {
            // Right shifts of up to 16 beside one of 4: the addend has no bit for the fraction that they want.
            double real = Math.ScaleB(1 + random.NextDouble(), -random.Next(12, 18));
            int reach = random.Next(1 << 15, 1 << 17);
            Channel one = new(QuantizedMultiplier.From(real), Roundings[i % 3], -128, -128, 127, -reach, reach, 8, 4 + 7);
            if (one.Find() is RecentredRequantization constants)
            {
                one.AssertEqual(constants, one.Steps().SelectMany(step => Enumerable.Range(step - 3, 7)));
                found++;
                withoutCentre += constants.Centre == 0 ? 1 : 0;
            }
        }

        Assert.InRange(found, 45, 60);
        Assert.InRange(withoutCentre, 0, found - 10);
    }

    [Theory]
    [Seeds(6)]
    public void A_centre_that_is_off_is_not_proven(int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < 40; i++)
        {
            Channel one = Channel.Random(random, mostBits: 14);
            if (one.Find() is not RecentredRequantization { Constants.Multiplier: > 0 } right)
            {
                continue;
            }

            int centre = right.Centre + random.Next(-2, 3);
            bool equal = Enumerable.Range(one.Lowest, one.Highest - one.Lowest + 1)
                .All(sum => right.Constants.Apply(sum - centre, one.Shift, one.Low, one.High, one.SumShift) == one.Reference(sum));

            // What the steps say of two-sided constants holds for the centre 0 alone.
            if (right.Constants.IsOneSided)
            {
                Assert.Equal(equal, one.Proof().AreThoseOf(right.Constants, one.Shift, one.SumShift, centre));
            }
        }
    }

    private sealed record Channel(
        QuantizedMultiplier Multiplier, Rounding Rounding, int ZeroPoint, int Low, int High, int Lowest, int Highest, int SumShift, int Shift)
    {
        public static Channel Random(Random random, int mostBits)
        {
            int bits = random.Next(9, mostBits), lowest = -random.Next(1 << bits), highest = random.Next(1 << bits);
            int zeroPoint = random.Next(3) switch { 0 => -128, 1 => 127, _ => random.Next(-128, 128) };
            int low = random.Next(2) == 0 ? -128 : zeroPoint;
            int sumShift = random.Next(11);
            var multiplier = QuantizedMultiplier.From((random.NextDouble() + 0.01) * 400 / (1 << bits));
            int shift = Math.Max(1, FastRequantization.PreferredShift(multiplier, sumShift) - (random.Next(3) * random.Next(5)));
            return new(multiplier, Roundings[random.Next(3)], zeroPoint, low, 127, lowest, highest, sumShift, shift);
        }

        public RecentredRequantization? Find() =>
            FastRequantization.FindRecentred(Multiplier, Rounding, ZeroPoint, Low, High, Lowest, Highest, Shift, SumShift);

        public RequantizationSteps Proof() => RequantizationSteps.Of(Multiplier, Rounding, ZeroPoint, Low, High, Lowest, Highest);

        /// <summary>By the simulator's arithmetic, which shares nothing with the compiler's.</summary>
        public int Reference(int sum) =>
            (int)Math.Clamp((long)new Requantizer(Multiplier.Multiplier, Multiplier.Shift).Apply(sum, Rounding) + ZeroPoint, Low, High);

        /// <summary>Sums near which the real result is half a step away from an integer.</summary>
        public IEnumerable<int> Steps()
        {
            double real = Math.ScaleB(Multiplier.Multiplier, Multiplier.Shift - 31);
            return Enumerable.Range(Low - 1, High - Low + 3).Select(level => (int)Math.Clamp((level - ZeroPoint - 0.5) / real, Lowest, Highest));
        }

        public void AssertEqual(RecentredRequantization constants, IEnumerable<int> sums)
        {
            foreach (int sum in sums.Where(sum => sum >= Lowest && sum <= Highest))
            {
                Assert.InRange(((long)sum - constants.Centre) << (constants.Constants.Multiplier == 0 ? 0 : SumShift), int.MinValue, int.MaxValue);
                int fast = constants.Apply(sum, Shift, Low, High, SumShift), reference = Reference(sum);
                Assert.True(fast == reference, $"{this}: {constants} gives {fast} for the sum {sum}, the reference {reference}");
            }
        }
    }
}
