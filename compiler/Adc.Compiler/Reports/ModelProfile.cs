using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Memory;
using Adc.Compiler.Pipeline;
using Adc.Compiler.Targets;
using Adc.Mvp;

namespace Adc.Compiler.Reports;

/// <summary>Where the cycles of one inference go, what holds each layer up, and what would help. All of it is modelled or counted, none measured on a chip.</summary>
/// <param name="Layers">One for each layer, in execution order.</param>
/// <param name="TimeLine">Who works when; what one engine does while the other one works overlaps.</param>
/// <param name="CoreShare">Share of the time in which the core works; null while its instructions are not counted.</param>
/// <param name="OverlappedCycles">Cycles in which core and accelerator both work.</param>
/// <param name="Joules">Energy of one inference; null when a figure for it is not known.</param>
/// <param name="Power">Where the energy comes from; null for none.</param>
public sealed record ModelProfile(
    Sequence<LayerProfile> Layers, Sequence<EngineSpan> TimeLine, double? CoreShare, long OverlappedCycles, double? Joules, PowerFigures? Power, Sequence<ProfileHint> Hints)
{
    public static ModelProfile Of(Compilation compilation) => Of(new ReportFigures(compilation));

    public static ModelProfile Of(ReportFigures figures)
    {
        Sequence<LayerProfile> layers = LayersOf(figures);
        return new ModelProfile(
            layers, SpansOf(layers), figures.CpuCycles / (double?)figures.TotalCycles, OverlappedCycles: 0, figures.Joules, figures.Compilation.Request.Target.Power,
            ProfileHints.Of(figures));
    }

    private static Sequence<LayerProfile> LayersOf(ReportFigures figures)
    {
        Compilation compilation = figures.Compilation;
        MvpMemoryMap? map = compilation.Request.Accelerator is null ? null : ProgramAddresses.Of(compilation.Plan);
        LayerProfile Of(LoweredLayer layer)
        {
            long accelerator = figures.AcceleratorCyclesOf(layer);
            long? core = figures.CyclesOf(layer);
            CycleShares? shares = null;
            if (layer.Engine == Engine.Mvp && map is not null)
            {
                MvpTiming timing = compilation.Request.Accelerator!.Options.Timing;
                long withoutFlash = ProgramAddresses.CyclesOf(layer, map, timing with { FlashLineInCycles = 0 });
                long start = (long)timing.ProgramOverheadInCycles * layer.Steps.Count(step => step.Call is ProgramCall);
                long arithmetic = Math.Min(layer.MultiplyAdds / 2, withoutFlash - start);
                shares = new CycleShares(arithmetic, withoutFlash - start - arithmetic, accelerator - withoutFlash, start + (core ?? 0));
            }

            return new LayerProfile(layer, accelerator, core, figures.JoulesOf(layer), shares);
        }

        return compilation.Plan.Lowered.Layers.Select(Of).ToSequence();
    }

    /// <summary>The emitted code starts a program and waits for its end: within a layer the core works first, then the accelerator.</summary>
    private static Sequence<EngineSpan> SpansOf(IEnumerable<LayerProfile> layers)
    {
        List<EngineSpan> spans = [];
        long now = 0;
        foreach (LayerProfile profile in layers)
        {
            foreach ((Engine engine, long cycles) in (ReadOnlySpan<(Engine, long)>)[(Engine.Cpu, profile.CoreCycles ?? 0), (Engine.Mvp, profile.AcceleratorCycles)])
            {
                if (cycles > 0)
                {
                    spans.Add(new EngineSpan(engine, profile.Layer.Index, now, now + cycles));
                    now += cycles;
                }
            }
        }

        return spans.ToSequence();
    }
}

/// <summary>One layer's time and energy.</summary>
/// <param name="CoreCycles">Null while the core's instructions are not counted.</param>
/// <param name="Joules">Null when a figure for it is not known.</param>
/// <param name="Shares">What the cycles of a layer of the accelerator are spent on; null for all others.</param>
public sealed record LayerProfile(LoweredLayer Layer, long AcceleratorCycles, long? CoreCycles, double? Joules, CycleShares? Shares)
{
    /// <summary>What takes most of the layer's time.</summary>
    public ProfileBound Bound => Layer.Engine switch
    {
        Engine.None => ProfileBound.None,
        Engine.Mvp when Shares is CycleShares shares => shares.Largest,
        _ => ProfileBound.Core,
    };
}

/// <summary>The cycles of an accelerated layer by what they are spent on.</summary>
/// <param name="Arithmetic">Those that its multiply-adds need at two a cycle: the roof.</param>
/// <param name="Issue">Further instructions: scaling, loads, stores, and waits for results of their own.</param>
/// <param name="Flash">Waits for lines of flash.</param>
/// <param name="Overhead">Starts and ends of programs, and the core between them.</param>
public sealed record CycleShares(long Arithmetic, long Issue, long Flash, long Overhead)
{
    public ProfileBound Largest => new[] { (Arithmetic, ProfileBound.Arithmetic), (Issue, ProfileBound.Issue), (Flash, ProfileBound.Flash), (Overhead, ProfileBound.Overhead) }
        .MaxBy(share => share.Item1).Item2;
}

/// <summary>What holds a layer up.</summary>
public enum ProfileBound
{
    /// <summary>Nothing: it only renames its input.</summary>
    None,

    /// <summary>It runs on the core.</summary>
    Core,

    /// <summary>The accelerator's two multiply-adds a cycle.</summary>
    Arithmetic,

    /// <summary>Instructions of the accelerator that multiply and add nothing of the layer's.</summary>
    Issue,

    /// <summary>Flash that the weights come from.</summary>
    Flash,

    /// <summary>Starting programs.</summary>
    Overhead,
}

/// <summary>A stretch of time in which an engine works for one layer, in cycles from the start of the inference.</summary>
public sealed record EngineSpan(Engine Engine, int Layer, long Start, long End);

/// <summary>A change that would save time, and how much.</summary>
/// <param name="Advice">What to do, as the beginning of a sentence.</param>
/// <param name="SavedCycles">Of one inference.</param>
/// <param name="RamInBytes">What it costs; null when it costs no memory.</param>
public sealed record ProfileHint(string Advice, long SavedCycles, long? RamInBytes = null);
