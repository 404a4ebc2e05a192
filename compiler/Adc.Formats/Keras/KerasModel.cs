namespace Adc.Formats.Keras;

/// <summary>A Keras model as it stands in its file: what it is made of, and its weights.</summary>
/// <param name="Configuration">JSON: class name and configuration of the model.</param>
/// <param name="Weights">The arrays of each layer by the layer's name, in the order in which Keras creates them.</param>
public sealed record KerasModel(string Configuration, IReadOnlyDictionary<string, IReadOnlyList<KerasArray>> Weights);

/// <summary>float32 elements in row-major order.</summary>
/// <param name="Name">Last part of its path: "kernel:0", or a number in .keras files.</param>
public sealed record KerasArray(string Name, IReadOnlyList<int> Shape, float[] Values);

/// <summary>What reading yields: a model, or the sentence that says why there is none.</summary>
public sealed record KerasReadResult(KerasModel? Model, string? Problem);
