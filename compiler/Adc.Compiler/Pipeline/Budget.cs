using System.Globalization;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Memory;

namespace Adc.Compiler.Pipeline;

/// <summary>Compares what a plan needs with what the target leaves.</summary>
internal static class Budget
{
    public static bool Check(PlannedModel plan, CompileRequest request, DiagnosticBag diagnostics)
    {
        bool fits = true;
        int constants = plan.Lowered.Constants.Sum(constant => constant.Data.Bytes.Length);
        int pinned = ConstantLayout.Of(plan.Lowered).RamSizeInBytes;
        if (plan.ArenaSizeInBytes + pinned > request.Target.RamBudget)
        {
            string parts = string.Create(
                CultureInfo.InvariantCulture,
                $"arena with inputs and outputs {plan.ArenaSizeInBytes}, of which at least {plan.LowerBoundInBytes} are live at once; constants in RAM {pinned}");
            diagnostics.Report(Catalogue.RamBudgetExceeded, request.ModelOrigin, plan.ArenaSizeInBytes + pinned, parts, request.Target.RamBudget, "memory.ram_budget");
            fits = false;
        }

        if (constants > request.Target.FlashBudget)
        {
            string largest = string.Join(", ", plan.Lowered.Layers
                .Select(layer => (layer.Index, Bytes: plan.Lowered.Constants.Where(constant => constant.Layer == layer.Index).Sum(constant => constant.Data.Bytes.Length)))
                .OrderByDescending(entry => entry.Bytes).Take(3)
                .Select(entry => string.Create(CultureInfo.InvariantCulture, $"layer {entry.Index}: {entry.Bytes}")));
            diagnostics.Report(Catalogue.FlashBudgetExceeded, request.ModelOrigin, constants, "constants; " + largest, request.Target.FlashBudget, "memory.flash_budget");
            fits = false;
        }

        return fits;
    }
}
