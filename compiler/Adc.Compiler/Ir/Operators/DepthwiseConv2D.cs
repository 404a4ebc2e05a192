namespace Adc.Compiler.Ir.Operators;

/// <summary>Slides a kernel of its own over each channel, adds a bias, applies the activation: DEPTHWISE_CONV_2D.</summary>
/// <remarks>
/// Inputs: images [batch, height, width, channels], weights [1, height, width, outputs], optional bias [outputs]. There are
/// m outputs a channel: output o reads channel o / m. Output: [batch, height, width, outputs]. Beyond the edges lie zeros.
/// </remarks>
public sealed record DepthwiseConv2D(Window Window, Activation Activation = Activation.None) : Operator, IActivated
{
    public override string Name => "DEPTHWISE_CONV_2D";

    public override Arity Arity => new(2, 3, 1);

    public Operator With(Activation activation) => this with { Activation = activation };

    public override string Attributes => string.Join(", ", new[] { Window.ToString(), Activation == Activation.None ? "" : $"+ {Activation.SchemaName()}" }
        .Where(part => part.Length > 0));

    /// <summary>Along the height of images, for weights of the given shape.</summary>
    public WindowAxis Vertical(Shape images, Shape weights) => Window.Vertical(images[1], weights[1]);

    /// <summary>Along the width of images, for weights of the given shape.</summary>
    public WindowAxis Horizontal(Shape images, Shape weights) => Window.Horizontal(images[2], weights[2]);
}
