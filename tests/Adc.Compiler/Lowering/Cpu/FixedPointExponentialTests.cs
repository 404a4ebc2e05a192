using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Lowering.Cpu;
using Adc.Simulator.Reference;
using Adc.Tests.Support;

namespace Adc.Tests.Lowering.Cpu;

public sealed class FixedPointExponentialTests
{
    private const int DifferenceBits = 5;

    [Theory]
    [Seeds(20)]
    public void The_table_holds_the_references_exponential_of_every_difference(int seed)
    {
        var random = new Random(seed);
        float scale = MathF.Exp((random.NextSingle() * 24) - 16), beta = seed % 2 == 0 ? 1 : MathF.Exp((random.NextSingle() * 4) - 2);

        int[] table = FixedPointExponential.Table(scale, beta);

        var factor = Requantizer.Of(Math.Min((double)beta * scale * (1 << (31 - DifferenceBits)), int.MaxValue));
        double greatest = Math.Floor(Math.ScaleB(31, 31 - DifferenceBits - factor.Exponent));
        for (int difference = 0; difference < table.Length; difference++)
        {
            int expected = difference > greatest ? 0 : FixedPoint.ExpOfNegative(factor.Apply(-difference, Rounding.Tflm), DifferenceBits);
            Assert.True(expected == table[difference], $"scale {scale}, beta {beta}: exp of {difference} is {table[difference]}, not {expected}");
        }
    }

    [Theory]
    [InlineData(0.1f, 1f)]
    [InlineData(0.02f, 1f)]
    [InlineData(0.25f, 0.5f)]
    public void The_table_is_close_to_the_real_exponential_and_falls(float scale, float beta)
    {
        int[] table = FixedPointExponential.Table(scale, beta);

        Assert.Equal(int.MaxValue, table[0]);
        for (int difference = 1; difference < table.Length; difference++)
        {
            Assert.True(table[difference] <= table[difference - 1]);
            Assert.Equal(Math.Exp(-difference * (double)scale * beta), table[difference] / (double)(1L << 31), 1e-6);
        }
    }

    [Theory]
    [Seeds(20)]
    public void The_table_gives_the_softmax_of_every_pair(int seed)
    {
        var random = new Random(seed);
        float scale = 0.002f * MathF.Exp(random.NextSingle() * 6);
        int[] table = FixedPointExponential.Table(scale, 1);
        for (int difference = 0; difference < 256; difference++)
        {
            TensorType input = GraphDraft.Int8(scale, 0, 2), output = GraphDraft.Int8(1f / 256, -128, 2);
            sbyte[] probabilities = new ReferenceEvaluator(Rounding.Tflm)
                .Evaluate(new Softmax(), [new TensorValue(input, ConstantData.Of<sbyte>([127, (sbyte)(127 - difference)]))], [output])![0].ToArray<sbyte>();

            double share = table[difference] / ((double)table[0] + table[difference]);
            Assert.InRange(probabilities[1] + 128 - (256 * share), -0.51, 0.51);
        }
    }

    [Theory]
    [InlineData(float.Epsilon, 1f)]
    [InlineData(float.MaxValue, 1f)]
    [InlineData(1f, float.MaxValue)]
    public void Extreme_scales_give_a_table_all_the_same(float scale, float beta) =>
        Assert.Equal(int.MaxValue, FixedPointExponential.Table(scale, beta)[0]);
}
