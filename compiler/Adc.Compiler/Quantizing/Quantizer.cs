using System.Globalization;
using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Quantizing;

/// <summary>Turns a float graph into an int8 graph: TensorFlow Lite's full-integer scheme, with ranges from calibration rows.</summary>
/// <param name="evaluator">What operators mean, for floats and for integers.</param>
/// <param name="progress">Told what begins.</param>
public sealed class Quantizer(IEvaluator evaluator, IProgress<WorkStep>? progress = null)
{
    /// <param name="graph">float32 throughout, after the passes.</param>
    /// <param name="rows">Calibration rows in the types of the graph's inputs.</param>
    /// <returns>Null when <paramref name="diagnostics"/> got an error.</returns>
    public QuantizedModel? Quantize(
        Graph graph, IReadOnlyList<Sequence<ConstantData>> rows, QuantizerOptions options, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        if (!FloatModelRules.Check(graph, diagnostics))
        {
            return null;
        }

        Graph prepared = Prepare(graph, options);
        try
        {
            progress?.Report("running the float model on the calibration rows");
            if (Observe(prepared, rows, options, diagnostics, cancellation) is not IReadOnlyDictionary<TensorId, TensorObserver> seen)
            {
                return null;
            }

            Dictionary<TensorId, ValueRange> ranges = seen.ToDictionary(entry => entry.Key, entry => ValueRange.Of(entry.Value, options));
            prepared = AveragesToMeans.Run(prepared, id => ranges[id]);
            var plan = new QuantizationPlan(prepared, id => ranges[id]);
            var emitter = new Int8Emitter(prepared, plan, options, seen);
            Graph integers = emitter.Emit(diagnostics);
            progress?.Report("comparing the int8 model with the float model");
            return new QuantizedModel(integers, new QualityMeasurement(prepared, integers, emitter, evaluator).Measure(rows, seen, cancellation));
        }
        catch (NotSupportedException exception)
        {
            diagnostics.Report(Catalogue.NotQuantizable, Origin.None, exception.Message);
            return null;
        }
    }

    /// <summary>The float graph with its layers joined and changed as the options ask; it computes the same function.</summary>
    private static Graph Prepare(Graph graph, QuantizerOptions options)
    {
        Graph folded = JoinFactorsAndAddends.Run(options.FoldBatchNorm == BatchNormFolding.Auto ? FoldBatchNorm.Run(graph) : graph);
        return options.Equalization switch
        {
            Equalization.Always => EqualizeLayers.Run(folded, (_, _) => true),
            Equalization.Auto when !options.PerChannelDense => EqualizeLayers.Run(folded, (first, second) => first is FullyConnected && second is FullyConnected),
            _ => folded,
        };
    }

    /// <returns>Null, and a diagnostic, when a value is no finite number.</returns>
    private Dictionary<TensorId, TensorObserver>? Observe(
        Graph graph, IReadOnlyList<Sequence<ConstantData>> rows, QuantizerOptions options, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        Dictionary<TensorId, TensorObserver> seen = graph.Inputs.Concat(graph.Nodes.SelectMany(node => node.Outputs))
            .Where(id => graph.TypeOf(id).Element == ElementType.Float32)
            .ToDictionary(id => id, id => new TensorObserver(graph.TypeOf(id), options.Method != RangeMethod.MinMax));
        int row = 0;
        foreach (TensorValue?[] values in new GraphRun(graph, evaluator).Rows(rows, cancellation))
        {
            foreach ((TensorId id, TensorObserver observer) in seen)
            {
                float[] reals = values[id.Value]!.Data.ToArray<float>();
                int position = observer.Add(reals);
                if (position >= 0)
                {
                    diagnostics.Report(
                        Catalogue.ValueNotFinite, graph.WriterOf(id)?.Origin ?? Origin.None,
                        string.Create(CultureInfo.InvariantCulture, $"'{Printable.Text(graph[id].Name)}' is {reals[position]} at {position} for calibration row {row}"));
                    return null;
                }
            }

            row++;
        }

        return seen;
    }
}
