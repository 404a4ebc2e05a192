using Adc.Compiler.Configuration;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering.Mvp.Shapes;
using Adc.Mvp;

namespace Adc.Compiler.Lowering.Mvp;

/// <summary>What lowering needs to use the accelerator.</summary>
/// <param name="RamBudgetInBytes">What tensors and scratch may take together.</param>
public sealed record AcceleratorSupport(AcceleratorOptions Options, IMvpNumerics Numerics, Calibration Calibration, int RamBudgetInBytes = int.MaxValue);

/// <summary>What the configuration says about the accelerator.</summary>
/// <param name="Centre">Subtract the mean of each input over the calibration rows where that is more exact.</param>
/// <param name="UnsignedStorage">Keep activations with a zero point below −64 as bytes without sign between accelerator layers.</param>
/// <param name="ExactRatio">Smallest share of values equal to the integer reference, each layer fed with exact input; null for the default of its kind.</param>
/// <param name="MaxAbsLsb">Largest difference allowed, in output steps; null for the default of its kind.</param>
/// <param name="Timing">Parameters of the cycle model.</param>
/// <param name="ForceCpu">Layers, by index or name, that stay on the CPU.</param>
/// <param name="ForceMvp">Layers that must run on the accelerator.</param>
/// <param name="ToleranceIsError">False: a layer that must run there does so beyond its tolerance too, with a warning.</param>
/// <param name="Fallback">What is said of a layer that its programs cannot compute.</param>
/// <param name="Accumulate">Where sums of products are formed: in half precision, in short blocks of it, or on the core.</param>
/// <param name="Winograd">3x3 convolutions may multiply fewer, transformed weights.</param>
/// <param name="Tiling">Whether layers may, must not or must be computed piece by piece.</param>
/// <param name="LoopOrder">Program shapes to take where they serve; the others still serve where these do not.</param>
/// <param name="WeightsStayInFlash">No weight is ever pinned in RAM, so that forms of programs need not care for its ports.</param>
public sealed record AcceleratorOptions(
    bool Centre, bool UnsignedStorage, double? ExactRatio, int? MaxAbsLsb, MvpTiming Timing, Sequence<string> ForceCpu, Sequence<string> ForceMvp,
    bool ToleranceIsError = true, Fallback Fallback = Fallback.Warn, Accumulation Accumulate = Accumulation.Fp16, bool WeightsStayInFlash = false, bool Winograd = true,
    Tiling Tiling = Tiling.Auto, LoopOrder LoopOrder = LoopOrder.Auto)
{
    /// <summary>Two bytes may travel in one element.</summary>
    public bool Parallel { get; init; } = true;

    /// <summary>Most products that programs may add one after the other in half precision.</summary>
    public int LongestSum => Accumulate == Accumulation.Fp16Split ? SumsInBlocks.LargestBlock : int.MaxValue;

    public static AcceleratorOptions Default { get; } = new(true, true, null, null, MvpTiming.Default, [], []);
}

/// <summary>Every tensor of some rows, computed by the integer reference.</summary>
/// <param name="Rows">Bytes by tensor; the graph's inputs included.</param>
/// <param name="IsFromData">False for seeded rows, whose means say little about real inputs.</param>
public sealed record Calibration(IReadOnlyList<IReadOnlyDictionary<TensorId, ConstantData>> Rows, bool IsFromData);
