namespace Adc.Compiler.Ir.Operators;

/// <summary>The transpose of a convolution: every input adds its multiple of the kernel to the outputs that the convolution would have read for it.</summary>
/// <remarks>
/// Inputs: the output's shape (int32 [4]), weights [out, kernel height, kernel width, in], x [batch, height, width, in], optional bias
/// [out]. Output: [batch, height, width, out]; <see cref="Window"/>, without dilation, slides over it and gives x's height and width.
/// </remarks>
public sealed record TransposeConv(Window Window, Activation Activation = Activation.None) : Operator, IActivated
{
    public override string Name => "TRANSPOSE_CONV";

    public override Arity Arity => new(3, 4, 1);

    public Operator With(Activation activation) => this with { Activation = activation };

    public override string Attributes => string.Join(" ", new[] { Window.ToString(), Activation == Activation.None ? "" : $"+ {Activation.SchemaName()}" }
        .Where(part => part.Length > 0));
}
