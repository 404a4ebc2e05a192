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

    /// <summary>Inferences can be started without waiting for them.</summary>
    public bool HasAsync { get; init; }

    /// <summary>The application gives the model its arena.</summary>
    public bool TakesArena { get; init; }

    /// <summary>Null where each output byte must be right.</summary>
    public ToleranceView? Tolerance { get; init; }

    /// <summary>Attribute in front of the context, with a space behind it; empty for none.</summary>
    public string ArenaAttribute { get; init; } = "";

    public bool IsTolerant => Tolerance is not null;

    public int InputCount => Inputs.Count;

    public int OutputCount => Outputs.Count;
}

/// <summary>How far outputs may be from what is expected, as C literals; empty where nothing is limited.</summary>
internal sealed record ToleranceView(string Mean, string WithinOne, string Largest, IReadOnlyList<ToleratedPortView> Outputs)
{
    public bool HasWithinOne => WithinOne.Length > 0;

    public bool HasLargest => Largest.Length > 0;
}

/// <param name="Step">What a step is in the output's values; empty where they must be equal.</param>
internal sealed record ToleratedPortView(string Function, string Array, string CType, int Elements, int Bytes, bool IsFloat, string Step)
{
    public bool HasSteps => Step.Length > 0;
}

/// <summary>The function of a layer, and its place among the layers that compute something.</summary>
internal sealed record LayerNameView(int Index, string Name);

/// <summary>All vectors of one input or output.</summary>
/// <param name="Function">Accessor of the model's API.</param>
/// <param name="Rows">Bodies, one per vector.</param>
internal sealed record VectorPortView(string Function, string Array, string CType, int Elements, int Bytes, int Index, IReadOnlyList<string> Rows);
