using Adc.Compiler.Ir;
using Adc.Formats.TfLite;
using Adc.Tests.Support;

namespace Adc.Tests.Oracle;

public sealed class SoftmaxAgainstTfLiteTests
{
    private const int ModelsPerSeed = 10;

    [OracleTheory, Seeds(10)]
    public void Softmax_of_int8_equals_the_library_bit_for_bit(int seed)
    {
        var random = new Random(seed);
        for (int model = 0; model < ModelsPerSeed; model++)
        {
            int rows = random.Next(1, 6), depth = random.Next(1, 60);
            OneOperator softmax = OneOperator.Unary(
                BuiltinOperator.Softmax,
                version: 2,
                TfLiteTensorType.Int8,
                random.Int8Quantization(1e-3, 2),
                TfLiteTensorType.Int8,
                Quantization.PerTensor(1 / 256f, -128),
                [rows, depth],
                new SoftmaxOptions(random.Next(2) == 0 ? 1 : random.LogUniform(0.1, 4)));
            softmax.AssertAgreement<sbyte, sbyte>(random.Int8s(rows * depth));
        }
    }

    // The library evaluates its own exponential in float32.
    [OracleTheory, Seeds(10)]
    public void Softmax_of_float32_is_within_4e_7_of_the_library(int seed)
    {
        var random = new Random(seed);
        for (int model = 0; model < ModelsPerSeed; model++)
        {
            int rows = random.Next(1, 6), depth = random.Next(1, 60);
            var options = new SoftmaxOptions(random.LogUniform(0.1, 4));
            OneOperator softmax = OneOperator.OfFloat32(BuiltinOperator.Softmax, [rows, depth], options);
            float[] values = random.Float32s(rows * depth, random.LogUniform(0.1, 100));

            float[] expected = softmax.RunByLibrary<float, float>(values), actual = softmax.RunByReference<float, float>(values);

            Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second - pair.First, -4e-7f, 4e-7f));
        }
    }
}
