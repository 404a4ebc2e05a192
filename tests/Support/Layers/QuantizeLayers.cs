using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Support.Layers;

/// <summary>QUANTIZE between all types that it takes, and DEQUANTIZE.</summary>
internal static class QuantizeLayers
{
    private static readonly Agreement NotInLibrary = Agreement.None("the library has no such kernel");

    public static IReadOnlyList<RandomLayer> All { get; } =
    [
        new UnaryLayer(_ => new Dequantize(), (_, input) => new TensorType(ElementType.Float32, input.Shape)),
        new UnaryLayer(_ => new Dequantize(), (_, input) => new TensorType(ElementType.Float32, input.Shape), "int16", ElementType.Int16),
        new UnaryLayer(_ => new Quantize(), (draft, input) => draft.Like(input, input.Shape)),
        Between(ElementType.Int8, ElementType.UInt8),
        Between(ElementType.Int8, ElementType.Int16).Agreeing(NotInLibrary),
        Between(ElementType.Int8, ElementType.Int32).Agreeing(NotInLibrary),
        Between(ElementType.UInt8, ElementType.Int8),
        Between(ElementType.Int16, ElementType.Int8),
        Between(ElementType.Int16, ElementType.Int16),
        Between(ElementType.Int16, ElementType.Int32),
        Between(ElementType.Int32, ElementType.Int8),
        Between(ElementType.Int32, ElementType.Int16),
        OfReals(ElementType.Int8),
        OfReals(ElementType.Int16),
    ];

    private static UnaryLayer Between(ElementType from, ElementType to) =>
        new UnaryLayer(_ => new Quantize(), (draft, input) => Typed(draft, to, input.Shape, input.Quantization!.Scale * draft.Near1() * WidthOf(from) / WidthOf(to)),
            $"{from.DisplayName()} to {to.DisplayName()}", from)
            .On((draft, shape) => Typed(draft, from, shape, draft.AnyScale()), type => type.Quantization is not null);

    private static UnaryLayer OfReals(ElementType to) =>
        new UnaryLayer(_ => new Quantize(), (draft, input) => Typed(draft, to, input.Shape, draft.AnyScale()), $"float32 to {to.DisplayName()}", ElementType.Float32)
            .On((_, shape) => new TensorType(ElementType.Float32, shape), _ => true);

    private static TensorType Typed(LayerDraft draft, ElementType element, Shape shape, float scale) => element switch
    {
        ElementType.Int8 => draft.AnyInt8(shape, scale),
        ElementType.UInt8 => new TensorType(element, shape, Quantization.PerTensor(scale, draft.Random.Next(256))),
        _ => new TensorType(element, shape, Quantization.PerTensor(scale, 0)),
    };

    /// <summary>How many values a test draws of a type, so that scales can make up for it.</summary>
    private static float WidthOf(ElementType element) => element switch
    {
        ElementType.Int16 => 1 << 16,
        ElementType.Int32 => 1 << 20,
        _ => 1 << 8,
    };
}
