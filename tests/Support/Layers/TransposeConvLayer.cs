using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Support.Layers;

/// <summary>TRANSPOSE_CONV: strides, paddings, scales per tensor and per channel, with and without bias.</summary>
internal sealed class TransposeConvLayer(ElementType element, string remark = "", bool isActivated = false) : RandomLayer
{
    // Outputs are up to three times as wide: a network of them would grow without end.
    private const int LargestSide = 12;

    private Agreement agreement = Agreement.BitForBit;

    public override string Name => nameof(TransposeConv) + (remark.Length == 0 ? "" : " " + remark);

    public override Agreement WithLibrary => agreement;

    public override bool HasTarget => element != ElementType.Float32;

    public override TensorType AnyInput(LayerDraft draft) => Convolutions.AnyImages(draft, element, largestSide: 5);

    public override bool Accepts(TensorType type) => type.Element == element && type.Shape.Rank == 4 && Math.Max(type.Shape[1], type.Shape[2]) <= LargestSide;

    public override void Add(LayerDraft draft, Value input)
    {
        Window window = Convolutions.AnyWindow(draft);
        int height = draft.Random.Next(1, 5), width = draft.Random.Next(1, 5), outputs = draft.Random.Next(1, 6);
        Convolutions.Operands operands = Convolutions.AnyOperands(draft, input, Shape.Of(outputs, height, width, input.Shape[3]), ElementType.Int32);
        Shape output = Shape.Of(
            input.Shape[0],
            AnyExtent(draft, extent => window.Vertical(extent, height).Output == input.Shape[1]),
            AnyExtent(draft, extent => window.Horizontal(extent, width).Output == input.Shape[2]),
            outputs);
        draft.Add(
            new TransposeConv(window, isActivated ? draft.AnyActivation() : Activation.None),
            Convolutions.AnyOutput(draft, element, output, operands.TypicalSum),
            [draft.Int32s([.. output.Extents]), operands.Weights, input.Id, .. draft.OneIn(3) ? [] : new[] { operands.Bias }]);
    }

    /// <summary>The same layer, compared otherwise with the library.</summary>
    public TransposeConvLayer Agreeing(Agreement how)
    {
        agreement = how;
        return this;
    }

    /// <summary>One of the extents that the convolution turns into the input's.</summary>
    private static int AnyExtent(LayerDraft draft, Func<int, bool> fits) => draft.Any([.. Enumerable.Range(1, 4 * (LargestSide + 1)).Where(fits)]);
}
