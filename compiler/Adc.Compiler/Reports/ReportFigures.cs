using Adc.Compiler.Configuration;
using Adc.Compiler.Emission;
using Adc.Compiler.Lowering;
using Adc.Compiler.Memory;
using Adc.Compiler.Pipeline;
using Adc.Compiler.Targets;
using Adc.Compiler.Toolchain;
using Adc.Mvp;

namespace Adc.Compiler.Reports;

/// <summary>The figures of one compilation that several reports show. What was not obtained is null, never zero.</summary>
public sealed class ReportFigures(Compilation compilation)
{
    private const int StateWordInBytes = 4;

    // Step of an inference that was started, and whether the accelerator runs.
    private const int StartedInBytes = 8;

    private const int SegmentsInBytes = 36;

    private readonly IReadOnlyDictionary<int, long> acceleratorCycles = compilation.SimulatedCycles ?? CountAccelerator(compilation, timing => timing);

    public Compilation Compilation { get; } = compilation;

    /// <summary>Cycles assumed for one instruction of the Cortex-M33 where <see cref="UsesCoreModel"/> is false.</summary>
    public double CyclesPerInstruction => Compilation.Request.Target.Timing.CyclesPerInstruction;

    /// <summary>The core's cycles are those of its instruction by instruction model. A factor that was fitted to a board says more.</summary>
    public bool UsesCoreModel => Compilation.Measurement?.Cycles is not null && CyclesPerInstruction == TimingFigures.BuiltIn.CyclesPerInstruction;

    /// <summary>Some layer runs on the accelerator.</summary>
    public bool UsesAccelerator { get; } = compilation.Plan.Lowered.Layers.Any(layer => layer.Engine == Engine.Mvp);

    public long MultiplyAdds { get; } = compilation.Plan.Lowered.Layers.Sum(layer => layer.MultiplyAdds);

    public long Operations { get; } = compilation.Model.Graph.Nodes.Sum(node => Work.Operations(node, compilation.Model.Graph));

    /// <summary>Elements of all constants that nodes read.</summary>
    public long Parameters { get; } = compilation.Model.Graph.Nodes.SelectMany(node => node.Inputs)
        .Where(id => !id.IsNone && compilation.Model.Graph[id].IsConstant).Distinct()
        .Sum(id => (long)compilation.Model.Graph.TypeOf(id).Shape.ElementCount);

    private SectionSizes? ModelSections => Compilation.Image?.Sizes.ModelAndKernels;

    public int? CodeInBytes => ModelSections?.Code;

    public int? ConstantsInBytes => ModelSections?.Constants;

    /// <summary>What flash holds of variables that start with a value, such as weights that lie in RAM.</summary>
    public int? CopiedToRamInBytes => ModelSections?.InitialisedData;

    /// <summary>Model, kernels and library code that they need; boot, application and test vectors apart.</summary>
    public int? FlashInBytes => ModelSections?.Flash;

    public int ArenaInBytes => Compilation.Plan.ArenaSizeInBytes;

    /// <summary>The context struct, arena included.</summary>
    public int ContextInBytes
    {
        get
        {
            int alignment = Compilation.Plan.Alignment;
            int started = Compilation.Request.Target.Firmware.Style.HasAsync ? StartedInBytes : 0;
            int segments = UsesAccelerator ? SegmentsInBytes : 0;
            return (ArenaInBytes + StateWordInBytes + started + segments + alignment - 1) / alignment * alignment;
        }
    }

    /// <summary>Static RAM of one instance: context and variables of the kernels.</summary>
    public int RamInBytes => ContextInBytes + (ModelSections?.Ram ?? PinnedInBytes + ProgramsInRamInBytes);

    public int? StackInBytes => Compilation.Measurement?.StackInBytes;

    public long? Instructions => Compilation.Measurement?.Instructions;

    /// <summary>Cycles, and times and energies that follow from them, are wanted.</summary>
    public bool CountsCycles => Compilation.Request.Cycles != CycleSource.None;

    public long? CpuCycles => Cycles(Instructions, Compilation.Measurement?.Cycles);

    /// <summary>Cycles of the accelerator by its cycle model; 0 for the CPU alone.</summary>
    public long AcceleratorCycles => Compilation.Plan.Lowered.Layers.Sum(AcceleratorCyclesOf);

    /// <summary>Core and accelerator, one after the other; null while the core's share is unknown.</summary>
    public long? TotalCycles => CpuCycles + AcceleratorCycles;

    public double? Seconds => TotalCycles / (double)Compilation.Request.Target.ClockInHz;

    /// <summary>Energy of one inference: modelled cycles times published or given power; null when either is not known.</summary>
    public double? Joules => CpuCycles is long core ? JoulesOf(core, AcceleratorCycles) : null;

    /// <summary>Bytes of constants that lie in RAM for the accelerator.</summary>
    public int PinnedInBytes { get; } = ConstantLayout.Of(compilation.Plan.Lowered).RamSizeInBytes;

    /// <summary>Bytes of the accelerator's programs that lie in RAM.</summary>
    public int ProgramsInRamInBytes { get; } = ProgramStreams.BytesInRam(compilation.Plan, compilation.Request.Target.Firmware.Style);

    public long AcceleratorCyclesOf(LoweredLayer layer) => CountsCycles && acceleratorCycles.TryGetValue(layer.Index, out long cycles) ? cycles : 0;

    /// <summary>Executed instructions of a layer, 0 for one that only renames; null when nothing was measured.</summary>
    public long? InstructionsOf(LoweredLayer layer) => CountOf(layer, Compilation.Measurement?.LayerInstructions);

    public long? CyclesOf(LoweredLayer layer) => Cycles(InstructionsOf(layer), CountOf(layer, Compilation.Measurement?.LayerCycles));

    /// <inheritdoc cref="Joules"/>
    public double? JoulesOf(LoweredLayer layer) => CyclesOf(layer) is long core ? JoulesOf(core, AcceleratorCyclesOf(layer)) : null;

    public int ConstantsOf(LoweredLayer layer) =>
        Compilation.Plan.Lowered.Constants.Where(constant => constant.Layer == layer.Index).Sum(constant => constant.Data.Bytes.Length);

    /// <summary>What the accelerator would take if the RAM had one port for both load streams, with the same programs.</summary>
    public long AcceleratorCyclesOnOnePort => CountAccelerator(Compilation, timing => timing with { LoadsShareRamPort = true }).Values.Sum();

    /// <summary>Memory that the steps of a layer use for themselves or hand to each other.</summary>
    public int ScratchOf(LoweredLayer layer) => layer.Steps.SelectMany(step => (BufferId?[])[.. step.Buffers.Select(id => (BufferId?)id), step.Output, step.Scratch])
        .OfType<BufferId>().Distinct().Select(id => Compilation.Plan.Lowered[id]).Where(buffer => buffer.Form == BufferForm.Scratch).Sum(buffer => buffer.SizeInBytes);

    /// <summary>How the cycles of a layer of the accelerator depend on the constants of the model, around those that are assumed.</summary>
    public MvpTimingSample? TermsOf(LoweredLayer layer)
    {
        if (layer.Engine != Engine.Mvp || Compilation.Request.Accelerator?.Options.Timing is not MvpTiming timing)
        {
            return null;
        }

        MvpMemoryMap map = ProgramAddresses.Of(Compilation.Plan);
        long Count(MvpTiming assumed) => ProgramAddresses.CyclesOf(layer, map, assumed);
        int flash = Math.Max(1, timing.FlashLineInCycles), fence = Math.Max(1, timing.FenceInCycles);
        double perFlash = (Count(timing with { FlashLineInCycles = flash }) - Count(timing with { FlashLineInCycles = 0 })) / (double)flash;
        double perFence = (Count(timing with { FenceInCycles = fence }) - Count(timing with { FenceInCycles = 0 })) / (double)fence;
        double shared = Count(timing with { LoadsShareRamPort = true }) - Count(timing with { LoadsShareRamPort = false });
        double programs = layer.Steps.Count(step => step.Call is ProgramCall);
        double fixedCycles = AcceleratorCyclesOf(layer) - (programs * timing.ProgramOverheadInCycles) - (perFlash * timing.FlashLineInCycles)
            - (perFence * timing.FenceInCycles) - (timing.LoadsShareRamPort ? shared : 0);
        return new MvpTimingSample(0, fixedCycles, programs, perFlash, perFence, shared);
    }

    private double? JoulesOf(long core, long accelerator) => Compilation.Request.Target.Power?.Joules(core, accelerator, Compilation.Request.Target.ClockInHz);

    private static Dictionary<int, long> CountAccelerator(Compilation compilation, Func<MvpTiming, MvpTiming> assumed)
    {
        if (compilation.Request.Accelerator is not AcceleratorRequest accelerator)
        {
            return [];
        }

        MvpMemoryMap map = ProgramAddresses.Of(compilation.Plan);
        return compilation.Plan.Lowered.Layers.Where(layer => layer.Engine == Engine.Mvp)
            .ToDictionary(layer => layer.Index, layer => ProgramAddresses.CyclesOf(layer, map, assumed(accelerator.Options.Timing)));
    }

    /// <param name="counts">One for each layer that has a function; null when nothing was counted.</param>
    private long? CountOf(LoweredLayer layer, IReadOnlyList<long>? counts) => counts is null ? null
        : layer.Steps.Count == 0 ? 0 : counts[Compilation.Plan.Lowered.Layers.Take(layer.Index).Count(earlier => earlier.Steps.Count > 0)];

    private long? Cycles(long? instructions, long? modelled) => !CountsCycles || instructions is not long count ? null
        : UsesCoreModel ? modelled : (long)Math.Round(count * CyclesPerInstruction);
}
