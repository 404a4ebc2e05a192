using Adc.Compiler.Ir.Operators;
using Adc.Tests.Support;

namespace Adc.Tests.Ir;

public sealed class WindowTests
{
    [Theory]
    [InlineData(5, 3, 1, 1, 5, 1, 1)]
    [InlineData(5, 3, 2, 1, 3, 1, 1)]
    [InlineData(6, 3, 2, 1, 3, 0, 1)] // the odd one is behind
    [InlineData(6, 2, 1, 1, 6, 0, 1)]
    [InlineData(49, 10, 2, 1, 25, 4, 5)]
    [InlineData(5, 3, 1, 2, 5, 2, 2)]
    [InlineData(5, 1, 2, 1, 3, 0, 0)]
    [InlineData(1, 7, 1, 3, 1, 9, 9)]
    [InlineData(7, 1, 10, 1, 1, 0, 0)]
    public void Same_padding_gives_an_output_per_stride(int input, int kernel, int stride, int dilation, int output, int before, int after)
    {
        WindowAxis axis = WindowAxis.Of(Padding.Same, input, kernel, stride, dilation);
        Assert.Equal((output, before, after), (axis.Output, axis.Before, axis.After));
    }

    [Theory]
    [InlineData(5, 3, 1, 1, 3)]
    [InlineData(5, 3, 2, 1, 2)]
    [InlineData(6, 3, 2, 1, 2)]
    [InlineData(5, 3, 1, 2, 1)]
    [InlineData(5, 5, 3, 1, 1)]
    [InlineData(4, 5, 1, 1, 0)]
    public void Valid_padding_keeps_the_window_inside(int input, int kernel, int stride, int dilation, int output)
    {
        WindowAxis axis = WindowAxis.Of(Padding.Valid, input, kernel, stride, dilation);
        Assert.Equal((output, 0, 0), (axis.Output, axis.Before, axis.After));
    }

    [Fact]
    public void Numbers_of_any_size_are_answered()
    {
        WindowAxis axis = WindowAxis.Of(Padding.Valid, 1, int.MaxValue, 1, int.MaxValue);
        Assert.True(axis.Output <= 0);
        Assert.Equal(1, WindowAxis.Of(Padding.Same, int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue).Output);
    }

    [Theory, Seeds(50)]
    public void Taps_are_those_that_meet_the_input(int seed)
    {
        var random = new Random(seed);
        Padding padding = random.Next(2) == 0 ? Padding.Same : Padding.Valid;
        WindowAxis axis = WindowAxis.Of(padding, random.Next(1, 12), random.Next(1, 8), random.Next(1, 5), random.Next(1, 5));
        for (int output = 0; output < axis.Output; output++)
        {
            int[] meeting = [.. Enumerable.Range(0, axis.Kernel)
                .Where(k => (output * axis.Stride) - axis.Before + (k * axis.Dilation) is long at && at >= 0 && at < axis.Input)];
            (int first, int end) = axis.Taps(output);
            Assert.Equal(meeting, Enumerable.Range(first, end - first));
        }
    }

    [Fact]
    public void Says_what_is_not_usual()
    {
        Assert.Equal("", new Window(Padding.Same).ToString());
        Assert.Equal("stride 2x1, dilation 1x3, VALID", new Window(Padding.Valid, 2, 1, 1, 3).ToString());
    }
}
