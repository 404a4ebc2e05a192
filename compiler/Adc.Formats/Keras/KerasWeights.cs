namespace Adc.Formats.Keras;

/// <summary>The weights of a model's layers. A model inside the model has weights of its own.</summary>
public abstract record KerasWeights
{
    /// <summary>The arrays of a layer in the order in which Keras creates them; none when it has no weights.</summary>
    /// <param name="name">The layer's name.</param>
    /// <param name="place">Its place among the layers of its class, as <see cref="KerasPlaces"/> tells.</param>
    public abstract IReadOnlyList<KerasArray> Of(string name, string place);

    /// <summary>The weights of a layer that is a model.</summary>
    public abstract KerasWeights Inside(string name, string place);
}

/// <summary>Weights as .h5 files keep them: under the names of the layers; those of a whole inner model in one list.</summary>
/// <param name="IsOfInnerModel">The layers come from such a list, which holds models inside that model too.</param>
public sealed record NamedKerasWeights(IReadOnlyDictionary<string, IReadOnlyList<KerasArray>> Layers, bool IsOfInnerModel = false) : KerasWeights
{
    public override IReadOnlyList<KerasArray> Of(string name, string place) => Layers.GetValueOrDefault(name) ?? [];

    // The paths in the list end with the layer and the weight, whatever stands before them.
    public override KerasWeights Inside(string name, string place) => IsOfInnerModel ? this : new NamedKerasWeights(
        Of(name, place).GroupBy(array => array.Path.Split('/') is [.., string layer, _] ? layer : "")
            .ToDictionary(group => group.Key, group => (IReadOnlyList<KerasArray>)[.. group]),
        IsOfInnerModel: true);
}

/// <summary>Weights as .keras files keep them: in folders called after the classes of the layers.</summary>
/// <param name="Folders">Arrays by their folder, such as "functional/layers/dense_1".</param>
/// <param name="Prefix">What stands before the folders of this model.</param>
public sealed record PlacedKerasWeights(IReadOnlyDictionary<string, IReadOnlyList<KerasArray>> Folders, string Prefix = "") : KerasWeights
{
    public override IReadOnlyList<KerasArray> Of(string name, string place) => Folders.GetValueOrDefault(Prefix + place) ?? [];

    public override KerasWeights Inside(string name, string place) => this with { Prefix = $"{Prefix}{place}/layers/" };
}

/// <summary>Weights that nobody has: of a model whose architecture alone is looked at.</summary>
public sealed record AbsentKerasWeights : KerasWeights
{
    public override IReadOnlyList<KerasArray> Of(string name, string place) => [];

    public override KerasWeights Inside(string name, string place) => this;
}
