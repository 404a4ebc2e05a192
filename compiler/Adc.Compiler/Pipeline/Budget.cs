using System.Globalization;
using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Emission;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Memory;

namespace Adc.Compiler.Pipeline;

/// <summary>Compares what a model needs with what the target leaves.</summary>
internal static class Budget
{
    // Nobody simulates a larger model either.
    private const long MostBytes = 1L << 30;

    /// <summary>Refuses models that no plan can fit, before anybody allocates what they ask for.</summary>
    public static bool Check(LoweredModel lowered, CompileRequest request, DiagnosticBag diagnostics)
    {
        bool fits = CheckFlash(
            lowered.Constants.GroupBy(constant => constant.Layer).Select(layer => (layer.Key, layer.Sum(constant => (long)constant.Data.Bytes.Length))),
            request, diagnostics);
        long live = MemoryPlanner.LowerBound(lowered, request.Memory);
        return (live <= (IsTolerant(request) ? MostBytes : request.Target.RamBudget)
            || RamExceeded(live, "inputs, outputs and activations that are live at once", request, diagnostics)) && fits;
    }

    /// <summary>Refuses models that fit in no layout, because a single tensor or layer does not, before anybody computes it.</summary>
    public static bool CheckTensors(Graph graph, CompileRequest request, DiagnosticBag diagnostics)
    {
        Tensor? largest = graph.Inputs.Concat(graph.Nodes.SelectMany(node => node.Outputs)).Select(id => graph[id]).MaxBy(tensor => tensor.Type.SizeInBytes);
        if (IsTolerant(request) || largest is null)
        {
            return true;
        }

        if (largest.Type.SizeInBytes <= request.Target.RamBudget)
        {
            // What multiplies and adds cannot write over its own input.
            (Node? layer, long bytes) = graph.Nodes.Where(node => Work.MultiplyAdds(node, graph) > 0).Select(node => ((Node?)node, LayerBytes(node, graph)))
                .DefaultIfEmpty((null, 0)).MaxBy(pair => pair.Item2);
            return bytes <= request.Target.RamBudget
                || RamExceeded(bytes, $"input and output of layer '{graph[layer!.Output].Name}' alone", request, diagnostics);
        }

        // The other figure belongs to the same answer.
        CheckFlash(graph.Nodes.Select((node, layer) => (layer, WeightBytes(node, graph))), request, diagnostics);
        return RamExceeded(largest.Type.SizeInBytes, $"tensor '{largest.Name}' alone", request, diagnostics);
    }

    public static bool Check(PlannedModel plan, CompileRequest request, DiagnosticBag diagnostics)
    {
        int pinned = ConstantLayout.Of(plan.Lowered).RamSizeInBytes, programs = ProgramStreams.BytesInRam(plan, request.Target.Firmware.Style);
        long all = (long)plan.ArenaSizeInBytes + pinned + programs;
        bool buffersFit = CheckBuffers(plan, request, diagnostics);
        string constants = pinned == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {pinned:N0} are constants")
            + (programs == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {programs:N0} are programs"));
        return (all <= request.Target.RamBudget || RamExceeded(
            all,
            string.Create(CultureInfo.InvariantCulture, $"arena with inputs and outputs; at least {plan.LowerBoundInBytes:N0} are live at once{constants}"),
            request, diagnostics)) && buffersFit;
    }

    // Parts of the arena with a budget of their own.
    private static bool CheckBuffers(PlannedModel plan, CompileRequest request, DiagnosticBag diagnostics)
    {
        bool Fits(long bytes, string what, long? budget, string key) =>
            bytes <= (budget ?? bytes) || Exceeded(Catalogue.RamBudgetExceeded, bytes, request, diagnostics, bytes, what, budget!, key);

        string sharing = plan.ScratchOffset < plan.ArenaSizeInBytes ? "activations without scratch" : "activations, with scratch in the same bytes";
        return Fits(plan.ScratchOffset, sharing, request.BufferBudgets?.Activations, "interlayer_buffer_size")
            & Fits(plan.ScratchSizeInBytes, "scratch of layers", request.BufferBudgets?.Scratch, "psum_buffer_size");
    }

    private static bool IsTolerant(CompileRequest request) => request.OnExceed != ExceedPolicy.Error;

    private static long LayerBytes(Node node, Graph graph) =>
        node.Inputs.Where(id => !id.IsNone && !graph[id].IsConstant).Distinct().Concat(node.Outputs).Sum(id => (long)graph.TypeOf(id).SizeInBytes);

    private static long WeightBytes(Node node, Graph graph) =>
        node.Inputs.Where(id => !id.IsNone).Select(id => graph[id].Data).OfType<ConstantData>().Sum(data => (long)data.Bytes.Length);

    private static bool CheckFlash(IEnumerable<(int Layer, long Bytes)> constants, CompileRequest request, DiagnosticBag diagnostics)
    {
        (int Layer, long Bytes)[] layers = [.. constants];
        long all = layers.Sum(layer => layer.Bytes);
        if (all <= request.Target.FlashBudget)
        {
            return true;
        }

        string largest = string.Join(", ", layers.OrderByDescending(layer => layer.Bytes).Take(3)
            .Select(layer => string.Create(CultureInfo.InvariantCulture, $"layer {layer.Layer}: {layer.Bytes:N0}")));
        return Exceeded(
            Catalogue.FlashBudgetExceeded, all, request, diagnostics, all, $"constants; {largest}", request.Target.FlashBudget, "memory.flash_budget");
    }

    private static bool RamExceeded(long bytes, string parts, CompileRequest request, DiagnosticBag diagnostics) => Exceeded(
        Catalogue.RamBudgetExceeded, bytes, request, diagnostics, bytes, parts, request.Target.RamBudget, "memory.ram_budget");

    /// <summary>Reports as memory.on_exceed asks.</summary>
    /// <returns>True when the compilation goes on.</returns>
    private static bool Exceeded(DiagnosticDescriptor descriptor, long bytes, CompileRequest request, DiagnosticBag diagnostics, params object[] arguments)
    {
        bool goesOn = IsTolerant(request) && bytes <= MostBytes;
        Diagnostic diagnostic = Diagnostic.Create(descriptor, request.ModelOrigin, arguments);
        diagnostics.Add(goesOn ? diagnostic with { Severity = Severity.Warning } : diagnostic);
        return goesOn;
    }
}
