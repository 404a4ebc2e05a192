namespace Adc.Compiler.Evaluation.Metrics;

/// <summary>Distances of outputs from expected vectors, row by row.</summary>
/// <param name="expected">Expected outputs of the rows that run, one after the other.</param>
internal sealed class RegressionErrors(float[] expected, int outputs) : RowMeter
{
    private readonly double[] squares = new double[expected.Length / outputs];
    private readonly double[] absolutes = new double[expected.Length / outputs];

    public override void Measure(int position, ReadOnlySpan<float> input, ReadOnlySpan<float> output)
    {
        for (int i = 0; i < outputs; i++)
        {
            double difference = (double)output[i] - expected[(position * outputs) + i];
            squares[position] += difference * difference;
            absolutes[position] += Math.Abs(difference);
        }
    }

    public RegressionMetrics Metrics()
    {
        double total = 0;
        for (int output = 0; output < outputs; output++)
        {
            double[] column = [.. expected.Where((_, index) => index % outputs == output).Select(value => (double)value)];
            double mean = column.Length == 0 ? 0 : column.Sum() / column.Length;
            total += column.Sum(value => (value - mean) * (value - mean));
        }

        double sum = squares.Sum(), count = Math.Max(1, expected.Length);
        return new RegressionMetrics(absolutes.Sum() / count, Math.Sqrt(sum / count), total > 0 ? 1 - (sum / total) : null);
    }
}
