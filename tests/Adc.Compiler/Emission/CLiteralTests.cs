using System.Globalization;
using Adc.Compiler.Emission;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Tests.Firmware;
using Adc.Tests.Support;

namespace Adc.Tests.Emission;

public sealed class CLiteralTests
{
    [Theory]
    [InlineData(ElementType.Int8, new byte[] { 0x05, 0x80, 0xFF }, "0x05, -0x80, -0x01,")]
    [InlineData(ElementType.UInt8, new byte[] { 0x05, 0x80 }, "0x05, 0x80,")]
    [InlineData(ElementType.Int16, new byte[] { 0x01, 0x80 }, "-0x7fff,")]
    [InlineData(ElementType.Int32, new byte[] { 0, 0, 0, 0x80, 0xFE, 0xFF, 0xFF, 0xFF }, "INT32_MIN, -0x00000002,")]
    [InlineData(ElementType.Float32, new byte[] { 0, 0, 0xC0, 0x3F, 1, 0, 0, 0x80, 0, 0, 0, 0 }, "0x1.8p0f, -0x0.000002p-126f, 0x0p0f,")]
    public void Arrays_are_hexadecimal_where_asked(ElementType element, byte[] bytes, string expected) =>
        Assert.Equal("    " + expected, CLiteral.Body(element, bytes, Adc.Compiler.Configuration.ArrayFormat.Hex));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-1, "-1")]
    [InlineData(int.MaxValue, "2147483647")]
    [InlineData(int.MinValue + 1, "-2147483647")]
    [InlineData(int.MinValue, "INT32_MIN")]
    public void The_smallest_integer_has_no_literal_of_its_own(int value, string expected) => Assert.Equal(expected, CLiteral.Int32(value));

    [Theory]
    [InlineData(0f, "0.0f")]
    [InlineData(-0f, "-0.0f")]
    [InlineData(1f, "1.0f")]
    [InlineData(-2.5f, "-2.5f")]
    [InlineData(0.391015232f, "0.391015232f")]
    [InlineData(1e10f, "1E+10f")]
    [InlineData(float.Epsilon, "1.40129846E-45f")]
    [InlineData(float.MaxValue, "3.40282347E+38f")]
    [InlineData(float.NaN, "(0.0f / 0.0f)")]
    [InlineData(float.PositiveInfinity, "(1.0f / 0.0f)")]
    [InlineData(float.NegativeInfinity, "(-1.0f / 0.0f)")]
    public void Floats_are_float_constants(float value, string expected) => Assert.Equal(expected, CLiteral.Float(value));

    [ToolFact("cc")]
    public void C_reads_floats_back_to_the_same_bits()
    {
        var random = new Random(1);
        float[] values =
        [
            0f, -0f, float.Epsilon, -float.Epsilon, float.MaxValue, float.MinValue, float.MinValue / 2, 1f / 3, MathF.PI, 1.17549435E-38f, 16777216f, 16777217f,
            .. Enumerable.Range(0, 2000).Select(_ => BitConverter.Int32BitsToSingle(random.Next() ^ (random.Next() << 1))).Where(float.IsFinite),
        ];
        using var folder = new BuildFolder();
        string program = $$"""
            #include <stdio.h>
            #include <stdint.h>
            #include <string.h>
            static const float values[{{values.Length}}] = {
            {{CLiteral.Body(ElementType.Float32, ConstantData.Of<float>(values).Bytes.Span)}}
            };
            int main(void)
            {
                for (int i = 0; i < {{values.Length}}; i++) {
                    uint32_t bits;
                    (void)memcpy(&bits, &values[i], sizeof bits);
                    (void)printf("%08x\n", (unsigned)bits);
                }
                return 0;
            }

            """;
        NativeTool.Run("cc", [.. CFlags.Host, folder.Write("floats.c", program), "-o", folder.File("floats")]);

        string[] bits = NativeTool.Run(folder.File("floats")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(values.Select(value => BitConverter.SingleToUInt32Bits(value).ToString("x8", CultureInfo.InvariantCulture)), bits);
    }

    [Fact]
    public void Arrays_are_wrapped_and_indented()
    {
        string body = CLiteral.Body(ConstantElement.Int8, ConstantData.Of<sbyte>([.. Enumerable.Range(0, 100).Select(i => (sbyte)(i - 128))]));

        Assert.All(body.Split('\n'), line =>
        {
            Assert.InRange(line.Length, 5, 112);
            Assert.StartsWith("    -", line, StringComparison.Ordinal);
            Assert.EndsWith(",", line, StringComparison.Ordinal);
        });
        Assert.Equal(Enumerable.Range(-128, 100), body.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(text => int.Parse(text, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void A_literal_longer_than_half_a_line_still_finds_its_place() =>
        Assert.Equal("    INT32_MIN, 2147483647, -1,", CLiteral.Body(ConstantElement.Int32, ConstantData.Of<int>([int.MinValue, int.MaxValue, -1])));

    [Fact]
    public void Words_are_hexadecimal_and_unsigned() =>
        Assert.Equal("    0x00000000u, 0xffffffffu, 0x80000000u,", CLiteral.Body(ConstantElement.UInt32, ConstantData.Of<uint>([0, uint.MaxValue, 0x80000000])));

    [Fact]
    public void No_elements_are_no_text() => Assert.Equal("", CLiteral.Body(ConstantElement.Float32, ConstantData.Of<float>([])));

    [Fact]
    public void Every_element_type_can_be_spelled() => Assert.All(Enum.GetValues<ElementType>(), type =>
    {
        byte[] smallest = new byte[type.SizeInBytes()];
        smallest[^1] = 0x80;
        Assert.EndsWith(",", CLiteral.Body(type, smallest), StringComparison.Ordinal);
        Assert.NotEmpty(CLiteral.CTypeOf(type));
    });

    [Fact]
    public void Int64_literals_reach_from_end_to_end() => Assert.Equal(
        "    INT64_MIN, -1, 9223372036854775807,",
        CLiteral.Body(ElementType.Int64, ConstantData.Of<long>([long.MinValue, -1, long.MaxValue]).Bytes.Span));
}
