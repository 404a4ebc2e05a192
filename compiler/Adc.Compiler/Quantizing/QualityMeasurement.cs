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
        SignalToNoise[] inNetwork = [.. layers.Select(_ => new SignalToNoise())], alone = [.. layers.Select(_ => new SignalToNoise())];
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
            }
        }

        List<Node> order = [.. integers.Nodes];
        return new QuantizationReport(rows.Count, compared.Length, layers.Select((layer, i) =>
        {
            Tensor output = integers[origin.Quantized[layer].Outputs[0]];
            TensorObserver? range = seen.GetValueOrDefault(layer.Outputs[0]);
            return new LayerQuality(
                order.FindIndex(node => ReferenceEquals(node, origin.Quantized[layer])), layer.Origin.Name ?? floats[layer.Outputs[0]].Name, layer.Operator.Name,
                range?.Low ?? 0, range?.High ?? 0, output.Type.Quantization?.Scale ?? 1, output.Type.Quantization?.ZeroPoint ?? 0,
                inNetwork[i].InDb, alone[i].InDb);
        }).ToSequence(), outputs.InDb);
    }

    /// <summary>What the float model's outputs lose when one layer computes in int8, from quantized inputs.</summary>
    private void MeasureAlone(Node[] layers, SignalToNoise[] alone, TensorValue?[] wanted, CancellationToken cancellation)
    {
        Parallel.For(0, layers.Length, new ParallelOptions { CancellationToken = cancellation }, i =>
        {
            Node layer = layers[i], integer = origin.Quantized[layer];
            TensorValue?[] inputs = [.. integer.Inputs.Select(id => id.IsNone ? null
                : integers[id].Data is { } constant ? new TensorValue(integers.TypeOf(id), constant)
                : origin.Meanings.TryGetValue(id, out TensorId meaning) ? new TensorValue(integers.TypeOf(id), RealValues.Quantize(wanted[meaning.Value]!, integers.TypeOf(id)))
                : AsIs(id, integer, layer, wanted))];
            Dictionary<TensorId, TensorValue> changed = [];
            foreach ((TensorId id, (TensorId of, ConstantData value)) in layer.Outputs.Zip(integer.Outputs.Zip(int8Run.Evaluate(integer, inputs))))
            {
                TensorType type = floats.TypeOf(id);
                changed[id] = new TensorValue(type, type.Element == ElementType.Float32 ? ConstantData.Of<float>(RealValues.Of(new TensorValue(integers.TypeOf(of), value))) : value);
            }

            TensorValue?[] found = floatRun.WithChanged(wanted, changed);
            Compare(alone[i], wanted, found, floats.Outputs, floats.Outputs);
        });
    }

    // An operand that is no data, such as computed indices: at the same position in both nodes.
    private static TensorValue? AsIs(TensorId id, Node integer, Node layer, TensorValue?[] wanted) => wanted[layer.Inputs[integer.Inputs.Items.IndexOf(id)].Value];

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
