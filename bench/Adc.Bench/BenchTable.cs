using System.Globalization;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;

namespace Adc.Bench;

/// <summary>Results as lines of text.</summary>
internal static class BenchTable
{
    public static string Heading(BenchModel model)
    {
        Sequence<LoweredLayer> layers = model.Plan.Lowered.Layers;
        long multiplyAdds = layers.Sum(layer => layer.MultiplyAdds);
        int accelerated = layers.Count(layer => layer.Engine == Engine.Mvp);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
             {model.Name}: {multiplyAdds:N0} multiply-adds, {accelerated} of {layers.Count} layers on the accelerator

               {"per second of one core",-32} {"value",12} {"unit",-14} {"anchor",8} {"ratio",8}
             """);
    }

    public static string Row(BenchResult result)
    {
        if (result.Value is not double value)
        {
            return $"  {result.Name,-32} {"-",12} {result.Remark}";
        }

        string verdict = !result.IsLimit ? "" : value >= result.Anchor ? "  holds the limit" : "  MISSES THE LIMIT";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"  {result.Name,-32} {value,12:N1} {result.Unit,-14} {result.Anchor,8:N0} {value / result.Anchor,8:N2}{verdict}{result.Remark}");
    }
}
