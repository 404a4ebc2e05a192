namespace Adc.Compiler.Emission.Views;

/// <summary>Feeds test_vectors.h.hbs and app_binding.c.hbs.</summary>
/// <param name="Origin">Where the rows come from, for the comment.</param>
internal sealed record VectorsView(
    string Name, string Macro, string Source, string Version, string Origin, int Count, IReadOnlyList<VectorPortView> Inputs, IReadOnlyList<VectorPortView> Outputs,
    IReadOnlyList<LayerNameView> Layers)
{
    public int LayerCount => Layers.Count;

    /// <summary>The model has a state, which the test vectors do not carry from one to the next.</summary>
    public bool HasState { get; init; }

    /// <summary>SHA-256 of the model file, as a C initializer.</summary>
    public required string ModelHash { get; init; }

    /// <summary>What <see cref="Emission.BuildHash"/> says of the emitted C, likewise.</summary>
    public required string BuildHash { get; init; }

    public bool UsesAccelerator { get; init; }

    public int InputCount => Inputs.Count;

    public int OutputCount => Outputs.Count;
}

/// <summary>The function of a layer, and its place among the layers that compute something.</summary>
internal sealed record LayerNameView(int Index, string Name);

/// <summary>All vectors of one input or output.</summary>
/// <param name="Function">Accessor of the model's API.</param>
/// <param name="Rows">Bodies, one per vector.</param>
internal sealed record VectorPortView(string Function, string Array, string CType, int Elements, int Bytes, int Index, IReadOnlyList<string> Rows);
