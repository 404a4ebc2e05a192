using Adc.Compiler.Ir;

namespace Adc.Tests.Oracle;

/// <summary>Seeded values that like the edges.</summary>
internal static class RandomValues
{
    /// <summary>A value between two bounds, uniform in its logarithm.</summary>
    public static float LogUniform(this Random random, double low, double high) =>
        (float)Math.Exp(Math.Log(low) + (random.NextDouble() * Math.Log(high / low)));

    /// <summary>A zero point: one of the two ends in every other case.</summary>
    public static int ZeroPoint(this Random random) => random.Next(4) switch
    {
        0 => sbyte.MinValue,
        1 => sbyte.MaxValue,
        _ => random.Next(sbyte.MinValue, sbyte.MaxValue + 1),
    };

    public static Quantization Int8Quantization(this Random random, double lowScale, double highScale) =>
        Quantization.PerTensor(random.LogUniform(lowScale, highScale), random.ZeroPoint());

    /// <summary>int8 values, one in eight at an end of the range.</summary>
    public static sbyte[] Int8s(this Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => random.Next(16) switch
        {
            0 => sbyte.MinValue,
            1 => sbyte.MaxValue,
            _ => (sbyte)random.Next(sbyte.MinValue, sbyte.MaxValue + 1),
        })];

    /// <summary>Values in [-magnitude, magnitude).</summary>
    public static float[] Float32s(this Random random, int count, float magnitude) =>
        [.. Enumerable.Range(0, count).Select(_ => magnitude * ((random.NextSingle() * 2) - 1))];

    public static sbyte[] EveryInt8() => [.. Enumerable.Range(sbyte.MinValue, 256).Select(value => (sbyte)value)];
}
