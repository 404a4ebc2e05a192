namespace Adc.Compiler.Ir.Operators;

/// <summary>Multiplies matrices, batch by batch: BATCH_MATMUL.</summary>
/// <remarks>
/// Inputs: x [batch…, rows, depth] and y [batch…, depth, columns], or with the last two axes exchanged when
/// <see cref="AdjointX"/> or <see cref="AdjointY"/>. Output: [batch…, rows, columns]. Batch axes count from the last;
/// one of extent 1, or one that is not there, serves all batches of the other operand.
/// </remarks>
public sealed record BatchMatMul(bool AdjointX = false, bool AdjointY = false) : Operator
{
    public override string Name => "BATCH_MATMUL";

    public override Arity Arity => new(2, 2, 1);

    public override string Attributes => string.Join(", ", new[] { AdjointX ? "x transposed" : "", AdjointY ? "y transposed" : "" }.Where(part => part.Length > 0));

    /// <summary>Elements in a sum of products.</summary>
    public int Depth(Shape x) => x[x.Rank - (AdjointX ? 2 : 1)];

    /// <summary>The output's shape, or null when the operands do not multiply.</summary>
    public Shape? InferOutput(Shape x, Shape y)
    {
        if (x.Rank < 2 || y.Rank < 2 || Depth(x) != y[y.Rank - (AdjointY ? 1 : 2)])
        {
            return null;
        }

        int rank = Math.Max(x.Rank, y.Rank);
        int[] extents = new int[rank];
        for (int axis = 0; axis < rank - 2; axis++)
        {
            int ofX = ExtentOf(x, axis, rank), ofY = ExtentOf(y, axis, rank);
            if (ofX != ofY && ofX != 1 && ofY != 1)
            {
                return null;
            }

            extents[axis] = ofX == 1 ? ofY : ofX;
        }

        extents[rank - 2] = x[x.Rank - (AdjointX ? 1 : 2)];
        extents[rank - 1] = y[y.Rank - (AdjointY ? 2 : 1)];
        return Shape.Of(extents);
    }

    /// <summary>The extent that an operand has along an axis of the output, for batch axes; 1 where it has no such axis.</summary>
    public static int ExtentOf(Shape operand, int axis, int outputRank) =>
        axis < outputRank - operand.Rank ? 1 : operand[axis - (outputRank - operand.Rank)];
}
