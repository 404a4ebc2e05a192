namespace Adc.Formats.Keras;

/// <summary>A Keras model as it stands in its file: what it is made of, and its weights.</summary>
/// <param name="Configuration">JSON: class name and configuration of the model.</param>
public sealed record KerasModel(string Configuration, KerasWeights Weights);

/// <summary>float32 elements in row-major order.</summary>
/// <param name="Path">"dense/kernel:0", or a number in .keras files.</param>
public sealed record KerasArray(string Path, IReadOnlyList<int> Shape, float[] Values);

/// <summary>What reading yields: a model, or the sentence that says why there is none.</summary>
public sealed record KerasReadResult(KerasModel? Model, string? Problem);

/// <summary>What reading the configuration alone yields: its JSON, or the sentence that says why there is none.</summary>
public sealed record KerasArchitectureResult(string? Configuration, string? Problem);
