using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>What an operator is applied to: its inputs, the types of its outputs, the rounding asked for.</summary>
internal sealed record Invocation(IReadOnlyList<TensorValue?> Inputs, IReadOnlyList<TensorType> Outputs, Rounding Rounding)
{
    /// <summary>The type of the first output, for most operators the only one.</summary>
    public TensorType Output => Outputs[0];

    /// <summary>An input that must be there.</summary>
    public TensorValue Input(int index) =>
        OptionalInput(index) ?? throw new ArgumentException($"input {index} is missing", nameof(index));

    public TensorValue? OptionalInput(int index) => index < Inputs.Count ? Inputs[index] : null;

    /// <summary>The quantization of the first input and of the output, or null when one is absent or per channel.</summary>
    public (Quantization From, Quantization To)? PerTensor =>
        Input(0).Type.Quantization is { IsPerChannel: false } from && Output.Quantization is { IsPerChannel: false } to ? (from, to) : null;

    /// <summary>The element type that the first input and the output share, or null when they differ.</summary>
    public ElementType? CommonElement => Input(0).Type.Element == Output.Element ? Output.Element : null;
}
