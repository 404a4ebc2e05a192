namespace Adc.Compiler.Ir.Operators;

/// <summary>Slides kernels over images: a weighted sum of the inputs under each, plus a bias, then the activation.</summary>
/// <remarks>
/// Inputs: x [batch, height, width, in], weights [out, kernel height, kernel width, depth], optional bias [out]. in is a multiple of
/// depth: with in = groups * depth, the g-th of as many groups of output channels reads the g-th depth input channels.
/// Output: [batch, height, width, out] with the extents that <see cref="Window"/> gives.
/// </remarks>
public sealed record Conv2D(Window Window, Activation Activation = Activation.None) : Operator, IActivated
{
    public override string Name => "CONV_2D";

    public override Arity Arity => new(2, 3, 1);

    public Operator With(Activation activation) => this with { Activation = activation };

    public override string Attributes => string.Join(" ", new[] { Window.ToString(), Activation == Activation.None ? "" : $"+ {Activation.SchemaName()}" }
        .Where(part => part.Length > 0));
}
