using System.Globalization;
using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Evaluation.Data;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Pipeline;

/// <summary>Holds the int8 column against <c>compare.golden</c>: outputs that another tool computed for the same rows.</summary>
internal sealed class GoldenOutputs : IDisposable
{
    private readonly TestSet expected;
    private readonly int[] largest;

    private GoldenOutputs(TestSet expected, int rows) => (this.expected, largest) = (expected, new int[rows]);

    /// <param name="rows">Rows that run.</param>
    /// <param name="count">Rows of the test data.</param>
    /// <returns>Null when there are none, or <paramref name="diagnostics"/> got an error.</returns>
    public static GoldenOutputs? Open(ModelConfig config, TensorType output, int rows, int count, DiagnosticBag diagnostics)
    {
        if (config.Compare.Golden is not { } path || TestSet.Open("compare.golden", path, config, output, diagnostics, "output") is not TestSet expected)
        {
            return null;
        }

        if (expected.Count == count)
        {
            return new GoldenOutputs(expected, rows);
        }

        diagnostics.Report(Catalogue.GoldenCount, path.Origin, path.Value.Written, expected.Count, count);
        expected.Dispose();
        return null;
    }

    /// <param name="row">Place in the data.</param>
    public void Measure(int position, int row, ConstantData output)
    {
        ReadOnlySpan<byte> want = expected.Row(row).Bytes.Span, have = output.Bytes.Span;
        if (expected.Input.Element == ElementType.Int8)
        {
            for (int i = 0; i < want.Length; i++)
            {
                largest[position] = Math.Max(largest[position], Math.Abs((sbyte)want[i] - (sbyte)have[i]));
            }
        }
        else
        {
            largest[position] = want.SequenceEqual(have) ? 0 : int.MaxValue;
        }
    }

    public void Hold(ModelConfig config, Sequence<int> numbers, DiagnosticBag diagnostics)
    {
        int limit = config.Compare.Int8MaxAbsLsb.Value, wrong = largest.Count(steps => steps > limit);
        if (wrong == 0)
        {
            return;
        }

        int first = Array.FindIndex(largest, steps => steps > limit);
        string steps = largest.Max() == int.MaxValue ? "values differ" : string.Create(CultureInfo.InvariantCulture, $"by up to {largest.Max():N0} steps, allowed {limit}");
        Diagnostic diagnostic = Diagnostic.Create(
            Catalogue.SelfTestFailed, config.Compare.Golden!.Origin,
            string.Create(CultureInfo.InvariantCulture, $"the int8 column differs from compare.golden in {wrong:N0} of {numbers.Count:N0} rows ({steps}); the first is row {numbers[first]:N0}"));
        diagnostics.Add(config.Compare.OnFail.Value == FailPolicy.Error ? diagnostic : diagnostic with { Severity = Severity.Warning });
    }

    public void Dispose() => expected.Dispose();
}
