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

        ComparedOutput[] compared = [.. graph.Outputs.Select(id => ComparedOutput.Of(graph, id)).OfType<ComparedOutput>()];
        if (compared.Length == 0 || rows.Count == 0)
        {
            return null;
        }

        IReadOnlyList<IReadOnlyDictionary<TensorId, ConstantData>> actual = engines.Accelerated(plan, request, rows, cancellation);
        NetworkError error = Compare(compared, calibration.Rows, actual);
        Hold(request, error, calibration.IsFromData, diagnostics);
        return error;
    }

    private static NetworkError Compare(
        ComparedOutput[] compared, IReadOnlyList<IReadOnlyDictionary<TensorId, ConstantData>> expected, IReadOnlyList<IReadOnlyDictionary<TensorId, ConstantData>> actual)
    {
        const double EqualBelow = 0.5; // of a step: only outputs finer than steps differ by less
        long equal = 0, withinOne = 0, count = 0;
        double sum = 0, largest = 0;
        for (int row = 0; row < expected.Count; row++)
        {
            foreach (ComparedOutput output in compared)
            {
                double[] want = output.InSteps(expected[row][output.Id]), have = output.InSteps(actual[row][output.Id]);
                for (int index = 0; index < want.Length; index++)
                {
                    double difference = Math.Abs(want[index] - have[index]);
                    sum += difference;
                    equal += difference < EqualBelow ? 1 : 0;
                    withinOne += difference <= 1 ? 1 : 0;
                    largest = Math.Max(largest, difference);
                }

                count += want.Length;
            }
        }

        double total = Math.Max(1, count);
        return new NetworkError(expected.Count, Whole(largest), sum / total, withinOne / total, equal / total);
    }

    /// <summary>Holds what the test data has shown, over all of its rows.</summary>
    public static NetworkError Judge(OutputDifference difference, CompileRequest request, DiagnosticBag diagnostics)
    {
        var error = new NetworkError(
            difference.Rows, Whole(difference.MaxAbsLsb), difference.MeanAbsLsb, difference.WithinOneRatio, difference.ExactRatio);
        Hold(request, error, isData: true, diagnostics);
        return error;
    }

    private static int Whole(double steps) => (int)Math.Min(Math.Ceiling(steps), int.MaxValue);

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
