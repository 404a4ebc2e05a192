using Adc.Compiler.Ir;

namespace Adc.Tests.Support.Layers;

/// <summary>An operator that moves elements of many types, or reads them without regard to what they mean.</summary>
/// <param name="name">As <see cref="RandomLayer.Name"/>.</param>
/// <param name="shape">Draws a shape that the operator takes.</param>
/// <param name="accepts">True for such shapes.</param>
/// <param name="add">Adds the layer.</param>
/// <param name="elements">The types that the library has a kernel for.</param>
internal sealed class MovingLayer(
    string name, Func<LayerDraft, Shape> shape, Func<Shape, bool> accepts, Action<LayerDraft, Value> add, params ElementType[] elements) : RandomLayer
{
    private Agreement agreement = Agreement.BitForBit;
    private bool hasTarget = true;

    public override string Name => name;

    public override Agreement WithLibrary => agreement;

    public override bool HasTarget => hasTarget;

    public override TensorType AnyInput(LayerDraft draft) => TypeOf(draft, draft.Any(elements), shape(draft));

    public override bool Accepts(TensorType type) => elements.Contains(type.Element) && accepts(type.Shape);

    public override void Add(LayerDraft draft, Value input) => add(draft, input);

    /// <summary>A type of given elements, quantized where elements of that type are.</summary>
    public static TensorType TypeOf(LayerDraft draft, ElementType element, Shape shape) => element switch
    {
        ElementType.Int8 => draft.AnyInt8(shape),
        ElementType.UInt8 => new(element, shape, Quantization.PerTensor(draft.AnyScale(), draft.Random.Next(256))),
        ElementType.Int16 => draft.AnyInt16(shape),
        _ => new TensorType(element, shape),
    };

    /// <summary>The same layer, compared otherwise with the library.</summary>
    public MovingLayer Agreeing(Agreement how)
    {
        agreement = how;
        return this;
    }

    /// <summary>The same layer, on the reference alone.</summary>
    public MovingLayer WithoutTarget()
    {
        hasTarget = false;
        return this;
    }
}
