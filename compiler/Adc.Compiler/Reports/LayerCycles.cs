using Adc.Compiler.Lowering;

namespace Adc.Compiler.Reports;

/// <summary>Modelled cycles of a layer. What was not counted is 0 here; <see cref="IsCounted"/> tells.</summary>
/// <param name="Accelerator">Of its programs on the MVP.</param>
/// <param name="Launch">Of the core, in a layer of the MVP.</param>
/// <param name="Core">Of the core, in a layer that it computes itself.</param>
/// <param name="IsCounted">The core's instructions were counted.</param>
internal sealed record LayerCycles(LoweredLayer Layer, long Accelerator, long Launch, long Core, bool IsCounted)
{
    public long Total => Accelerator + Launch + Core;

    public static LayerCycles Of(LoweredLayer layer, ReportFigures figures)
    {
        long? core = figures.CyclesOf(layer);
        bool isMvp = layer.Engine == Engine.Mvp;
        return new LayerCycles(layer, figures.AcceleratorCyclesOf(layer), isMvp ? core ?? 0 : 0, isMvp ? 0 : core ?? 0, core is not null);
    }
}
