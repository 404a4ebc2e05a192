using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Support.Layers;

/// <summary>CONV_2D: strides, dilations, paddings, scales per tensor and per channel, with and without activation.</summary>
/// <param name="bias">Element type of the bias where there is one.</param>
/// <param name="isGrouped">Draws groups of channels too.</param>
/// <param name="hasBias">False: only most layers have one.</param>
internal sealed class Conv2DLayer(
    ElementType element, ElementType bias = ElementType.Int32, string remark = "", bool isGrouped = false, bool hasBias = false) : RandomLayer
{
    private Agreement agreement = Agreement.BitForBit;

    public override string Name => nameof(Conv2D) + (remark.Length == 0 ? "" : " " + remark);

    public override Agreement WithLibrary => agreement;

    public override bool HasTarget => element != ElementType.Float32;

    public override TensorType AnyInput(LayerDraft draft) => Convolutions.AnyImages(draft, element);

    public override bool Accepts(TensorType type) => type.Element == element && type.Shape.Rank == 4;

    public override void Add(LayerDraft draft, Value input)
    {
        int channels = input.Shape[3];
        int[] divisors = [.. Enumerable.Range(1, channels).Where(divisor => channels % divisor == 0)];
        int groups = isGrouped ? draft.Any(divisors) : 1;
        bool isPoint = draft.OneIn(4);
        Window window = Convolutions.AnyWindow(draft, mostDilation: draft.OneIn(3) ? 3 : 1);
        int height = isPoint ? 1 : draft.Random.Next(1, 5), width = isPoint ? 1 : draft.Random.Next(1, 5);
        if (window.Vertical(input.Shape[1], height).Output < 1 || window.Horizontal(input.Shape[2], width).Output < 1)
        {
            window = window with { Padding = Padding.Same };
        }

        int outputs = groups * draft.Random.Next(1, 6);
        Convolutions.Operands operands = Convolutions.AnyOperands(draft, input, Shape.Of(outputs, height, width, channels / groups), bias);
        Shape output = Shape.Of(
            input.Shape[0], (int)window.Vertical(input.Shape[1], height).Output, (int)window.Horizontal(input.Shape[2], width).Output, outputs);
        draft.Add(
            new Conv2D(window, draft.AnyActivation()), Convolutions.AnyOutput(draft, element, output, operands.TypicalSum),
            [input.Id, operands.Weights, .. hasBias || !draft.OneIn(3) ? new[] { operands.Bias } : []]);
    }

    /// <summary>The same layer, compared otherwise with the library.</summary>
    public Conv2DLayer Agreeing(Agreement how)
    {
        agreement = how;
        return this;
    }
}
