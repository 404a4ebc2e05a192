using System.Globalization;

namespace Adc.Compiler.Ir.Operators;

/// <summary>How a kernel slides over images [batch, height, width, channels]: padding, and strides and dilations in elements.</summary>
public sealed record Window(Padding Padding, int StrideY = 1, int StrideX = 1, int DilationY = 1, int DilationX = 1)
{
    /// <summary>Along the height, for a kernel of so many rows.</summary>
    public WindowAxis Vertical(int input, int kernel) => WindowAxis.Of(Padding, input, kernel, StrideY, DilationY);

    /// <summary>Along the width, for a kernel of so many columns.</summary>
    public WindowAxis Horizontal(int input, int kernel) => WindowAxis.Of(Padding, input, kernel, StrideX, DilationX);

    /// <summary>As it is printed: "stride 2x1, dilation 2x2, VALID", without what is one or SAME.</summary>
    public override string ToString() => string.Join(", ", new[] { Pair("stride", StrideY, StrideX), Pair("dilation", DilationY, DilationX), Padding == Padding.Valid ? "VALID" : "" }
        .Where(part => part.Length > 0));

    private static string Pair(string name, int y, int x) =>
        y == 1 && x == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"{name} {y}x{x}");
}

/// <summary>A window along one axis. Output o covers input o * Stride − Before + k * Dilation for each k of the kernel.</summary>
/// <param name="Span">Elements from the kernel's first tap to its last, inclusive.</param>
/// <param name="Output">Positions of the window; none or fewer when it does not fit into the input.</param>
/// <param name="Before">Padding in front of the first element.</param>
/// <param name="After">Padding that the last position reads behind the last element; an odd total has its surplus here.</param>
public readonly record struct WindowAxis(int Input, int Kernel, int Stride, int Dilation, long Span, long Output, long Before, long After)
{
    public static WindowAxis Of(Padding padding, int input, int kernel, int stride, int dilation)
    {
        long span = ((kernel - 1L) * dilation) + 1;
        long output = padding == Padding.Same ? ((long)input + stride - 1) / stride : (input - span + stride) / stride;
        long total = Math.Max(0, ((output - 1) * stride) + span - input);
        return new(input, kernel, stride, dilation, span, output, total / 2, total - (total / 2));
    }

    /// <summary>The kernel's taps that meet an element of the input, at one position of the window.</summary>
    /// <returns>The first of them and the one behind the last; none when equal.</returns>
    public (int First, int End) Taps(long output)
    {
        long start = (output * Stride) - Before;
        long first = start >= 0 ? 0 : (-start + Dilation - 1) / Dilation;
        long end = start >= Input ? 0 : (Input - 1 - start + Dilation) / Dilation;
        end = Math.Min(Kernel, end);
        return ((int)Math.Min(first, Math.Max(end, 0)), (int)Math.Max(end, 0));
    }
}
