using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Support.Layers;

/// <summary>An operator from one tensor to one result whose shape follows from the input's.</summary>
/// <param name="operator">Draws the operator with its attributes.</param>
/// <param name="result">The type of the result for an input type.</param>
/// <param name="remark">Sets apart two layers of one operator.</param>
/// <param name="element">Type of the input. Alone, a layer of float32 starts with a DEQUANTIZE, for values of all magnitudes.</param>
internal sealed class UnaryLayer(
    Func<LayerDraft, Operator> @operator, Func<LayerDraft, TensorType, TensorType> result, string remark = "", ElementType element = ElementType.Int8) : RandomLayer
{
    private Agreement agreement = Agreement.BitForBit;
    private bool hasTarget = true;
    private Func<LayerDraft, Shape, TensorType>? input;
    private Func<TensorType, bool>? condition;

    public override string Name => @operator(new LayerDraft(new Random(0))).GetType().Name + (remark.Length == 0 ? "" : " " + remark);

    public override Agreement WithLibrary => agreement;

    public override bool HasTarget => hasTarget;

    public override TensorType AnyInput(LayerDraft draft)
    {
        Shape shape = draft.AnyShape(draft.Random.Next(1, 5));
        return input is not null ? input(draft, shape) : element switch
        {
            ElementType.Int8 or ElementType.Float32 => draft.AnyInt8(shape),
            ElementType.Int16 => draft.AnyInt16(shape),
            _ => new TensorType(element, shape),
        };
    }

    // The library's softmax and normalization of vectors know at most four axes.
    public override bool Accepts(TensorType type) => type.Element == element && type.Shape.Rank is > 0 and <= 4 && condition?.Invoke(type) != false;

    public override void Add(LayerDraft draft, Value input)
    {
        Value from = element == ElementType.Float32 && input.Type.Element == ElementType.Int8
            ? draft.Add(new Dequantize(), new TensorType(ElementType.Float32, input.Shape), input.Id)
            : input;
        draft.Add(@operator(draft), result(draft, from.Type), from.Id);
    }

    /// <summary>The same layer, compared otherwise with the library.</summary>
    public UnaryLayer Agreeing(Agreement how)
    {
        agreement = how;
        return this;
    }

    /// <summary>The same layer on inputs of its own kind.</summary>
    /// <param name="draw">Draws the type of the input of a model of this layer alone.</param>
    /// <param name="accepts">True for a type that the layer takes in a larger network.</param>
    public UnaryLayer On(Func<LayerDraft, Shape, TensorType> draw, Func<TensorType, bool> accepts)
    {
        (input, condition) = (draw, accepts);
        return this;
    }

    /// <summary>The same layer, in no larger network: in a chain its values would overflow or stop being numbers.</summary>
    public UnaryLayer Alone()
    {
        condition = _ => false;
        return this;
    }

    /// <summary>The same layer, on the reference alone.</summary>
    public UnaryLayer WithoutTarget()
    {
        hasTarget = false;
        return this;
    }
}
