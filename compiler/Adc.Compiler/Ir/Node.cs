using Adc.Compiler.Diagnostics;

namespace Adc.Compiler.Ir;

/// <summary>One operator applied to tensors. A missing optional input is <see cref="TensorId.None"/>.</summary>
/// <param name="Origin">Where in the model file it came from; survives into the emitted comment.</param>
public sealed record Node(Operator Operator, Sequence<TensorId> Inputs, Sequence<TensorId> Outputs, Origin Origin)
{
    public TensorId Input(int index) => index < Inputs.Count ? Inputs[index] : TensorId.None;

    public TensorId Output => Outputs[0];
}
