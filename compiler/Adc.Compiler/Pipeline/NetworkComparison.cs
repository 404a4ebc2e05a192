using System.Globalization;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Evaluation.Metrics;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Lowering.Mvp;
using Adc.Compiler.Memory;

namespace Adc.Compiler.Pipeline;

/// <summary>Differences of the whole network on the accelerator from the integer reference, in steps of the 8-bit outputs.</summary>
public sealed record NetworkError(int Rows, int MaxAbsLsb, double MeanAbsLsb, double WithinOneRatio, double ExactRatio);

/// <summary>Compares the network on the accelerator with the integer reference, and holds the configured limits.</summary>
internal static class NetworkComparison
{
    /// <returns>Null when there is nothing to compare.</returns>
    public static NetworkError? Judge(
        PlannedModel plan, CompileRequest request, IEngines engines, Calibration calibration, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        Graph graph = plan.Lowered.Graph;
        Sequence<Sequence<ConstantData>> rows = calibration.Rows.Select(row => graph.Inputs.Select(id => row[id]).ToSequence()).ToSequence();
        if (plan.Lowered.Layers.All(layer => layer.Engine != Engine.Mvp))
        {
            return null;
        }

        TensorId[] compared = [.. graph.Outputs.Select(id => Quantized(graph, id)).OfType<TensorId>()];
        if (compared.Length == 0 || rows.Count == 0)
        {
            return null;
        }

        IReadOnlyList<IReadOnlyDictionary<TensorId, ConstantData>> actual = engines.Accelerated(plan, request, rows, cancellation);
        NetworkError error = Compare(compared, calibration.Rows, actual);
        Hold(request, error, calibration.IsFromData, diagnostics);
        return error;
    }

    // A float output is judged by the 8-bit tensor behind it, and so is a softmax, whose steps say little.
    public static TensorId? Quantized(Graph graph, TensorId output) => graph.TypeOf(output).Element == ElementType.Int8 && graph.WriterOf(output)?.Operator is not Ir.Operators.Softmax
        ? output
        : graph.WriterOf(output) is Node writer && !graph[writer.Inputs[0]].IsConstant && !graph.Inputs.Contains(writer.Inputs[0]) ? Quantized(graph, writer.Inputs[0]) : null;

    private static NetworkError Compare(
        TensorId[] compared, IReadOnlyList<IReadOnlyDictionary<TensorId, ConstantData>> expected, IReadOnlyList<IReadOnlyDictionary<TensorId, ConstantData>> actual)
    {
        long sum = 0, equal = 0, withinOne = 0, count = 0;
        int largest = 0;
        for (int row = 0; row < expected.Count; row++)
        {
            foreach (TensorId id in compared)
            {
                ReadOnlySpan<byte> want = expected[row][id].Bytes.Span, have = actual[row][id].Bytes.Span;
                for (int index = 0; index < want.Length; index++)
                {
                    int difference = Math.Abs((sbyte)want[index] - (sbyte)have[index]);
                    sum += difference;
                    equal += difference == 0 ? 1 : 0;
                    withinOne += difference <= 1 ? 1 : 0;
                    largest = Math.Max(largest, difference);
                }

                count += want.Length;
            }
        }

        double total = Math.Max(1, count);
        return new NetworkError(expected.Count, largest, sum / total, withinOne / total, equal / total);
    }

    /// <summary>Holds what the test data has shown, over all of its rows.</summary>
    public static NetworkError Judge(OutputDifference difference, CompileRequest request, DiagnosticBag diagnostics)
    {
        var error = new NetworkError(
            difference.Rows, (int)difference.MaxAbsLsb, difference.MeanAbsLsb, difference.WithinOneRatio, difference.ExactRatio);
        Hold(request, error, isData: true, diagnostics);
        return error;
    }

    private static void Hold(CompileRequest request, NetworkError error, bool isData, DiagnosticBag diagnostics)
    {
        OutputGate gate = request.Accelerator!.Gate;
        List<string> broken = [];
        if (error.MeanAbsLsb > gate.MeanAbsLsb)
        {
            broken.Add(string.Create(CultureInfo.InvariantCulture, $"mean difference {error.MeanAbsLsb:F3}, allowed {gate.MeanAbsLsb}"));
        }

        if (error.WithinOneRatio < gate.WithinOneRatio)
        {
            broken.Add(string.Create(CultureInfo.InvariantCulture, $"{error.WithinOneRatio:P2} within one step, required {gate.WithinOneRatio:P2}"));
        }

        if (error.MaxAbsLsb > gate.MaxAbsLsb)
        {
            broken.Add(string.Create(CultureInfo.InvariantCulture, $"largest difference {error.MaxAbsLsb}, allowed {gate.MaxAbsLsb}"));
        }

        if (broken.Count > 0)
        {
            Diagnostic diagnostic = Diagnostic.Create(Catalogue.OutputTolerance, request.ModelOrigin, string.Join("; ", broken), error.Rows);
            diagnostics.Add(gate.IsError && (isData || !gate.IsDefault) ? diagnostic : diagnostic with { Severity = Severity.Warning });
        }
    }
}
