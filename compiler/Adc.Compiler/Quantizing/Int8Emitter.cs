using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Quantizing;

/// <summary>Writes the int8 graph of a float graph, node by node, with QUANTIZE and DEQUANTIZE where the two meet.</summary>
internal sealed class Int8Emitter(Graph source, QuantizationPlan plan, QuantizerOptions options, IReadOnlyDictionary<TensorId, TensorObserver> seen)
{
    private readonly List<Tensor> tensors = [];
    private readonly List<Node> nodes = [];
    private readonly Dictionary<TensorId, TensorId> asIs = [], int8 = [];
    private readonly Dictionary<(TensorId, Quantization), TensorId> requantized = [];

    /// <summary>The int8 node of each node of the source that has one.</summary>
    public Dictionary<Node, Node> Quantized { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>The tensor of the source that each computed int8 tensor stands for.</summary>
    public Dictionary<TensorId, TensorId> Meanings { get; } = [];

    /// <summary>The int8 tensor of a tensor of the source, or the tensor itself where it has none.</summary>
    public TensorId Int8Of(TensorId id) => int8.TryGetValue(id, out TensorId found) ? found : asIs[id];

    public Graph Emit(DiagnosticBag diagnostics)
    {
        TensorId[] inputs = [.. source.Inputs.Select(id => IsReal(id) && options.InputType == Configuration.EdgeType.Int8
            ? int8[id] = Computed(id, source[id].Name, plan.Of(id))
            : asIs[id] = Plain(id, source[id].Name))];
        foreach ((Node node, Int8Form form) in source.Nodes.Zip(plan.Forms))
        {
            if (form.Kind == Int8Kind.StaysFloat)
            {
                if (Int8Forms.TouchesFloat(node, source))
                {
                    diagnostics.Report(Catalogue.LayerStaysFloat, node.Origin, node.Operator.Name);
                }

                TensorId[] operands = [.. node.Inputs.Select(id => id.IsNone ? id : AsIs(id))];
                TensorId[] results = [.. node.Outputs.Select(id => asIs[id] = Plain(id, source[id].Name))];
                nodes.Add(node with { Inputs = operands.ToSequence(), Outputs = results.ToSequence() });
            }
            else
            {
                TensorId[] operands = [.. node.Inputs.Select((id, position) =>
                    id.IsNone ? id : form.Operands.Contains(position) ? Int8(id, plan.OfOperand(node, form, id)) : IsWeight(form, position) ? id : AsIs(id))];
                operands = form.Weights is { } weights ? WithWeights(node, form, weights, operands) : operands;
                TensorId[] results = [.. node.Outputs.Select(id => IsReal(id)
                    ? int8[id] = Computed(id, IsFloatOutput(id) ? source[id].Name + "_int8" : ResultName(node, id), plan.Of(id))
                    : asIs[id] = Plain(id, source[id].Name))];
                nodes.Add(Quantized[node] = node with { Inputs = operands.ToSequence(), Outputs = results.ToSequence() });
            }
        }

        TensorId[] outputs = [.. source.Outputs.Select(id => IsReal(id) && options.OutputType == Configuration.EdgeType.Int8 ? Int8(id, plan.Of(id)) : AsIs(id))];
        return new Graph(source.Name, tensors.ToSequence(), nodes.ToSequence(), inputs.ToSequence(), outputs.ToSequence());
    }

    private static bool IsWeight(Int8Form form, int position) => form.Weights is { } at && (position == at.Weights || position == at.Bias);

    private bool IsReal(TensorId id) => source.TypeOf(id).Element == ElementType.Float32;

    private bool IsFloatOutput(TensorId id) => options.OutputType == Configuration.EdgeType.Float32 && source.Outputs.Contains(id);

    /// <summary>The tensor as in the source; one that is int8 by now is dequantized.</summary>
    private TensorId AsIs(TensorId id)
    {
        if (asIs.TryGetValue(id, out TensorId known))
        {
            return known;
        }

        if (source[id].IsConstant)
        {
            return asIs[id] = Plain(id, source[id].Name);
        }

        asIs[id] = Plain(id, IsFloatOutput(id) ? source[id].Name : source[id].Name + "_float");
        nodes.Add(new Node(new Dequantize(), [int8[id]], [asIs[id]], OriginOf(id)));
        return asIs[id];
    }

    /// <summary>The tensor as int8 in a quantization.</summary>
    private TensorId Int8(TensorId id, Quantization wanted)
    {
        if (source[id].Data is ConstantData data)
        {
            return Once(id, wanted, () => Constant(id, wanted, data));
        }

        if (!int8.TryGetValue(id, out TensorId home))
        {
            home = int8[id] = Computed(id, source[id].Name + "_int8", plan.Of(id));
            nodes.Add(new Node(new Ir.Operators.Quantize(), [asIs[id]], [home], OriginOf(id)));
        }

        return tensors[home.Value].Type.Quantization == wanted ? home : Once(id, wanted, () =>
        {
            TensorId other = Computed(id, source[id].Name + "_requantized", wanted);
            nodes.Add(new Node(new Ir.Operators.Quantize(), [home], [other], OriginOf(id)));
            return other;
        });
    }

    private TensorId Once(TensorId id, Quantization wanted, Func<TensorId> make) =>
        requantized.TryGetValue((id, wanted), out TensorId known) ? known : requantized[(id, wanted)] = make();

    private TensorId[] WithWeights(Node node, Int8Form form, WeightOperands at, TensorId[] operands)
    {
        Tensor weights = source[node.Inputs[at.Weights]];
        TensorId biasId = node.Input(at.Bias);
        Tensor? bias = biasId.IsNone ? null : source[biasId];
        int channels = weights.Type.Shape[at.ChannelAxis];
        TensorId input = operands[form.Operands[0]];
        QuantizedWeights quantized = WeightQuantizer.Quantize(
            weights.Type.Shape, weights.Data!.ToArray<float>(), bias?.Data!.ToArray<float>() ?? new float[channels], at.ChannelAxis,
            node.Operator is FullyConnected ? options.PerChannelDense : options.PerChannel, tensors[input.Value].Type.Quantization!.Scale,
            InputMeans(node, seen[node.Inputs[form.Operands[0]]], weights.Type.Shape),
            (node.Operator is FullyConnected ? ErrorCorrection.None : ErrorCorrection.Rounding) | (options.CorrectsBiases ? ErrorCorrection.Bias : ErrorCorrection.None));
        var all = new TensorId[Math.Max(operands.Length, at.Bias + 1)];
        operands.CopyTo(all, 0);
        all[at.Weights] = Add(weights.Name, quantized.WeightType, ConstantData.Of<sbyte>(quantized.Weights));
        all[at.Bias] = Add(bias?.Name ?? weights.Name + "_bias", quantized.BiasType, ConstantData.Of<int>(quantized.Bias));
        return all;
    }

    /// <summary>Mean of the input that meets a weight: of its channel, or for a dense layer of its column.</summary>
    private static Func<int, double> InputMeans(Node node, TensorObserver input, Shape weights)
    {
        if (node.Operator is DepthwiseConv2D)
        {
            // Weights [1, height, width, outputs]; output o reads channel o / multiplier.
            int outputs = weights[3], channels = input.Channels;
            double[] ofChannels = input.Means(channels);
            return weight => ofChannels[weight % outputs / (outputs / channels)];
        }

        double[] means = input.Means(weights.Extents[^1]);
        return weight => means[weight % means.Length];
    }

    private TensorId Constant(TensorId id, Quantization quantization, ConstantData data)
    {
        sbyte[] values = Array.ConvertAll(data.ToArray<float>(), real => (sbyte)Math.Clamp(
            Math.Round(real / (double)quantization.Scale, MidpointRounding.AwayFromZero) + quantization.ZeroPoint, sbyte.MinValue, sbyte.MaxValue));
        return Add(source[id].Name, new TensorType(ElementType.Int8, source.TypeOf(id).Shape, quantization), ConstantData.Of<sbyte>(values));
    }

    private TensorId Computed(TensorId id, string name, Quantization quantization)
    {
        TensorId tensor = Add(name, new TensorType(ElementType.Int8, source.TypeOf(id).Shape, quantization), null);
        Meanings[tensor] = id;
        return tensor;
    }

    // Layers that were joined: the name of the first one goes in front of that of the last, as in other converters' files.
    private string ResultName(Node node, TensorId id) => node.Origin.Name is { Length: > 0 } first && first != source[id].Name && !source.Outputs.Contains(id)
        ? $"{first};{source[id].Name}"
        : source[id].Name;

    private TensorId Plain(TensorId id, string name) => Add(name, source.TypeOf(id), source[id].Data);

    private TensorId Add(string name, TensorType type, ConstantData? data)
    {
        tensors.Add(new Tensor(new TensorId(tensors.Count), name, type, -1, data));
        return tensors[^1].Id;
    }

    private Origin OriginOf(TensorId id) =>
        (source.WriterOf(id) ?? source.ReadersOf(id).FirstOrDefault())?.Origin is { } origin ? origin with { OperatorIndex = null, Name = source[id].Name } : Origin.None;
}
