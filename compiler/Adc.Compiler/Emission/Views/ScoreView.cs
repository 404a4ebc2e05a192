using Adc.Compiler.Configuration;

namespace Adc.Compiler.Emission.Views;

/// <summary>Feeds score.h.hbs and score.c.hbs.</summary>
/// <param name="Measure">What a window's score is, for the comment.</param>
/// <param name="Reduction">What a clip's score is, for the comment.</param>
/// <param name="Threshold">A float literal; empty when there is none.</param>
internal sealed record ScoreView(
    string Name, string Macro, string Source, string Hash, string Version, PortView Output, string Measure, string Reduction, bool TakesRoot, bool IsAbsolute,
    string Threshold, string Provenance)
{
    public int Elements => Output.Elements;

    public static ScoreView Of(ModelView model, ModelScore score) => new(
        model.Name, model.Macro, model.Source, model.NamesHashes ? model.Hash : "", model.Version, model.Outputs[0],
        score.Score switch
        {
            AnomalyScore.MeanAbsoluteError => "mean absolute error",
            AnomalyScore.RootMeanSquaredError => "root of the mean squared error",
            _ => "mean squared error",
        },
        score.Reduction switch
        {
            ScoreReduction.Max => "the largest of its windows' scores",
            ScoreReduction.P95 => "the 95th percentile of its windows' scores",
            _ => "the mean of its windows' scores",
        },
        score.Score == AnomalyScore.RootMeanSquaredError, score.Score == AnomalyScore.MeanAbsoluteError,
        score.Threshold is float threshold ? CLiteral.Float(threshold) : "", CComment.Text(score.Provenance));
}
