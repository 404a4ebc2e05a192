using Adc.Compiler.Ir;

namespace Adc.Tests.Support.Layers;

/// <summary>An operator from one int8 tensor to one result whose shape follows from the input's.</summary>
/// <param name="operator">Draws the operator with its attributes.</param>
/// <param name="result">The type of the result for an input type.</param>
/// <param name="remark">Sets apart two layers of one operator.</param>
/// <param name="element">int8, int16 or float32.</param>
internal sealed class UnaryLayer(
    Func<LayerDraft, Operator> @operator, Func<LayerDraft, TensorType, TensorType> result, string remark = "", ElementType element = ElementType.Int8) : RandomLayer
{
    private Agreement agreement = Agreement.BitForBit;
    private bool hasTarget = true;

    public override string Name => @operator(new LayerDraft(new Random(0))).GetType().Name + (remark.Length == 0 ? "" : " " + remark);

    public override Agreement WithLibrary => agreement;

    public override bool HasTarget => hasTarget;

    public override TensorType AnyInput(LayerDraft draft)
    {
        Shape shape = draft.AnyShape(draft.Random.Next(1, 5));
        return element switch
        {
            ElementType.Int8 => draft.AnyInt8(shape),
            ElementType.Int16 => draft.AnyInt16(shape),
            _ => new TensorType(element, shape),
        };
    }

    public override bool Accepts(TensorType type) => type.Element == element && type.Shape.Rank > 0;

    public override void Add(LayerDraft draft, Value input) => draft.Add(@operator(draft), result(draft, input.Type), input.Id);

    /// <summary>The same layer, compared otherwise with the library.</summary>
    public UnaryLayer Agreeing(Agreement how)
    {
        agreement = how;
        return this;
    }

    /// <summary>The same layer, on the reference alone.</summary>
    public UnaryLayer WithoutTarget()
    {
        hasTarget = false;
        return this;
    }
}
