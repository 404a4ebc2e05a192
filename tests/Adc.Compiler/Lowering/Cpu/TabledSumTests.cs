using Adc.Compiler.Ir;
using Adc.Compiler.Lowering.Cpu;

namespace Adc.Tests.Lowering.Cpu;

public sealed class TabledSumTests
{
    private const int Draws = 120;

    [Fact]
    public void What_is_found_gives_the_output_of_every_pair()
    {
        int found = 0;
        for (int seed = 1; seed <= Draws; seed++)
        {
            var random = new Random(seed);
            var rounding = (Rounding)(seed % 3);
            int factor = (seed % 2 == 0 ? 1 : -1) << 20, zeroPoint = random.Next(-128, 128);
            double share = random.NextDouble(), scale = (0.2 + (4 * random.NextDouble())) / (1 << 19);
            int[] table = [.. Enumerable.Range(0, 256).Select(b => 2 * ((int)Math.Round(share * (1 << 19) * unchecked((sbyte)b)) + random.Next(-1, 2)))];
            var output = QuantizedMultiplier.From(scale);
            if (TabledSum.Find(factor, table, output, rounding, zeroPoint) is not TabledSum sum)
            {
                continue;
            }

            found++;
            for (int pair = 0; pair < 1 << 16; pair++)
            {
                sbyte a = unchecked((sbyte)pair);
                int b = pair >> 8;
                int wanted = Math.Clamp(output.Apply(((factor * a) + table[b]) / 2, rounding) + zeroPoint, -128, 127);
                Assert.True(wanted == Math.Clamp(checked((sum.Factor * a) + sum.Table[b]) >> 20, -128, 127), $"seed {seed}: a {a}, b {b}");
            }
        }

        Assert.True(found > Draws * 9 / 10, $"{found} of {Draws} sums have a table");
    }

    [Fact]
    public void Factors_that_would_leave_32_bits_are_refused() =>
        Assert.Null(TabledSum.Find(1 << 20, new int[256], QuantizedMultiplier.From(100.0 / (1 << 19)), Rounding.Tflm, 0));
}
