using System.Buffers.Binary;
using System.Text.Json;
using Adc.Mvp;
using Adc.Tests.Support;

namespace Adc.Tests.Mvp;

/// <summary>Programs written with the builder encode to the words captured from the vendor's kernels.</summary>
public sealed class VendorProgramsTests
{
    [SharedTheory]
    [InlineData("fc_int8_4x3")]
    [InlineData("fc_int8_8x4")]
    [InlineData("fc_int8_15x7_odd")]
    [InlineData("fc_int8_640x128")]
    [InlineData("fc_int8_4096x2_large")]
    public void A_fully_connected_layer_has_the_captured_words(string name)
    {
        GoldenSet set = GoldenSet.Read(name);
        JsonElement parameters = GoldenSet.Json(name).GetProperty("parameters");
        int inputs = parameters.GetProperty("inputs").GetInt32();
        byte[] bias = set.Memory.Single(memory => memory.Role == "bias_fp16").Before;
        Half[] biases = [.. Enumerable.Range(0, bias.Length / 2).Select(index => BinaryPrimitives.ReadHalfLittleEndian(bias.AsSpan(2 * index)))];
        AssertWords(set, VendorPrograms.FullyConnected(
            inputs, parameters.GetProperty("outputs").GetInt32(), At(set, "input"), At(set, "weights"), At(set, "bias_fp16"), At(set, "output"),
            Scale(inputs), biases));
    }

    [SharedFact]
    public void A_maximum_pool_has_the_captured_words()
    {
        GoldenSet set = GoldenSet.Read("maxpool_2x2");
        AssertWords(set, VendorPrograms.Pool(isMaximum: true, new PoolShape(8, 4, 2, 2, 4, 4), At(set, "input"), At(set, "output")));
    }

    [SharedFact]
    public void An_average_pool_has_the_captured_words()
    {
        GoldenSet set = GoldenSet.Read("avgpool_2x2_generic");
        AssertWords(set, VendorPrograms.Pool(isMaximum: false, new PoolShape(8, 4, 2, 2, 4, 4), At(set, "input"), At(set, "output")));
    }

    [SharedFact]
    public void A_clipped_average_of_the_whole_map_has_the_captured_words()
    {
        GoldenSet set = GoldenSet.Read("avgpool_global_opt_clip");
        AssertWords(set, [VendorPrograms.AveragePixel(new PoolShape(1, 8, 5, 1, 1, 1), At(set, "input"), At(set, "output"), (-128, 100))]);
    }

    [SharedFact]
    public void An_addition_has_the_captured_words()
    {
        GoldenSet set = GoldenSet.Read("add_int8_64");
        AssertWords(set, [VendorPrograms.Add(
            64, At(set, "input1"), At(set, "input2"), At(set, "output"), Presets(0.02f * 4, 0.02f, 0.03f * -7, 0.03f, 3, 20))]);
    }

    [SharedFact]
    public void A_multiplication_has_the_captured_words()
    {
        GoldenSet set = GoldenSet.Read("mul_int8_64");
        AssertWords(set, [VendorPrograms.Multiply(64, At(set, "input1"), At(set, "input2"), At(set, "output"), Presets(4, -7, 3, 0.008f))]);
    }

    [SharedFact]
    public void A_clamp_has_the_captured_words()
    {
        GoldenSet set = GoldenSet.Read("clamp_int8_200");
        AssertWords(set, [VendorPrograms.Clamp(200, At(set, "data"), -20, 33)]);
    }

    [SharedFact]
    public void A_depthwise_convolution_has_the_captured_words()
    {
        GoldenSet set = GoldenSet.Read("depthwise_3x3_same_opt");
        AssertWords(set, new ConvolutionShape(6, 6, 4, 4, 3, 3, 6, 6, 1, 1, IsSame: true).DepthwisePixels(
            At(set, "input"), At(set, "weights"), At(set, "bias_fp16"), At(set, "scaler_fp16"), At(set, "output"), Scale(9)));
    }

    // Input zero point -3, output zero point 5, and a multiplier that fills the int8 range.
    private static VendorScale Scale(int taps) => new(3, 1 / (Math.Sqrt(taps) * 127 * 2), 5);

    private static MvpComplex[] Presets(params float[] values) => [.. values.Select(value => MvpComplex.Both((Half)value))];

    private static MvpBase At(GoldenSet set, string role) => MvpBase.At(set.Memory.Single(memory => memory.Role == role).Address);

    private static void AssertWords(GoldenSet set, IEnumerable<MvpProgram> programs) =>
        Assert.Equal(set.Programs, programs.Select(program => MvpEncoder.Encode(program, MvpMemoryMap.AddressesOnly)));
}
