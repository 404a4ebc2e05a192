using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite.Operators;

/// <summary>What convolutions and pools have in common in a file: a kernel that slides over images.</summary>
internal static class WindowReader
{
    /// <summary>The window of an operator, or null (and a diagnostic) when it cannot slide.</summary>
    public static Window? Read(OperatorSource source, string name, TfLitePadding padding, int strideY, int strideX, int dilationY = 1, int dilationX = 1)
    {
        if (strideY < 1 || strideX < 1 || dilationY < 1 || dilationX < 1)
        {
            source.Refuse($"{name} has strides {strideY}x{strideX} and dilations {dilationY}x{dilationX}; none may be below 1");
            return null;
        }

        return new Window(padding == TfLitePadding.Same ? Padding.Same : Padding.Valid, strideY, strideX, dilationY, dilationX);
    }

    /// <summary>True when the window turns the heights and widths of the images into those of the output; else a diagnostic says so.</summary>
    /// <param name="input">[batch, height, width, channels]</param>
    /// <param name="output">[batch, height, width, channels]</param>
    public static bool Fits(OperatorSource source, string name, Window window, int kernelHeight, int kernelWidth, Shape input, Shape output)
    {
        if (input.Rank == 4 && output.Rank == 4 && input[0] == output[0] && kernelHeight > 0 && kernelWidth > 0
            && window.Vertical(input[1], kernelHeight).Output == output[1] && window.Horizontal(input[2], kernelWidth).Output == output[2])
        {
            return true;
        }

        string how = window.ToString();
        source.Contradiction($"{name} with a kernel of {kernelHeight}x{kernelWidth}{(how.Length == 0 ? "" : $", {how}")} cannot turn {input} into {output}");
        return false;
    }
}
