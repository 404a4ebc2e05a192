namespace Adc.Compiler.Evaluation.Metrics;

/// <summary>Keeps of each row what a metric needs. Different rows may be measured from several threads at a time.</summary>
internal abstract class RowMeter
{
    /// <param name="position">Place of the row among those that run.</param>
    /// <param name="input">Real values, before any quantization.</param>
    /// <param name="output">Real values of the model's output.</param>
    public abstract void Measure(int position, ReadOnlySpan<float> input, ReadOnlySpan<float> output);
}
