using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Support.Layers;

/// <summary>DEPTHWISE_CONV_2D: one and several outputs a channel, 3 x 3 as networks have it or not, strides, dilations, paddings, scales per tensor and per channel, activations.</summary>
internal sealed class DepthwiseConv2DLayer(ElementType element) : RandomLayer
{
    private const int ChannelAxis = 3;

    public override string Name => nameof(DepthwiseConv2D) + (element == ElementType.Int8 ? "" : $" {element.DisplayName()}");

    public override Agreement WithLibrary => element == ElementType.Float32
        ? Agreement.WithinRelative(1e-5, "the library sums in another order")
        : Agreement.BitForBit;

    public override bool HasTarget => element != ElementType.Float32;

    public override TensorType AnyInput(LayerDraft draft) => Convolutions.AnyImages(draft, element);

    public override bool Accepts(TensorType type) => type.Element == element && type.Shape.Rank == 4;

    public override void Add(LayerDraft draft, Value input)
    {
        bool isUsual = draft.OneIn(2);
        int outputs = input.Shape[3] * (isUsual ? 1 : draft.Any(1, 1, 1, 2, 3, 4, 8)), stride = draft.Random.Next(1, 3);
        Window window = Convolutions.AnyWindow(draft, mostDilation: draft.OneIn(3) ? 3 : 1);
        var weights = Shape.Of(1, draft.Random.Next(1, 5), draft.Random.Next(1, 5), outputs);
        if (isUsual)
        {
            window = new Window(window.Padding, stride, stride);
            weights = Shape.Of(1, 3, 3, outputs);
        }

        if (window.Vertical(input.Shape[1], weights[1]).Output < 1 || window.Horizontal(input.Shape[2], weights[2]).Output < 1)
        {
            window = window with { Padding = Padding.Same };
        }

        ElementType bias = element == ElementType.Int16 ? ElementType.Int64 : ElementType.Int32;
        Convolutions.Operands operands = Convolutions.AnyOperands(draft, input, weights, bias, ChannelAxis);
        var convolution = new DepthwiseConv2D(window, draft.AnyActivation());
        Shape output = Shape.Of(
            input.Shape[0], (int)convolution.Vertical(input.Shape, weights).Output, (int)convolution.Horizontal(input.Shape, weights).Output, outputs);
        draft.Add(convolution, Convolutions.AnyOutput(draft, element, output, operands.TypicalSum), input.Id, operands.Weights, operands.Bias);
    }
}
