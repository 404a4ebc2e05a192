using System.Globalization;

namespace Adc.Compiler.Ir.Operators;

/// <summary>Moves channels of an image into square blocks: [batch, h, w, b*b*c] to [batch, h*b, w*b, c].</summary>
public sealed record DepthToSpace(int BlockSize) : Operator
{
    public override string Name => "DEPTH_TO_SPACE";

    public override Arity Arity => new(1, 1, 1);

    public override string Attributes => string.Create(CultureInfo.InvariantCulture, $"block {BlockSize}");
}
