using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>Legality rules that several operators share.</summary>
internal static class Rules
{
    public static LegalityRule Int8ToInt8 { get; } = new TypeRule(
        "input and output must be int8 with per-tensor quantization",
        (node, graph) => IsInt8(graph.TypeOf(node.Inputs[0])) && IsInt8(graph.TypeOf(node.Output)));

    /// <summary>int8 with one scale; without any, an int8 has no meaning here.</summary>
    public static bool IsInt8(TensorType type) => type is { Element: ElementType.Int8, Quantization.IsPerChannel: false };

    public static bool IsFloat(TensorType type) => type.Element == ElementType.Float32;
}
