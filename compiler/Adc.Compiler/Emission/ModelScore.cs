using Adc.Compiler.Configuration;

namespace Adc.Compiler.Emission;

/// <summary>How an anomaly detector is scored on the target.</summary>
/// <param name="Threshold">Score above which a clip is an anomaly; null when none is known.</param>
/// <param name="Provenance">Where the threshold comes from, for the comment.</param>
public sealed record ModelScore(AnomalyScore Score, ScoreReduction Reduction, float? Threshold, string Provenance);
