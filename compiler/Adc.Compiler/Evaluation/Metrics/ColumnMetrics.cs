namespace Adc.Compiler.Evaluation.Metrics;

/// <summary>What the test data says about one column: float, int8 or mvp.</summary>
public abstract record ColumnMetrics
{
    /// <summary>Figures that must not get worse from int8 to mvp, each with its name; higher is better.</summary>
    public abstract IEnumerable<(string Name, double Value)> Guarded { get; }
}
