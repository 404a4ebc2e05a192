using Adc.Compiler.Ir;

namespace Adc.Tests.Support.Layers;

/// <summary>A layer that takes float32 among other types, fed with float32 alone: for networks that are then quantized.</summary>
internal sealed class OnFloat32(RandomLayer layer) : RandomLayer
{
    /// <summary>Rescaling the library does in ways of its own, or what calibration on random values makes no sense for.</summary>
    private static readonly string[] Without = ["Cast", "Comparison", "Div", "Exp", "Neg", "Quantize", "Rsqrt", "Sqrt", "Square", "Tanh", "ArgMax", "ArgMin"];

    /// <summary>Every kind of layer that a float network may consist of and that has an int8 form.</summary>
    public static IReadOnlyList<RandomLayer> All { get; } =
        [.. RandomLayers.All.Where(layer => TakesFloat32(layer) && !Without.Contains(layer.Name.Split(' ')[0])).Select(layer => new OnFloat32(layer))];

    public override string Name => layer.Name;

    public override Agreement WithLibrary => layer.WithLibrary;

    public override TensorType AnyInput(LayerDraft draft) => new(ElementType.Float32, layer.AnyInput(draft).Shape);

    public override bool Accepts(TensorType type) => type.Element == ElementType.Float32 && layer.Accepts(type);

    public override void Add(LayerDraft draft, Value input) => layer.Add(draft, input);

    private static bool TakesFloat32(RandomLayer layer) => Enumerable.Range(0, 40).Any(seed =>
    {
        var draft = new LayerDraft(new Random(seed));
        return layer.Accepts(new TensorType(ElementType.Float32, layer.AnyInput(draft).Shape));
    });
}
