using System.Globalization;
using Adc.Compiler.Configuration;
using Adc.Compiler.Emission;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Evaluation.Metrics;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Pipeline;

/// <summary>What the target needs to score anomalies as the test data was scored.</summary>
internal static class AnomalyScoring
{
    /// <param name="test">What the test data has shown; null without any.</param>
    /// <returns>Null for models that detect no anomalies.</returns>
    public static ModelScore? On(ModelConfig config, Graph graph, TestResult? test)
    {
        if (graph.Inputs.Count != 1 || graph.Outputs.Count != 1)
        {
            return null;
        }

        TensorType input = graph.TypeOf(graph.Inputs[0]), output = graph.TypeOf(graph.Outputs[0]);
        int elements = output.Shape.ElementCount;
        if (config.Task.TaskFor(input.Shape == output.Shape ? elements : 0).Value != ModelTask.Anomaly
            || elements != input.Shape.ElementCount || output.Element is not (ElementType.Int8 or ElementType.Int32 or ElementType.Float32))
        {
            return null;
        }

        ScoreThreshold rule = config.Anomaly.Threshold.Value;
        ColumnResult? column = test?.OfTarget;
        float? threshold = column?.Metrics is AnomalyMetrics metrics ? metrics.Threshold : rule.Rule == ThresholdRule.Fixed ? (float)rule.Value : null;
        string provenance = column?.Metrics is AnomalyMetrics { Counts: { } counts } && rule.Rule != ThresholdRule.Fixed
            ? string.Create(CultureInfo.InvariantCulture, $"{rule} on {test!.DataName}: finds {counts.TruePositives} of {counts.TruePositives + counts.FalseNegatives} anomalies, with {counts.FalsePositives} false alarms on {counts.FalsePositives + counts.TrueNegatives} normal clips")
            : "as the configuration has it";
        return new ModelScore(config.Anomaly.Score.Value, config.Anomaly.Reduce.Value, threshold, provenance);
    }
}
