namespace Adc.Compiler.Ir.Operators;

/// <summary>Moves batches back into blocks of the axes behind the batch, and crops these: undoes SPACE_TO_BATCH_ND.</summary>
/// <remarks>
/// Inputs: x [batch * product of block, s1…sM, rest…], block [M], crops [M, 2] (int32).
/// Output: [batch, s * block − crops…, rest…].
/// </remarks>
public sealed record BatchToSpaceNd : Operator
{
    public override string Name => "BATCH_TO_SPACE_ND";

    public override Arity Arity => new(3, 3, 1);
}
