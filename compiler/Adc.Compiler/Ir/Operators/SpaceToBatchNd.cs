namespace Adc.Compiler.Ir.Operators;

/// <summary>Moves blocks of the padded axes behind the batch into the batch.</summary>
/// <remarks>
/// Inputs: x [batch, s1…sM, rest…], block [M], paddings [M, 2] (int32). Output: [batch * product of block, (s + paddings) / block…, rest…];
/// its batches are ordered by the place within the block first, then by the batch of x. The padding is zero, that is the output's
/// zero point where that is quantized.
/// </remarks>
public sealed record SpaceToBatchNd : Operator
{
    public override string Name => "SPACE_TO_BATCH_ND";

    public override Arity Arity => new(3, 3, 1);
}
