using Adc.Compiler.Ir;
using Adc.Compiler.Lowering.Cpu;
using Adc.Simulator.Reference;
using Adc.Tests.Support;

namespace Adc.Tests.Lowering.Cpu;

public sealed class FastRequantizationTests
{
    private static readonly Rounding[] Roundings = Enum.GetValues<Rounding>();

    [Theory]
    [Seeds(10)]
    public void Constants_that_are_found_equal_the_reference_on_every_sum_of_a_small_range(int seed)
    {
        var random = new Random(seed);
        int found = 0;
        for (int i = 0; i < 30; i++)
        {
            Case one = Case.Random(random, mostBits: 13);
            if (one.Find() is FastRequantization constants)
            {
                found++;
                one.AssertEqual(constants, Enumerable.Range(one.Lowest, one.Highest - one.Lowest + 1));
            }
        }

        Assert.InRange(found, 10, 30);
    }

    [Theory]
    [Seeds(10)]
    public void Constants_that_are_found_equal_the_reference_around_every_step_and_between(int seed)
    {
        var random = new Random(seed);
        int found = 0;
        for (int i = 0; i < 12; i++)
        {
            Case one = Case.Random(random, mostBits: 23);
            if (one.Find() is FastRequantization constants)
            {
                found++;
                one.AssertEqual(constants, [.. one.Steps().SelectMany(step => Enumerable.Range(step - 20, 41)), .. Enumerable.Range(-300, 600), one.Lowest, one.Highest]);
                one.AssertEqual(constants, Enumerable.Range(0, 2000).Select(_ => random.Next(one.Lowest, one.Highest + 1)));
            }
        }

        Assert.InRange(found, 6, 12);
    }

    [Theory]
    [Seeds(10)]
    public void Wrong_constants_are_refused_and_right_ones_are_not(int seed)
    {
        var random = new Random(seed);
        int refused = 0, accepted = 0;
        while (refused < 60 || accepted < 5)
        {
            Case one = Case.Random(random, mostBits: 12);
            if (one.Find() is not FastRequantization right)
            {
                continue;
            }

            int by = random.Next(-3, 4) * (1 << random.Next(0, 20));
            FastRequantization candidate = random.Next(3) switch
            {
                0 => right with { Multiplier = right.Multiplier + by },
                1 => right with { Addend = right.Addend + by },
                _ => right with { AddendNegative = right.AddendNegative + by },
            };
            bool equal = Enumerable.Range(one.Lowest, one.Highest - one.Lowest + 1)
                .All(sum => candidate.Apply(sum, one.Shift, one.Low, one.High) == one.Reference(sum));

            Assert.Equal(equal, one.Proof().AreThoseOf(candidate, one.Shift));
            (refused, accepted) = equal ? (refused, accepted + 1) : (refused + 1, accepted);
        }
    }

    [Fact]
    public void Without_a_pair_of_constants_that_fits_there_is_none()
    {
        // The sums of this layer are so large that a product of 31 bits cannot place every step.
        Case one = new(QuantizedMultiplier.From(0.9999999), Rounding.Tflm, 0, -128, 127, -(1 << 22), 1 << 22);

        Assert.Null(FastRequantization.Find(one.Multiplier, one.Rounding, 0, -128, 127, one.Lowest, one.Highest, shift: 22));
    }

    [Theory]
    [InlineData(1 << 23, 0)] // the sum leaves 24 bits
    [InlineData(1 << 20, 12)] // shifted left it leaves 32 bits
    public void Sums_that_do_not_fit_are_refused(int highest, int multiplierShift)
    {
        var multiplier = new QuantizedMultiplier(1 << 30, multiplierShift);

        Assert.Null(FastRequantization.Find(multiplier, Rounding.Tflm, 0, -128, 127, 0, highest, FastRequantization.PreferredShift(multiplier)));
        Assert.Null(FastRequantization.Find(multiplier, Rounding.Tflm, 0, -128, 127, -highest, 0, FastRequantization.PreferredShift(multiplier)));
    }

    [Fact]
    public void An_output_that_no_sum_changes_needs_no_multiplier()
    {
        Assert.Equal(new FastRequantization(0, 3 << 7, 3 << 7), FastRequantization.Find(new(0, 0), Rounding.Tflm, 3, -128, 127, -100, 100, 7));

        // Far below the clamp, and far beyond what a register holds 256-fold.
        RecentredRequantization? dead = FastRequantization.FindRecentred(
            QuantizedMultiplier.From(0.01), Rounding.Tflm, -128, -128, 127, -(1 << 30), -(1 << 29), 11);
        Assert.Equal(new RecentredRequantization(new(0, -128 << 11, -128 << 11), 0), dead);
    }

    [Fact]
    public void A_layer_with_a_clamp_at_its_zero_point_needs_one_addend()
    {
        Case relu = new(QuantizedMultiplier.From(0.0123), Rounding.Tflm, -128, -128, 127, -20000, 20000);
        Case linear = new(QuantizedMultiplier.From(0.0123), Rounding.Tflm, 5, -128, 127, -20000, 20000);

        Assert.True(relu.Find()!.Value.IsOneSided);
        Assert.NotNull(linear.Find());
    }

    private sealed record Case(QuantizedMultiplier Multiplier, Rounding Rounding, int ZeroPoint, int Low, int High, int Lowest, int Highest)
    {
        public int Shift => FastRequantization.PreferredShift(Multiplier);

        public static Case Random(Random random, int mostBits)
        {
            int bits = random.Next(9, mostBits), lowest = -random.Next(1 << bits), highest = random.Next(1 << bits);
            int zeroPoint = random.Next(4) switch { 0 => -128, 1 => 127, _ => random.Next(-128, 128) };
            (int low, int high) = random.Next(3) switch
            {
                0 => (-128, 127),
                1 => (zeroPoint, 127),
                _ => (Math.Max(-128, zeroPoint - random.Next(100)), Math.Min(127, zeroPoint + random.Next(100))),
            };
            double real = random.NextDouble() * 400 / (1 << bits);
            return new(QuantizedMultiplier.From(real), Roundings[random.Next(3)], zeroPoint, low, high, lowest, highest);
        }

        public FastRequantization? Find() => FastRequantization.Find(Multiplier, Rounding, ZeroPoint, Low, High, Lowest, Highest, Shift);

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

        public void AssertEqual(FastRequantization constants, IEnumerable<int> sums)
        {
            foreach (int sum in sums.Where(sum => sum >= Lowest && sum <= Highest))
            {
                int fast = constants.Apply(sum, Shift, Low, High), reference = Reference(sum);
                Assert.True(fast == reference, $"{this}: {constants} gives {fast} for the sum {sum}, the reference {reference}");
            }
        }
    }
}
