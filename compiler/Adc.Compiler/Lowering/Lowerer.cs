using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering.Cpu;
using Adc.Compiler.Lowering.Mvp;

namespace Adc.Compiler.Lowering;

/// <summary>Graph to lowered model: asks each operator's lowering for steps.</summary>
public static class Lowerer
{
    /// <summary>Lowers all nodes. Every refusal of the model is reported, not only the first.</summary>
    /// <param name="accelerator">Null for the CPU alone.</param>
    /// <returns>Null when <paramref name="diagnostics"/> got an error.</returns>
    public static LoweredModel? Lower(Graph graph, LoweringOptions options, IEvaluator evaluator, DiagnosticBag diagnostics, AcceleratorSupport? accelerator = null)
    {
        if (!Check(graph, diagnostics))
        {
            return null;
        }

        var context = new LoweringContext(graph, options, evaluator, diagnostics, accelerator);
        Sequence<BufferId> inputs = graph.Inputs.Select(id => context.Allocate(id, BufferForm.Plain)).ToSequence();
        foreach (State state in graph.States)
        {
            context.AllocateState(state);
        }

        List<LoweredLayer> layers = [];
        for (int index = 0; index < graph.Nodes.Count; index++)
        {
            Node node = graph.Nodes[index];
            context.BeginLayer(index);
            if (!AcceleratedLayer.TryLower(node, context, out Refusal? refusal))
            {
                context.Refuse(refusal);
                CpuLowerings.Of(node.Operator)!.Lower(node, context);
            }

            foreach (TensorId output in node.Outputs.Where(graph.Outputs.Contains))
            {
                context.Read(output, BufferForm.Plain);
            }

            if (index == graph.Nodes.Count - 1)
            {
                context.KeepStates();
            }

            layers.Add(context.EndLayer(node, Work.MultiplyAdds(node, graph)));
        }

        Sequence<BufferId> outputs = graph.Outputs.Select(id => context.Read(id, BufferForm.Plain)).ToSequence();
        return new LoweredModel(graph, context.Buffers.ToSequence(), layers.ToSequence(), context.Constants.ToSequence(), inputs, outputs)
        {
            States = context.States.ToSequence(),
        };
    }

    /// <summary>Whether every layer has a form that can be lowered; reports all that have not.</summary>
    public static bool Check(Graph graph, DiagnosticBag diagnostics)
    {
        bool sound = CheckPorts(graph, diagnostics);

        foreach (Node node in graph.Nodes)
        {
            if (CpuLowerings.Of(node.Operator) is not ILowering lowering)
            {
                diagnostics.Report(
                    Catalogue.UnsupportedLayer, node.Origin,
                    $"{node.Operator.Name} is only supported where its inputs are constant, so that it can be folded away");
                sound = false;
                continue;
            }

            foreach (LegalityRule rule in lowering.Rules.Where(rule => !rule.Holds(node, graph)).Take(1))
            {
                bool aboutTypes = rule is TypeRule;
                diagnostics.Report(
                    aboutTypes ? Catalogue.UnsupportedType : Catalogue.UnsupportedLayer, node.Origin,
                    $"{node.Operator.Name} {Signature(node, graph)}: {rule.Sentence}");
                sound = false;
            }
        }

        return sound;
    }

    private static bool CheckPorts(Graph graph, DiagnosticBag diagnostics)
    {
        string file = graph.Nodes.Count > 0 ? graph.Nodes[0].Origin.File : graph.Name;
        bool sound = graph.Outputs.Count > 0;
        if (!sound)
        {
            diagnostics.Report(Catalogue.UnsupportedLayer, Origin.OfFile(file), "the model has no output, so there is nothing to compute");
        }

        void Refuse(TensorId id, string reason)
        {
            diagnostics.Report(Catalogue.UnsupportedLayer, new Origin(file, Name: graph[id].Name), reason);
            sound = false;
        }

        foreach (TensorId output in graph.Outputs.Where(id => graph.WriterOf(id) is null))
        {
            Refuse(output, graph.States.Any(state => state.Before == output)
                ? "an output of the model is a state as it was before the inference; remove it from the outputs"
                : "an output of the model is one of its inputs or a constant; remove it from the outputs");
        }

        foreach (TensorId id in graph.Inputs.Concat(graph.States.Select(state => state.Before)).Concat(graph.Nodes.SelectMany(node => node.Outputs)).Where(id => graph.TypeOf(id).Shape.ElementCount == 0))
        {
            Refuse(id, $"a tensor of shape {graph.TypeOf(id).Shape} has no elements, so there is nothing to compute");
        }

        return sound;
    }

    private static string Signature(Node node, Graph graph)
    {
        string Types(IEnumerable<TensorId> ids) => string.Join(", ", ids.Where(id => !id.IsNone).Select(graph.TypeOf));
        return $"({Types(node.Inputs)}) -> {Types(node.Outputs)}";
    }
}
