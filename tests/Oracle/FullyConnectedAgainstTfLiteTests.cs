using Adc.Compiler.Ir;
using Adc.Formats.TfLite;
using Adc.Tests.Support;

namespace Adc.Tests.Oracle;

public sealed class FullyConnectedAgainstTfLiteTests
{
    private const int ModelsPerSeed = 10;

    [OracleTheory, Seeds(40)]
    public void Random_layers_equal_the_library_bit_for_bit(int seed)
    {
        var random = new Random(seed);
        for (int model = 0; model < ModelsPerSeed; model++)
        {
            int rows = random.Next(1, 6), depth = random.Next(1, 90), channels = random.Next(1, 40);
            Quantization input = random.Int8Quantization(1e-3, 10);
            Quantization weights = Quantization.PerTensor(random.LogUniform(1e-4, 1), 0);

            // From factors that leave no sum of products above one step to factors that saturate nearly all of them.
            double factor = random.LogUniform(1e-6, 30);
            Quantization output = Quantization.PerTensor((float)(input.Scale * weights.Scale / factor), random.ZeroPoint());
            var activation = (TfLiteActivation)random.Next(4);
            int[]? bias = random.Next(4) == 0 ? null : [.. Enumerable.Range(0, channels).Select(_ => random.Next(-20000, 20000) >> random.Next(12))];
            OneOperator layer = OneOperator.FullyConnected(
                rows, input, random.Int8s(channels * depth), weights, bias, channels, output, activation);
            sbyte[] values = random.Int8s(rows * depth);

            Assert.Equal(layer.RunByLibrary<sbyte, sbyte>(values), layer.RunByReference<sbyte, sbyte>(values));
        }
    }
}
