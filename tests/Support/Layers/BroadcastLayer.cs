using Adc.Compiler.Ir;

namespace Adc.Tests.Support.Layers;

/// <summary>An operator on two operands that broadcast, each an input, a constant or computed; or one tensor twice.</summary>
/// <param name="remark">Sets apart two layers of one operator.</param>
/// <param name="element">What the operands are made of.</param>
/// <param name="operator">Draws the operator with its attributes.</param>
/// <param name="result">The type of the result for the types of both operands and the shape that they broadcast to.</param>
internal sealed class BroadcastLayer(
    string remark, ElementType element, Func<LayerDraft, Operator> @operator, Func<LayerDraft, TensorType, TensorType, Shape, TensorType> result) : RandomLayer
{
    /// <summary>The library refuses scales in which the bounds of an activation leave 32 bits; this is some way off.</summary>
    public const float LeastScale = 1e-6f;

    /// <summary>Scales that products leave to the layers behind them: larger ones make no sense in a softmax.</summary>
    public const float MostScale = 100;

    private Agreement agreement = Agreement.BitForBit;

    public override string Name => @operator(new LayerDraft(new Random(0))).GetType().Name + (remark.Length == 0 ? "" : " " + remark);

    public override Agreement WithLibrary => agreement;

    /// <summary>False for integers without quantization, which occur in computations of shapes only.</summary>
    public override bool HasTarget => HasKernel;

    public bool HasKernel { get; init; } = true;

    /// <summary>False when the second operand may not make the result larger, and stays second.</summary>
    public bool IsSymmetric { get; init; } = true;

    /// <summary>The operands have one quantization.</summary>
    public bool IsOfOneScale { get; init; }

    /// <summary>Takes no part in networks: quotients of quotients are soon too small for the library, which flushes them to zero.</summary>
    public bool StandsAlone { get; init; }

    /// <summary>Scales of operands are below this.</summary>
    public float ScaleLimit { get; init; } = float.MaxValue;

    public override TensorType AnyInput(LayerDraft draft) => OfElement(draft, draft.AnyShape(draft.Random.Next(1, 5), largest: 5));

    public override bool Accepts(TensorType type) =>
        !StandsAlone && type.Element == element && type.Shape.Rank is > 0 and <= BroadcastDraw.MostAxes
        && (IsQuantized
            ? type.Quantization is { IsPerChannel: false, Scale: >= LeastScale and <= MostScale } quantization && quantization.Scale < ScaleLimit
            : type.Quantization is null);

    public override void Add(LayerDraft draft, Value input)
    {
        Shape partner = IsSymmetric ? BroadcastDraw.Partner(draft, input.Shape) : BroadcastDraw.Part(draft, input.Shape);
        Value other = draft.OneIn(8) ? input : BroadcastDraw.Operand(draft, PartnerType(draft, input.Type, partner));
        (Value a, Value b) = IsSymmetric && draft.OneIn(2) ? (other, input) : (input, other);
        draft.Add(@operator(draft), result(draft, a.Type, b.Type, BroadcastDraw.Result(a.Shape, b.Shape)), a.Id, b.Id);
    }

    /// <summary>The same layer, compared otherwise with the library.</summary>
    public BroadcastLayer Agreeing(Agreement how)
    {
        agreement = how;
        return this;
    }

    private bool IsQuantized => element is ElementType.Int8 or ElementType.Int16;

    private TensorType OfElement(LayerDraft draft, Shape shape) => element switch
    {
        ElementType.Int8 => draft.AnyInt8(shape, Math.Min(draft.AnyScale(), ScaleLimit * 0.9f)),
        ElementType.Int16 => draft.AnyInt16(shape),
        _ => new TensorType(element, shape),
    };

    private TensorType PartnerType(LayerDraft draft, TensorType first, Shape shape) =>
        IsOfOneScale || first.Quantization is null || draft.OneIn(5) ? first with { Shape = shape }
        : draft.OneIn(5) ? OfElement(draft, shape)
        : Limited(draft.Like(first, shape));

    private TensorType Limited(TensorType type) => type.Quantization is { } quantization && quantization.Scale >= ScaleLimit
        ? type with { Quantization = Quantization.PerTensor(ScaleLimit * 0.9f, quantization.ZeroPoint) }
        : type;
}
