using Adc.Compiler.Emission;

namespace Adc.Tests.Emission;

public sealed class CIdentifierTests
{
    [Theory]
    [InlineData("ad01_int8", "ad01_int8")]
    [InlineData("AD01-Int8", "ad01_int8")]
    [InlineData("__a__b__", "a_b")]
    [InlineData("a  b..c", "a_b_c")]
    [InlineData("2nd model", "m2nd_model")]
    [InlineData("", "m")]
    [InlineData("???", "m")]
    [InlineData("größe", "gr_e")]
    [InlineData("İstanbul", "stanbul")]
    public void Names_become_lower_case_letters_digits_and_single_underscores(string text, string expected)
    {
        Assert.Equal(expected, CIdentifier.Of(text));
        Assert.Matches("^[a-z][a-z0-9]*(_[a-z0-9]+)*$", CIdentifier.Of(text));
    }

    [Theory]
    [InlineData("sequential/dense_2/MatMul;sequential/dense_2/BiasAdd", "dense_2")]
    [InlineData("model/dense_1/MatMul;model/batch_normalization_1/batchnorm/mul_1", "dense_1")]
    [InlineData("dense/Relu", "dense")]
    [InlineData("Identity_int8", "identity_int8")]
    [InlineData("Softmax", "fully_connected")]
    [InlineData("a/very/long/name_that_would_make_every_line_of_the_c_file_too_long", "a")]
    [InlineData("name_that_would_make_every_line_of_the_c_file_too_long", "name_that_would_make_every_line")]
    [InlineData("", "fully_connected")]
    [InlineData("//;;", "fully_connected")]
    public void Layers_are_called_by_the_part_that_a_person_would_use(string tensorName, string expected) =>
        Assert.Equal(expected, CIdentifier.OfLayer(tensorName, "FULLY_CONNECTED"));
}
