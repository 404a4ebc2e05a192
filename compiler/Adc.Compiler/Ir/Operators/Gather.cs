using System.Globalization;

namespace Adc.Compiler.Ir.Operators;

/// <summary>Takes slices along an axis by their indices.</summary>
/// <remarks>
/// Inputs: x, indices (int32). Output: x's extents before the axis, those of the indices without their first
/// <see cref="BatchDimensions"/>, x's extents behind the axis. The leading <see cref="BatchDimensions"/> axes of both run together:
/// each batch has indices of its own. A computed index outside the axis means the nearest slice.
/// </remarks>
public sealed record Gather(int Axis = 0, int BatchDimensions = 0) : Operator
{
    public override string Name => "GATHER";

    public override Arity Arity => new(2, 2, 1);

    public override string Attributes => string.Create(CultureInfo.InvariantCulture, $"axis {Axis}")
        + (BatchDimensions == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {BatchDimensions} batch axes"));
}
