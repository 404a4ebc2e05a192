using System.Globalization;

namespace Adc.Compiler.Ir.Operators;

/// <summary>The average or the greatest of each channel under a window: AVERAGE_POOL_2D or MAX_POOL_2D.</summary>
/// <remarks>
/// Input: images [batch, height, width, channels]. Output: the same with the window's positions as height and width. What
/// lies beyond the edges does not count, not even in the divisor of an average.
/// </remarks>
public sealed record Pool2D(Pooling Pooling, Window Window, int KernelHeight, int KernelWidth, Activation Activation = Activation.None) : Operator, IActivated
{
    public override string Name => Pooling == Pooling.Average ? "AVERAGE_POOL_2D" : "MAX_POOL_2D";

    public override Arity Arity => new(1, 1, 1);

    public Operator With(Activation activation) => this with { Activation = activation };

    public override string Attributes => string.Join(", ", new[]
    {
        string.Create(CultureInfo.InvariantCulture, $"{KernelHeight}x{KernelWidth}"),
        Window.ToString(),
        Activation == Activation.None ? "" : $"+ {Activation.SchemaName()}",
    }.Where(part => part.Length > 0));

    /// <summary>Along the height of images.</summary>
    public WindowAxis Vertical(Shape images) => Window.Vertical(images[1], KernelHeight);

    /// <summary>Along the width of images.</summary>
    public WindowAxis Horizontal(Shape images) => Window.Horizontal(images[2], KernelWidth);
}
