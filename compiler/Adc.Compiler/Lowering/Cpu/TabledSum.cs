using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>An int8 sum in the numbers of adc_add_table_s8.h: saturate8((Factor * a + Table[b]) >> 20).</summary>
/// <param name="Table">In the order of the bytes of b.</param>
internal sealed record TabledSum(int Factor, int[] Table)
{
    private const int Shift = 20;
    private const int Values = 256;

    /// <summary>Numbers that give the output of every pair of elements, or null.</summary>
    /// <param name="factor">The output is that of (factor * a + table[b]) / 2 rescaled: of any int8 a and the bytes of b.</param>
    /// <remarks>Each entry of the table has an interval in which all 256 outputs with it are right; one is taken from its middle.</remarks>
    public static TabledSum? Find(int factor, int[] table, QuantizedMultiplier output, Rounding rounding, int zeroPoint)
    {
        double exact = factor / 2.0 * Math.ScaleB(output.Multiplier, output.Shift - 31 + Shift);
        if (Math.Abs(exact) >= 1 << 23)
        {
            return null;
        }

        int nearest = (int)Math.Round(exact);
        foreach (int candidate in (int[])[nearest, nearest + 1, nearest - 1])
        {
            if (Entries(candidate, factor, table, output, rounding, zeroPoint) is int[] entries)
            {
                return new(candidate, entries);
            }
        }

        return null;
    }

    private static int[]? Entries(int candidate, int factor, int[] table, QuantizedMultiplier output, Rounding rounding, int zeroPoint)
    {
        int[] entries = new int[Values];
        for (int b = 0; b < Values; b++)
        {
            // factor * a + entry must not leave 32 bits.
            long least = int.MinValue + (128L * Math.Abs(candidate)), most = int.MaxValue - (128L * Math.Abs(candidate));
            for (int a = sbyte.MinValue; a <= sbyte.MaxValue; a++)
            {
                int wanted = Math.Clamp(output.Apply(((factor * a) + table[b]) / 2, rounding) + zeroPoint, sbyte.MinValue, sbyte.MaxValue);
                least = wanted == sbyte.MinValue ? least : Math.Max(least, ((long)wanted << Shift) - ((long)candidate * a));
                most = wanted == sbyte.MaxValue ? most : Math.Min(most, ((wanted + 1L) << Shift) - 1 - ((long)candidate * a));
            }

            if (least > most)
            {
                return null;
            }

            entries[b] = (int)((least + most) >> 1);
        }

        return entries;
    }
}
