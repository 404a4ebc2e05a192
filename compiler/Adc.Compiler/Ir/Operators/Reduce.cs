namespace Adc.Compiler.Ir.Operators;

/// <summary>Makes one element of all that lie along some axes: MEAN, SUM or REDUCE_MAX.</summary>
/// <remarks>
/// Inputs: x, and the axes as int32; a negative one counts from the last, and one may be named twice. Output: x's shape
/// without these axes, or with extent 1 there when <see cref="KeepDimensions"/>.
/// </remarks>
public sealed record Reduce(Reduction Reduction, bool KeepDimensions = false) : Operator
{
    public override string Name => Reduction.SchemaName();

    public override Arity Arity => new(2, 2, 1);

    public override string Attributes => KeepDimensions ? "keeps dimensions" : "";

    /// <summary>For each axis of x whether it is reduced; null when x has no such axis.</summary>
    public static Sequence<bool>? Reduced(Shape input, IEnumerable<int> axes)
    {
        bool[] reduced = new bool[input.Rank];
        foreach (int axis in axes)
        {
            int position = axis < 0 ? axis + input.Rank : axis;
            if (position < 0 || position >= input.Rank)
            {
                return null;
            }

            reduced[position] = true;
        }

        return reduced.ToSequence();
    }

    /// <summary>The output's shape.</summary>
    public Shape InferOutput(Shape input, Sequence<bool> reduced) => new(KeepDimensions
        ? input.Extents.Zip(reduced, (extent, isReduced) => isReduced ? 1 : extent).ToSequence()
        : input.Extents.Where((_, axis) => !reduced[axis]).ToSequence());
}
