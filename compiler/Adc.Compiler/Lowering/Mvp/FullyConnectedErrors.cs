namespace Adc.Compiler.Lowering.Mvp;

/// <summary>Where the error of a fully connected layer comes from, and how large it can be.</summary>
internal sealed class FullyConnectedErrors(FullyConnectedOperands layer) : IErrorModel
{
    public LayerError Explain(MvpCandidate candidate, LayerTrial trial, StepDifference difference)
    {
        var sums = FullyConnectedSums.Of(layer, candidate, trial.Numerics, trial.Inputs(0));
        var stages = new FullyConnectedStages(layer, sums, trial.Numerics);
        double rounding = StepDifference.Between(trial.Expected, stages.Outputs(halfConstants: false)).MeanAbsLsb;
        double constants = StepDifference.Between(trial.Expected, stages.Outputs(halfConstants: true)).MeanAbsLsb;
        var bound = new FullyConnectedBound(layer, trial.Numerics);
        ErrorSplit onRows = bound.Largest(sums.OnRows);
        return new LayerError(difference.MaxAbsLsb, difference.MeanAbsLsb, difference.ExactRatio, new ErrorAnalysis(
            new ErrorSplit(difference.MeanAbsLsb - constants, constants - rounding, rounding),
            bound.InSteps(onRows), onRows, bound.InSteps(bound.Largest(sums.OnAnyInput))));
    }
}
