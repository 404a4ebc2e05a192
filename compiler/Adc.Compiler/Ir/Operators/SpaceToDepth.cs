using System.Globalization;

namespace Adc.Compiler.Ir.Operators;

/// <summary>Moves square blocks of an image into its channels: [batch, h, w, c] to [batch, h/b, w/b, b*b*c].</summary>
public sealed record SpaceToDepth(int BlockSize) : Operator
{
    public override string Name => "SPACE_TO_DEPTH";

    public override Arity Arity => new(1, 1, 1);

    public override string Attributes => string.Create(CultureInfo.InvariantCulture, $"block {BlockSize}");
}
