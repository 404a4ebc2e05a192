using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Frontends.Keras.Layers;

/// <summary>What convolutions and pools have in common.</summary>
internal static class Windows
{
    public static Window Read(KerasLayer layer, string strides, (int Y, int X) missing, bool dilates = false)
    {
        (int y, int x) = layer.Integers(strides) is null ? missing : layer.Pair(strides, 1);
        (int dilationY, int dilationX) = dilates ? layer.Pair("dilation_rate", 1) : (1, 1);
        return Of(layer.Text("padding", "valid"), y, x, dilationY, dilationX);
    }

    public static Window Of(string padding, int strideY, int strideX, int dilationY, int dilationX) => (strideY, strideX, dilationY, dilationX) is (> 0, > 0, > 0, > 0)
        ? new Window(
            padding switch
            {
                "same" => Padding.Same,
                "valid" => Padding.Valid,
                _ => throw new KerasRefusalException($"its padding '{padding}' is not supported; same and valid are"),
            },
            strideY, strideX, dilationY, dilationX)
        : throw new KerasRefusalException("its strides and dilations must be positive");

    /// <summary>The output's shape; extents below 1 where the window does not fit.</summary>
    public static Shape Output(Shape images, Window window, int height, int width, int channels)
    {
        long rows = window.Vertical(images[1], height).Output, columns = window.Horizontal(images[2], width).Output;
        return Shape.Of(images[0], (int)Math.Clamp(rows, 0, int.MaxValue), (int)Math.Clamp(columns, 0, int.MaxValue), channels);
    }
}
