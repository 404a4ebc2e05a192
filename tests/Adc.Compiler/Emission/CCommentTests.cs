using Adc.Compiler.Emission;

namespace Adc.Tests.Emission;

public sealed class CCommentTests
{
    [Theory]
    [InlineData("sequential/dense/MatMul;bias", "sequential/dense/MatMul;bias")]
    [InlineData("a*/b", "a*_b")]
    [InlineData("a/*b", "a/_b")]
    [InlineData("**//", "**_/")]
    [InlineData("*/*/", "*_*_")]
    [InlineData("??/", "__/")]
    [InlineData("back\\slash", "back_slash")]
    [InlineData("two\r\nlines\0", "two__lines_")]
    [InlineData("größe→", "gr__e_")]
    [InlineData("", "")]
    public void Text_cannot_end_a_comment_or_go_on_behind_the_line(string text, string expected) => Assert.Equal(expected, CComment.Text(text));

    [Fact]
    public void Long_text_is_cut() => Assert.Equal(new string('x', 60) + "...", CComment.Text(new string('x', 61)));

    [Fact]
    public void Text_that_just_fits_is_whole() => Assert.Equal(new string('x', 60), CComment.Text(new string('x', 60)));
}
