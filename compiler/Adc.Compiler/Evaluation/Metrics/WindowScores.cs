using Adc.Compiler.Configuration;

namespace Adc.Compiler.Evaluation.Metrics;

/// <summary>The anomaly score of each row: how far its reconstruction is from it.</summary>
internal sealed class WindowScores(AnomalyScore score, int rows) : RowMeter
{
    private readonly double[] scores = new double[rows];

    public IReadOnlyList<double> Scores => scores;

    public override void Measure(int position, ReadOnlySpan<float> input, ReadOnlySpan<float> output) => scores[position] = Of(score, input, output);

    /// <summary>Mean over the elements; in double precision, in their order.</summary>
    public static double Of(AnomalyScore score, ReadOnlySpan<float> input, ReadOnlySpan<float> output)
    {
        double sum = 0;
        for (int i = 0; i < input.Length; i++)
        {
            double difference = (double)input[i] - output[i];
            sum += score == AnomalyScore.MeanAbsoluteError ? Math.Abs(difference) : difference * difference;
        }

        double mean = sum / input.Length;
        return score == AnomalyScore.RootMeanSquaredError ? Math.Sqrt(mean) : mean;
    }
}
