namespace Adc.Bench;

/// <summary>One thing that is measured. Another benchmark is another class, and an entry in the list of Program.cs.</summary>
internal interface IBenchmark
{
    BenchResult Measure(BenchModel model);
}

/// <param name="Value">Null where the benchmark does not apply; the remark says why.</param>
/// <param name="Unit">What it counts: "inferences/s".</param>
/// <param name="Anchor">What the value is held against.</param>
/// <param name="IsLimit">The value must reach its anchor; else the anchor only gives the scale.</param>
internal sealed record BenchResult(string Name, double? Value, string Unit, double Anchor, bool IsLimit = false, string Remark = "");
