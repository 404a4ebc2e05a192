using Adc.Compiler.Configuration.Schema.Keys;

namespace Adc.Compiler.Configuration;

/// <summary>What the model is for, and how it is judged.</summary>
public sealed record TaskConfig(SettingTable Settings)
{
    private const int FewestReconstructedValues = 16;

    /// <summary>A program that computes own metrics; it may be started only with the user's consent on the command line.</summary>
    public Setting<string>? Evaluator => Settings.Find(TaskKeys.Evaluator);

    /// <summary>The task that was named, else what handler, shapes and labels tell.</summary>
    /// <param name="outputElements">Values of the output when it has the shape of the input, else 0.</param>
    public Setting<ModelTask> TaskFor(int outputElements)
    {
        if (Settings.Find(TaskKeys.Task) is { } given)
        {
            return given;
        }

        bool isAnomaly = outputElements >= FewestReconstructedValues
            || (Settings.Find(DataKeys.UserHandleAccuracyResults) is { } handler && AxonHandlers.IsAnomalyDetection(handler.Value));
        ModelTask task = isAnomaly ? ModelTask.Anomaly
            : Settings.IsSet(DataKeys.TestLabels) ? ModelTask.Classification
            : ModelTask.None;
        return new(task, Settings.Owner, IsDefault: true);
    }
}
