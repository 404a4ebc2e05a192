using System.Globalization;
using Adc.Compiler.Configuration;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Memory;

using ParameterValue = Adc.Compiler.Lowering.ParameterValue;

namespace Adc.Compiler.Emission.Views;

/// <summary>Makes the view of a planned model.</summary>
internal static class ModelViews
{
    private const int ConstantAlignment = 8;

    public static ModelView Of(PlannedModel plan, ModelIdentity identity, CodeStyle style)
    {
        LoweredModel model = plan.Lowered;
        string name = identity.Name, macro = name.ToUpperInvariant();
        var names = new LayerNames(model, name);
        IReadOnlyDictionary<TensorId, BufferId> homes = TensorHomes.Of(model);
        LoweredLayer[] computed = [.. model.Layers.Where(layer => layer.Steps.Count > 0)];
        return new ModelView(
            name, macro, CComment.Text(identity.SourceFile), identity.Hash, identity.Version, identity.Rounding.ToString().ToLowerInvariant(),
            model.Layers.Sum(layer => layer.MultiplyAdds).ToString("N0", CultureInfo.InvariantCulture),
            plan.ArenaSizeInBytes, plan.Alignment,
            model.Inputs.Any(input => model.Buffers.Any(other => other.Id != input && Overlap(plan, input, other.Id))),
            Ports(plan, name, "input", model.Inputs, model.Graph.Inputs),
            Ports(plan, name, "output", model.Outputs, model.Graph.Outputs),
            [.. model.Steps.Select(step => step.Call).OfType<KernelCall>().Select(call => call.Kernel.Header).Distinct().Order(StringComparer.Ordinal)],
            [.. computed.Select(layer => Layer(plan, layer, name, names, homes))],
            [.. model.Constants.Select((constant, index) => (constant, index)).Where(entry => entry.constant.Placement == ConstantPlace.Flash)
                .Select(entry => Array(entry.constant, names.Array(entry.index), style.ArrayFormat))],
            AcceleratorViews.Of(plan, identity, style))
        {
            NamesHashes = identity.NamesHashes,
            InputLines = [.. identity.Inputs.Where(_ => identity.NamesHashes).Where(input => input.Hash != identity.Hash)
                .SelectMany(input => (string[])[$"{input.Key}: {CComment.Text(input.Name)}", $"  sha256 {input.Hash}"])],
            HasStaticAsserts = style.StaticAsserts,
            HasAxonNames = style.AxonNames,
            HasLayerModels = style.LayerModels,
            HasAsync = style.HasAsync,
            TakesArena = style.Arena == ArenaOwner.Caller,
            IsC99 = style.Language == CLanguage.C99,
            AlignedContext = style.Aligned(plan.Alignment),
            AlignedConstant = style.Aligned(ConstantAlignment),
            ConstAttribute = CodeStyle.Attribute(style.ConstSection),
            ActivationBytes = plan.ScratchOffset,
            ScratchBytes = plan.ScratchSizeInBytes,
            SwapsHeightAndWidth = model.Graph.SwapsHeightAndWidth,
            States = [.. model.States.Select(state => State(plan, state, names))],
        };
    }

    /// <summary>Names of the layer functions in execution order; layers without steps have none.</summary>
    public static IReadOnlyList<string> LayerFunctions(PlannedModel plan, string name)
    {
        var names = new LayerNames(plan.Lowered, name);
        return [.. plan.Lowered.Layers.Where(layer => layer.Steps.Count > 0).Select(layer => names.Function(layer.Index))];
    }

    private static bool Overlap(PlannedModel plan, BufferId a, BufferId b)
    {
        int startA = plan.OffsetOf(a), startB = plan.OffsetOf(b);
        return startA < startB + plan.Lowered[b].SizeInBytes && startB < startA + plan.Lowered[a].SizeInBytes;
    }

    private static IReadOnlyList<PortView> Ports(PlannedModel plan, string name, string kind, Sequence<BufferId> buffers, Sequence<TensorId> tensors) =>
        [.. buffers.Select((buffer, index) =>
        {
            Tensor tensor = plan.Lowered.Graph[tensors[index]];
            string suffix = buffers.Count == 1 ? kind : string.Create(CultureInfo.InvariantCulture, $"{kind}_{index}");
            Quantization? quantization = tensor.Type.Quantization;
            return new PortView(
                $"{name}_{suffix}", $"{name}_{suffix}".ToUpperInvariant(), CComment.Text(tensor.Name), CLiteral.CTypeOf(tensor.Type.Element),
                tensor.Type.Shape.ElementCount, tensor.Type.SizeInBytes, plan.OffsetOf(buffer), tensor.Type.Shape.ToString(),
                quantization?.ToString() ?? "", quantization is null ? null : CLiteral.Float(quantization.Scale), quantization?.ZeroPoint ?? 0)
            {
                Radix = tensor.Type.Element == ElementType.Int32 && quantization is { ZeroPoint: 0 } && RadixOf(quantization.Scale) is int radix ? radix : null,
            };
        })];

    private static int? RadixOf(float scale) => Math.ILogB(scale) is var exponent && MathF.ScaleB(1, exponent) == scale && exponent <= 0 ? -exponent : null;

    private static StateView State(PlannedModel plan, LoweredState state, LayerNames names)
    {
        Tensor tensor = plan.Lowered.Graph[state.State.Before];
        return new StateView(
            $"\"{CComment.Text(tensor.Name)}\": {tensor.Type}", plan.OffsetOf(state.Buffer), tensor.Type.SizeInBytes, state.State.Initial.Bytes.Span[0],
            state.Initial < 0 ? "" : names.Array(state.Initial));
    }

    private static LayerView Layer(PlannedModel plan, LoweredLayer layer, string name, LayerNames names, IReadOnlyDictionary<TensorId, BufferId> homes)
    {
        Graph graph = plan.Lowered.Graph;
        Node node = layer.Node;
        string source = node.Origin.OperatorIndex is int index ? string.Create(CultureInfo.InvariantCulture, $", op {index}") : "";
        List<string> facts = [$"name \"{CComment.Text(graph[node.Output].Name)}\" ({CComment.Text(node.Origin.File)}{source})"];
        TensorId[] inputs = [.. node.Inputs.Where(id => !id.IsNone && !graph[id].IsConstant)], outputs = [.. node.Outputs.Where(homes.ContainsKey)];
        BufferId[] read = [.. inputs.Select(input => Read(plan.Lowered, layer, homes[input]))], written = [.. outputs.Select(output => homes[output])];
        facts.AddRange(inputs.Zip(read, (input, buffer) => "in   " + Place(plan, buffer, graph.TypeOf(input))));
        facts.AddRange(outputs.Zip(written, (output, buffer) => "out  " + Place(plan, buffer, graph.TypeOf(output))));
        facts.Add($"{(layer.Engine == Engine.Mvp ? "mvp" : "cpu")}  {layer.Reason}");
        if (layer.MultiplyAdds > 0)
        {
            facts.Add(string.Create(CultureInfo.InvariantCulture, $"work {layer.MultiplyAdds:N0} multiply-adds"));
        }

        string entryPoint = string.Create(CultureInfo.InvariantCulture, $"{name}_layer{layer.Index:00}");
        return new LayerView(
            names.Function(layer.Index),
            string.Create(CultureInfo.InvariantCulture, $"Layer {layer.Index} of {plan.Lowered.Layers.Count}: {node.Operator}"),
            facts,
            [.. Joined(layer.Steps.Select((step, index) => Call(plan, step, names.Parameters(layer.Index, index), name, names) with { BeginsLayer = index == 0 }))],
            entryPoint, entryPoint.ToUpperInvariant(),
            [.. Places(plan, "INPUT", read, inputs), .. Places(plan, "OUTPUT", written, outputs)]);
    }

    private static IEnumerable<PlaceView> Places(PlannedModel plan, string kind, BufferId[] buffers, TensorId[] tensors) => buffers.Select((buffer, index) => new PlaceView(
        buffers.Length == 1 ? kind : string.Create(CultureInfo.InvariantCulture, $"{kind}_{index}"), plan.OffsetOf(buffer),
        plan.Lowered.Graph.TypeOf(tensors[index]).SizeInBytes * (plan.Lowered[buffer].Form == BufferForm.Widened ? sizeof(short) : 1)));

    // Programs that follow each other are one run.
    private static IEnumerable<CallView> Joined(IEnumerable<CallView> calls)
    {
        CallView? run = null;
        foreach (CallView call in calls)
        {
            if (run is not null && call.IsProgram)
            {
                run = run with { Programs = run.Programs + 1, Purpose = run.Purpose.EndsWith(call.Purpose, StringComparison.Ordinal) ? run.Purpose : $"{run.Purpose}, {call.Purpose}" };
                continue;
            }

            if (run is not null)
            {
                yield return run;
            }

            run = call.IsProgram ? call : null;
            if (!call.IsProgram)
            {
                yield return call;
            }
        }

        if (run is not null)
        {
            yield return run;
        }
    }

    /// <summary>The buffer that a layer reads a tensor from: another form than the writer's where there is one.</summary>
    private static BufferId Read(LoweredModel model, LoweredLayer layer, BufferId home) => layer.Steps.SelectMany(step => step.Buffers)
        .Append(home).First(buffer => model[buffer].Tensor == model[home].Tensor);

    private static string Place(PlannedModel plan, BufferId buffer, TensorType type)
    {
        string form = plan.Lowered[buffer].Form switch { BufferForm.Widened => " as int16", BufferForm.Unsigned => " as uint8, +128", _ => "" };
        return string.Create(CultureInfo.InvariantCulture, $"{type}   arena + {plan.OffsetOf(buffer)}{form}");
    }

    private static CallView Call(PlannedModel plan, Step step, string parameterName, string name, LayerNames names)
    {
        if (step.Call is not KernelCall { Kernel: Kernel kernel } call)
        {
            int index = plan.Lowered.Steps.TakeWhile(other => !ReferenceEquals(other, step)).Count(other => other.Call is ProgramCall);
            return new CallView("", "", "", [], "", step.Purpose, $"{name}_images", index, Programs: 1);
        }

        return new CallView(
            kernel.Function, kernel.ParameterType, parameterName,
            [.. call.Parameters.Select(parameter => new FieldView(parameter.Name, Spell(parameter.Value, names)))],
            string.Join(",\n        ", Arguments(plan, step, kernel, names)),
            step.Purpose);
    }

    private static IEnumerable<string> Arguments(PlannedModel plan, Step step, Kernel kernel, LayerNames names) =>
    [
        .. step.Inputs.Zip(kernel.InputTypes, (input, type) =>
            input.Buffer is BufferId buffer ? Pointer("const ", type, plan.OffsetOf(buffer)) : names.Array(input.Constant)),
        Pointer("", kernel.OutputType, plan.OffsetOf(step.Output)),
        .. kernel.ScratchType is string scratch ? [Pointer("", scratch, plan.OffsetOf(step.Scratch!.Value))] : System.Array.Empty<string>(),
    ];

    private static string Pointer(string qualifier, string type, int offset)
    {
        string detour = type is "int8_t" or "void" ? "" : $"({qualifier}void *)";
        return string.Create(CultureInfo.InvariantCulture, $"({qualifier}{type} *){detour}&context->arena[{offset}]");
    }

    private static string Spell(ParameterValue value, LayerNames names) => value switch
    {
        IntegerValue integer => CLiteral.Int32(integer.Value),
        FloatValue real => CLiteral.Float(real.Value),
        IntegersValue integers => $"{{ {string.Join(", ", integers.Values.Select(value => CLiteral.Int32(value)))} }}",
        SymbolValue symbol => symbol.Name,
        ConstantValue constant => names.Array(constant.Constant),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "no C spelling"),
    };

    private static ArrayView Array(ConstantArray constant, string name, ArrayFormat format)
    {
        int elementSize = constant.Element switch
        {
            ConstantElement.Int8 or ConstantElement.UInt8 => 1,
            ConstantElement.Int16 => 2,
            ConstantElement.Int64 => 8,
            _ => 4,
        };
        return new ArrayView(
            CLiteral.CTypeOf(constant.Element), name, constant.Data.Bytes.Length / elementSize, constant.Remark,
            CLiteral.Body(constant.Element, constant.Data, format));
    }
}
