using Adc.Compiler.Ir;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Pipeline;

/// <summary>A model file as it is, before anything is compiled: its layers, its work, and what was noted in it.</summary>
/// <param name="Name">Of the file, without folder and extension.</param>
/// <param name="Format">"TensorFlow Lite, schema 3", "Keras".</param>
/// <param name="Sha256">Of the file, in hexadecimal.</param>
/// <param name="Parameters">Elements of all weights and other constants.</param>
/// <param name="Properties">What the file says of itself, in its order: description, versions, parameters of the vendor's tool kit.</param>
public sealed record ModelSummary(
    string Name, string File, string Format, long SizeInBytes, string Sha256, long Parameters, Sequence<SummaryLayer> Layers, Sequence<ModelParameter> Properties)
{
    /// <summary>Null while a layer's work is not known.</summary>
    public long? MultiplyAdds => Layers.All(layer => layer.MultiplyAdds is not null) ? Layers.Sum(layer => layer.MultiplyAdds) : null;

    /// <inheritdoc cref="MultiplyAdds"/>
    public long? Operations => Layers.All(layer => layer.Operations is not null) ? Layers.Sum(layer => layer.Operations) : null;
}

/// <summary>One operator of the file.</summary>
/// <param name="Configuration">Its attributes, in a few words.</param>
/// <param name="MultiplyAdds">Of one inference; null for operators that adc does not read.</param>
/// <param name="Operations">As Silicon Labs' profiler counts them; null likewise.</param>
public sealed record SummaryLayer(
    int Index, string Opcode, string Name, Sequence<SummaryTensor> Inputs, Sequence<SummaryTensor> Outputs, string Configuration, long? MultiplyAdds, long? Operations);

/// <param name="Type">"int8".</param>
public sealed record SummaryTensor(string Name, Sequence<int> Shape, string Type)
{
    public override string ToString() => Shape.Count == 0 ? $"scalar {Type}" : $"{string.Join('x', Shape)} {Type}";
}
