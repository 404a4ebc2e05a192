using Adc.Compiler.Configuration;
using Adc.Compiler.Targets;

namespace Adc.Compiler.Pipeline;

/// <summary>What a first configuration of a model says. Paths are relative to the configuration's folder.</summary>
/// <param name="Test">Name of the test.</param>
/// <param name="Facts">What the model is, a line each.</param>
/// <param name="IsFloat">The model must be quantized first.</param>
/// <param name="Task">What the model seems to be for.</param>
/// <param name="TaskReason">Why it seems so.</param>
/// <param name="LeavesFolder">A path leads out of the configuration's folder, which --allow-outside permits.</param>
public sealed record ConfigurationDraft(
    string Test, string Model, IReadOnlyList<string> Facts, bool IsFloat, ModelTask Task, string TaskReason, Board Board, DataBeside Data, bool LeavesFolder);

/// <summary>Data files that seem to belong to a model; null where none does.</summary>
/// <param name="Reshapes">Rows have as many values as the input, but another shape.</param>
/// <param name="RowsPerLabel">1 for a label a row.</param>
public sealed record DataBeside(string? TestData, string? TestLabels, string? TrainData, bool Reshapes, int RowsPerLabel);
