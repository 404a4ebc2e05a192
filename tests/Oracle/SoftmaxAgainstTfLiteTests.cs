using Adc.Compiler.Ir;
using Adc.Formats.TfLite;
using Adc.Tests.Support;

namespace Adc.Tests.Oracle;

public sealed class SoftmaxAgainstTfLiteTests
{
    [OracleTheory, Seeds(10)]
    public void Softmax_equals_the_library_bit_for_bit(int seed)
    {
        var random = new Random(seed);
        for (int model = 0; model < 10; model++)
        {
            int rows = random.Next(1, 6), depth = random.Next(1, 60);
            Quantization input = random.Int8Quantization(1e-3, 2);
            float beta = random.Next(2) == 0 ? 1 : random.LogUniform(0.1, 4);
            OneOperator softmax = OneOperator.Unary(
                BuiltinOperator.Softmax, 2, TfLiteTensorType.Int8, input, TfLiteTensorType.Int8, Quantization.PerTensor(1 / 256f, -128),
                [rows, depth], new SoftmaxOptions(beta));
            sbyte[] values = random.Int8s(rows * depth);

            Assert.Equal(softmax.RunByLibrary<sbyte, sbyte>(values), softmax.RunByReference<sbyte, sbyte>(values));
        }
    }

    // The library evaluates its own exponential in float32.
    [OracleTheory, Seeds(10)]
    public void Softmax_of_float32_is_within_4e_7_of_the_library(int seed)
    {
        var random = new Random(seed);
        for (int model = 0; model < 10; model++)
        {
            int rows = random.Next(1, 6), depth = random.Next(1, 60);
            OneOperator softmax = OneOperator.Unary(
                BuiltinOperator.Softmax, 1, TfLiteTensorType.Float32, null, TfLiteTensorType.Float32, null, [rows, depth],
                new SoftmaxOptions(random.LogUniform(0.1, 4)));
            float[] values = random.Float32s(rows * depth, random.LogUniform(0.1, 100));

            float[] expected = softmax.RunByLibrary<float, float>(values), actual = softmax.RunByReference<float, float>(values);

            Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second - pair.First, -4e-7f, 4e-7f));
        }
    }
}
