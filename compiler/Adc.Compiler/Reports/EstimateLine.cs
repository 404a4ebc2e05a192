using Adc.Compiler.Emission;
using Adc.Compiler.Pipeline;

namespace Adc.Compiler.Reports;

/// <summary>A line of the table of operations, parameters and activations on pages.</summary>
/// <param name="Figures">In the order of <see cref="Headings"/>.</param>
internal sealed record EstimateLine(string Name, long[] Figures)
{
    public static string[] Headings => ["multiply-adds", "parameters", "parameters B", "activations B"];

    public static IEnumerable<EstimateLine> OfLayers(ModelEstimate estimate) => estimate.Rows.Select(row => new EstimateLine(
        CIdentifier.OfLayer(row.Name, row.Kind), [row.MultiplyAdds, row.Parameters, row.ParameterBytes, row.ActivationBytes]));

    public static IEnumerable<EstimateLine> OfWhole(ModelEstimate estimate, bool training)
    {
        yield return new EstimateLine("inference", [estimate.MultiplyAdds, estimate.Parameters, estimate.ParameterBytes, estimate.ActivationBytes]);
        if (training)
        {
            yield return new EstimateLine(
                "training",
                [EstimateText.TrainingFactor * estimate.MultiplyAdds, estimate.Parameters, estimate.ParameterBytes, EstimateText.TrainingActivationsFactor * estimate.ActivationBytes]);
        }
    }
}
