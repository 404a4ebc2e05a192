using System.Globalization;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Memory;

namespace Adc.Compiler.Pipeline;

/// <summary>Compares what a model needs with what the target leaves.</summary>
internal static class Budget
{
    /// <summary>Refuses models that no plan can fit, before anybody allocates what they ask for.</summary>
    public static bool Check(LoweredModel lowered, CompileRequest request, DiagnosticBag diagnostics)
    {
        bool fits = CheckFlash(lowered, request, diagnostics);
        long live = MemoryPlanner.LowerBound(lowered, request.Memory);
        return live <= request.Target.RamBudget ? fits : Exceeded(live, "inputs, outputs and activations that are live at once", request, diagnostics);
    }

    /// <summary>Refuses models that fit in no layout, because a single tensor does not, before anybody computes it.</summary>
    public static bool CheckTensors(Graph graph, CompileRequest request, DiagnosticBag diagnostics)
    {
        Tensor? largest = graph.Inputs.Concat(graph.Nodes.SelectMany(node => node.Outputs)).Select(id => graph[id]).MaxBy(tensor => tensor.Type.SizeInBytes);
        return largest is null || largest.Type.SizeInBytes <= request.Target.RamBudget
            || Exceeded(largest.Type.SizeInBytes, $"tensor '{largest.Name}' alone", request, diagnostics);
    }

    public static bool Check(PlannedModel plan, CompileRequest request, DiagnosticBag diagnostics)
    {
        int pinned = ConstantLayout.Of(plan.Lowered).RamSizeInBytes;
        long all = (long)plan.ArenaSizeInBytes + pinned;
        string constants = pinned == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {pinned} are constants");
        return all <= request.Target.RamBudget || Exceeded(
            all,
            string.Create(CultureInfo.InvariantCulture, $"arena with inputs and outputs; at least {plan.LowerBoundInBytes} are live at once{constants}"),
            request, diagnostics);
    }

    private static bool CheckFlash(LoweredModel lowered, CompileRequest request, DiagnosticBag diagnostics)
    {
        long constants = lowered.Constants.Sum(constant => (long)constant.Data.Bytes.Length);
        if (constants <= request.Target.FlashBudget)
        {
            return true;
        }

        string largest = string.Join(", ", lowered.Constants.GroupBy(constant => constant.Layer)
            .Select(layer => (Index: layer.Key, Bytes: layer.Sum(constant => (long)constant.Data.Bytes.Length)))
            .OrderByDescending(layer => layer.Bytes).Take(3)
            .Select(layer => string.Create(CultureInfo.InvariantCulture, $"layer {layer.Index}: {layer.Bytes}")));
        diagnostics.Report(
            Catalogue.FlashBudgetExceeded, request.ModelOrigin, constants, $"constants; {largest}", request.Target.FlashBudget, "memory.flash_budget");
        return false;
    }

    private static bool Exceeded(long bytes, string parts, CompileRequest request, DiagnosticBag diagnostics)
    {
        diagnostics.Report(Catalogue.RamBudgetExceeded, request.ModelOrigin, bytes, parts, request.Target.RamBudget, "memory.ram_budget");
        return false;
    }
}
