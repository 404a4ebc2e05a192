using Adc.Compiler.Lowering;
using Adc.Compiler.Memory;
using Adc.Mvp;

namespace Adc.Compiler.Pipeline;

/// <summary>A setting that keeps a model from being faster: what another value gives, found by planning the model with it.</summary>
/// <param name="Advice">What to write, as the beginning of a sentence.</param>
/// <param name="SavedCycles">Cycles of the accelerator by its model; those of the core are not counted again.</param>
/// <param name="RamInBytes">Memory that it takes more; null for none.</param>
public sealed record TriedChange(string Advice, long SavedCycles, long? RamInBytes)
{
    // Variables of the runtime and the application that must be.
    private const int RuntimeInBytes = 4096;

    /// <summary>Tries each setting that restricts the plan, by itself.</summary>
    /// <param name="plan">Plans the model of the compilation by another request; null when that is impossible.</param>
    /// <returns>What saves cycles.</returns>
    public static IEnumerable<TriedChange> Of(Compilation compilation, Func<CompileRequest, PlannedModel?> plan)
    {
        if (compilation.Request.Accelerator is null)
        {
            yield break;
        }

        long before = Cycles(compilation.Plan, compilation.Request);
        foreach ((string advice, CompileRequest request) in Changes(compilation.Request))
        {
            if (plan(request) is PlannedModel planned && Cycles(planned, request) is long after && after < before)
            {
                long ram = Ram(planned) - Ram(compilation.Plan);
                yield return new TriedChange(advice, before - after, ram > 0 ? ram : null);
            }
        }
    }

    private static IEnumerable<(string Advice, CompileRequest Request)> Changes(CompileRequest request)
    {
        AcceleratorRequest accelerator = request.Accelerator!;
        if (!accelerator.Options.Winograd)
        {
            yield return ("write 'mvp.winograd: auto'", request with { Accelerator = accelerator with { Options = accelerator.Options with { Winograd = true } } });
        }

        int rest = request.Target.RamInBytes - request.Target.Layout.StackSize - RuntimeInBytes;
        if (request.Target.RamBudget < rest)
        {
            yield return ("leave the model all of the RAM but the stack ('memory.ram_budget')", request with { Target = request.Target with { RamBudget = rest } });
        }
    }

    private static long Cycles(PlannedModel plan, CompileRequest request)
    {
        MvpMemoryMap map = ProgramAddresses.Of(plan);
        return plan.Lowered.Layers.Where(layer => layer.Engine == Engine.Mvp).Sum(layer => ProgramAddresses.CyclesOf(layer, map, request.Accelerator!.Options.Timing));
    }

    private static long Ram(PlannedModel plan) => plan.ArenaSizeInBytes + ConstantLayout.Of(plan.Lowered).RamSizeInBytes;
}
