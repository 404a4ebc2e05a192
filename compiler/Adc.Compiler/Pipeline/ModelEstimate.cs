using Adc.Compiler.Ir;

namespace Adc.Compiler.Pipeline;

/// <summary>What a model costs on any machine: arithmetic, weights, activations.</summary>
/// <param name="IsKeras">The layers are those of Keras, which the rules of nns can be applied to.</param>
/// <param name="Parameters">Elements of all weights and other constants; a constant of two layers counts once.</param>
/// <param name="ParameterBytes">Their memory, in the types of the file.</param>
public sealed record ModelEstimate(string Name, string File, bool IsKeras, Sequence<EstimateRow> Rows, long Parameters, long ParameterBytes)
{
    public long MultiplyAdds => Rows.Sum(row => row.MultiplyAdds);

    /// <summary>Elements of the model's inputs and of the outputs of all layers, as if none took another's place.</summary>
    public long Activations => Rows.Sum(row => row.Activations);

    public long ActivationBytes => Rows.Sum(row => row.ActivationBytes);

    /// <summary>Multiply-adds by the rules of nns; only for Keras models.</summary>
    public long NnsMultiplyAdds => Rows.Sum(row => row.NnsMultiplyAdds);
}

/// <summary>An input of the model, or one of its layers.</summary>
/// <param name="Kind">Class of the Keras layer or name of the operator; "input" for an input.</param>
/// <param name="Output">Without the batch, when that is 1.</param>
/// <param name="NnsMultiplyAdds">
/// As the nns package counts them: the elements of the kernel but for its last axis, times the elements of the output. That is right for
/// convolutions and dense layers, and wrong for transposed convolutions, whose kernels Keras keeps with the outputs before the inputs.
/// </param>
/// <param name="NnsParameters">As nns prints them in a row: two for each channel of a batch normalization, however many Keras has.</param>
public sealed record EstimateRow(
    string Name, string Kind, Shape Output, long MultiplyAdds, long NnsMultiplyAdds, long Parameters, long NnsParameters, long ParameterBytes,
    long Activations, long ActivationBytes);
