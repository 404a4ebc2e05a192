using Adc.Compiler.Ir;

namespace Adc.Compiler.Quantizing;

/// <summary>Holds an int8 graph against its float graph, layer by layer, on calibration rows.</summary>
internal sealed class QualityMeasurement(Graph floats, Graph integers, Int8Emitter origin, IEvaluator evaluator)
{
    /// <summary>Rows for the comparison of tensors, and for that of single layers, which runs the network once for each.</summary>
    private const int MostRows = 64, MostRowsAlone = 8;

    private readonly GraphRun floatRun = new(floats, evaluator), int8Run = new(integers, evaluator);

    /// <param name="rows">Float rows of the inputs.</param>
    public QuantizationReport Measure(
        IReadOnlyList<Sequence<ConstantData>> rows, IReadOnlyDictionary<TensorId, TensorObserver> seen, CancellationToken cancellation)
    {
        Node[] layers = [.. floats.Nodes.Where(origin.Quantized.ContainsKey)];
        SignalToNoise[] inNetwork = Sums(layers.Length), alone = Sums(layers.Length), ofInputs = Sums(floats.Inputs.Count), inputsAlone = Sums(floats.Inputs.Count);
        var outputs = new SignalToNoise();
        Sequence<ConstantData>[] compared = [.. CalibrationRows.Spread(rows, MostRows)];
        int row = 0, step = Math.Max(1, compared.Length / MostRowsAlone);
        foreach ((TensorValue?[] wanted, TensorValue?[] found) in floatRun.Rows(compared, cancellation).Zip(int8Run.Rows([.. compared.Select(Inputs)], cancellation)))
        {
            for (int i = 0; i < layers.Length; i++)
            {
                Compare(inNetwork[i], wanted, found, layers[i].Outputs, origin.Quantized[layers[i]].Outputs);
            }

            Compare(outputs, wanted, found, floats.Outputs, integers.Outputs);
            if (row++ % step == 0 && row <= step * MostRowsAlone)
            {
                MeasureAlone(layers, alone, wanted, cancellation);
                MeasureInputs(inputsAlone, ofInputs, wanted);
            }
        }

        IEnumerable<LayerQuality> inputs = floats.Inputs.Select((id, i) => Quality(-1, id, floats[id].Name, integers.TypeOf(origin.Int8Of(id)), "input", ofInputs[i], inputsAlone[i]))
            .Where((_, i) => floats.TypeOf(floats.Inputs[i]).Element == ElementType.Float32);
        List<Node> order = [.. integers.Nodes];
        IEnumerable<LayerQuality> nodes = layers.Select((layer, i) => Quality(
            order.FindIndex(node => ReferenceEquals(node, origin.Quantized[layer])), layer.Outputs[0], layer.Origin.Name ?? floats[layer.Outputs[0]].Name,
            integers.TypeOf(origin.Quantized[layer].Outputs[0]), layer.Operator.Name, inNetwork[i], alone[i]));
        return new QuantizationReport(rows.Count, compared.Length, inputs.Concat(nodes).ToSequence(), outputs.InDb);

        LayerQuality Quality(int index, TensorId id, string name, TensorType type, string @operator, SignalToNoise ratio, SignalToNoise own)
        {
            TensorObserver? range = seen.GetValueOrDefault(id);
            return new LayerQuality(
                index, name, @operator, range?.Low ?? 0, range?.High ?? 0, type.Quantization?.Scale ?? 1, type.Quantization?.ZeroPoint ?? 0, ratio.InDb, own.InDb);
        }
    }

    /// <summary>What the outputs of the float model lose when one layer computes in int8: against that layer in float32 on the same quantized inputs.</summary>
    private void MeasureAlone(Node[] layers, SignalToNoise[] alone, TensorValue?[] row, CancellationToken cancellation)
    {
        Parallel.For(0, layers.Length, new ParallelOptions { CancellationToken = cancellation }, i =>
        {
            Node layer = layers[i], integer = origin.Quantized[layer];
            TensorValue?[] quantized = [.. integer.Inputs.Select((id, position) => id.IsNone ? null
                : integers[id].Data is { } constant ? new TensorValue(integers.TypeOf(id), constant)
                : IsQuantized(id) ? new TensorValue(integers.TypeOf(id), RealValues.Quantize(row[layer.Inputs[position].Value]!, integers.TypeOf(id)))
                : row[layer.Inputs[position].Value])];
            TensorValue?[] reals = [.. layer.Inputs.Select((id, position) => id.IsNone ? null
                : IsQuantized(integer.Inputs[position]) ? Real(id, quantized[position]!)
                : row[id.Value])];
            TensorValue?[] wanted = floatRun.WithChanged(row, Outputs(layer, floatRun.Evaluate(layer, reals).Select((value, output) => new TensorValue(floats.TypeOf(layer.Outputs[output]), value))));
            TensorValue?[] found = floatRun.WithChanged(row, Outputs(layer, int8Run.Evaluate(integer, quantized).Select((value, output) => new TensorValue(integers.TypeOf(integer.Outputs[output]), value))));
            Compare(alone[i], wanted, found, floats.Outputs, floats.Outputs);
        });
    }

    /// <summary>What the outputs lose when an input alone is rounded to int8.</summary>
    private void MeasureInputs(SignalToNoise[] alone, SignalToNoise[] own, TensorValue?[] row)
    {
        for (int i = 0; i < alone.Length; i++)
        {
            TensorId id = floats.Inputs[i];
            TensorType type = integers.TypeOf(origin.Int8Of(id));
            if (type.Element != ElementType.Int8)
            {
                continue;
            }

            Dictionary<TensorId, TensorValue> rounded = new() { [id] = Real(id, new TensorValue(type, RealValues.Quantize(row[id.Value]!, type))) };
            own[i].Add(RealValues.Of(row[id.Value]!), RealValues.Of(rounded[id]));
            Compare(alone[i], row, floatRun.WithChanged(row, rounded), floats.Outputs, floats.Outputs);
        }
    }

    private static SignalToNoise[] Sums(int count) => [.. Enumerable.Range(0, count).Select(_ => new SignalToNoise())];

    private bool IsQuantized(TensorId id) => origin.Meanings.ContainsKey(id);

    private TensorValue Real(TensorId id, TensorValue value) =>
        floats.TypeOf(id).Element == ElementType.Float32 ? new TensorValue(floats.TypeOf(id), ConstantData.Of<float>(RealValues.Of(value))) : value;

    private Dictionary<TensorId, TensorValue> Outputs(Node layer, IEnumerable<TensorValue> values) => layer.Outputs.Zip(values).ToDictionary(entry => entry.First, entry => Real(entry.First, entry.Second));

    private Sequence<ConstantData> Inputs(Sequence<ConstantData> row) => row.Select((value, i) => integers.TypeOf(integers.Inputs[i]) is { Element: ElementType.Int8, Quantization: not null } type
        ? RealValues.Quantize(new TensorValue(floats.TypeOf(floats.Inputs[i]), value), type)
        : value).ToSequence();

    private static void Compare(SignalToNoise sum, TensorValue?[] wanted, TensorValue?[] found, Sequence<TensorId> wantedIds, Sequence<TensorId> foundIds)
    {
        foreach ((TensorId ofWanted, TensorId ofFound) in wantedIds.Zip(foundIds))
        {
            sum.Add(RealValues.Of(wanted[ofWanted.Value]!), RealValues.Of(found[ofFound.Value]!));
        }
    }
}
