namespace Adc.Compiler.Ir;

/// <summary>A value that a model keeps from one inference to the next.</summary>
/// <param name="Before">What the inference starts with; no node writes it.</param>
/// <param name="After">What the next inference starts with: a computed tensor, an input, a constant, or <paramref name="Before"/> itself.</param>
/// <param name="Initial">What the first inference starts with: bytes of <paramref name="Before"/>.</param>
public sealed record State(TensorId Before, TensorId After, ConstantData Initial);
