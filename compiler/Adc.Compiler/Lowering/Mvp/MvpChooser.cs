using System.Globalization;
using Adc.Compiler.Configuration;
using Adc.Mvp;

namespace Adc.Compiler.Lowering.Mvp;

/// <summary>Chooses among the ways to compute a layer: the cycle model ranks them, the error budget decides.</summary>
internal static class MvpChooser
{
    // The core must be quicker by more than this to be preferred to the accelerator: 6 µs. Estimates of the smallest layers are no better,
    // and a layer between accelerated ones costs conversions that no estimate here knows of.
    private const int LeastGainInCycles = 500;

    /// <summary>The chosen programs, or null with the reason why the layer stays on the CPU.</summary>
    /// <param name="forced">Take the programs even if the CPU is faster, and the closest ones if none keeps the tolerance.</param>
    public static MvpChoice? Choose(IAcceleratedOperator programs, LayerRequest request, int scratchBudgetInBytes, bool forced, out Refusal? refusal)
    {
        refusal = null;
        if (programs.Rules.FirstOrDefault(rule => !rule.Holds(request.Node, request.Graph)) is LegalityRule broken)
        {
            refusal = Refusal.Inability(broken.Sentence);
            return null;
        }

        AcceleratorOptions options = request.Support.Options;
        var trial = new LayerTrial(request, programs.DataInputs(request.Node));
        LayerTolerance tolerance = programs.Tolerance(request);
        MvpProposal[] proposals = [.. programs.Propose(request, out string reason)];
        if (!options.Parallel && proposals.Length > 0)
        {
            proposals = [.. proposals.Where(proposal => !proposal.Forms.Any(TakesPairs))];
            reason = "its programs take two bytes in one element, and 'mvp.parallel' is 'off'";
        }

        MvpChoice[] all = [.. proposals
            .Select(proposal => new MvpChoice(
                RamPortForms.Choose(proposal.Forms, options.Timing.LoadsShareRamPort, trial.Cycles, trial.CyclesOnOnePort), proposal.Errors, Cycles: 0))];
        MvpChoice[] fitting = [.. all.Where(choice => choice.Candidate.ScratchSizesInBytes.Sum() <= scratchBudgetInBytes)];
        if (fitting.Length == 0)
        {
            refusal = Refusal.Inability(all.Length == 0 ? reason : string.Create(
                CultureInfo.InvariantCulture,
                $"its programs need at least {all.Min(choice => choice.Candidate.ScratchSizesInBytes.Sum()):N0} bytes of scratch, and {Math.Max(0, scratchBudgetInBytes):N0} are left"));
            return null;
        }

        MvpChoice[] ranked = [.. fitting.Select(choice => choice with { Cycles = trial.Cycles(choice.Candidate) }).OrderBy(WithLaunch)];
        long cpu = programs.CpuCycles(request);
        if (WithLaunch(ranked[0]) > cpu + LeastGainInCycles && !forced)
        {
            refusal = Refusal.ByChoice(string.Create(CultureInfo.InvariantCulture, $"the CPU needs about {cpu:N0} cycles, the accelerator {WithLaunch(ranked[0]):N0} with its launch"));
            return null;
        }

        MvpChoice? chosen = Hinted(ranked, cpu, options.LoopOrder, trial, tolerance) ?? First(ranked, trial, tolerance);
        refusal = chosen is { Excess: null } ? null : Refusal.Inability(chosen?.Excess ?? "every candidate faults");
        return chosen?.Excess is null || forced ? chosen : null;
    }

    // What the hint asks for, where it is within the tolerance and still quicker than the core.
    private static MvpChoice? Hinted(MvpChoice[] ranked, long cpu, LoopOrder order, LayerTrial trial, LayerTolerance tolerance) => order == LoopOrder.Auto
        ? null
        : First([.. ranked.Where(choice => choice.Candidate.InputsInnermost == (order == LoopOrder.InputInner) && WithLaunch(choice) <= cpu + LeastGainInCycles)], trial, tolerance) is { Excess: null } chosen ? chosen : null;

    private static bool TakesPairs(MvpCandidate candidate) => candidate.Programs.SelectMany(program => program.Program.Arrays)
        .Any(array => array.Type is MvpElementType.ComplexInt8 or MvpElementType.ComplexUInt8);

    private static (int Largest, double Mean) Rank(StepDifference difference) => (difference.MaxAbsLsb, difference.MeanAbsLsb);

    private static long WithLaunch(MvpChoice choice) => choice.Cycles + MvpLaunch.Cycles(choice.Candidate.Programs.Select(program => program.Program));

    // Of the candidates within the tolerance, those as fast as the fastest compete by their largest error, then by the mean; the closest one where there are none.
    private static MvpChoice? First(MvpChoice[] ranked, LayerTrial trial, LayerTolerance tolerance)
    {
        const double AsFast = 1.005;
        (MvpChoice Choice, StepDifference Difference)? chosen = null, closest = null;
        foreach (MvpChoice candidate in ranked)
        {
            if (chosen is not null && candidate.Cycles > chosen.Value.Choice.Cycles * AsFast)
            {
                break;
            }

            if (trial.Difference(candidate.Candidate) is not StepDifference found)
            {
                continue;
            }

            closest = closest is null || found.MeanAbsLsb < closest.Value.Difference.MeanAbsLsb ? (candidate, found) : closest;
            if (tolerance.Allows(found) && (chosen is null || Rank(found).CompareTo(Rank(chosen.Value.Difference)) < 0))
            {
                chosen = (candidate, found);
            }
        }

        return (chosen ?? closest) is not (MvpChoice choice, StepDifference difference) ? null : choice with
        {
            Error = choice.Errors?.Explain(choice.Candidate, trial, difference) ?? new LayerError(difference.MaxAbsLsb, difference.MeanAbsLsb, difference.ExactRatio),
            Excess = chosen is not null ? null : string.Create(
                CultureInfo.InvariantCulture, $"half precision gives {difference.ExactRatio * 100:0.0}% equal and up to {difference.MaxAbsLsb} off; allowed are {tolerance}"),
        };
    }
}

/// <summary>A candidate with its price and, once chosen, its error.</summary>
/// <param name="Excess">How it breaks the layer's tolerance; null when it keeps it.</param>
internal sealed record MvpChoice(MvpCandidate Candidate, IErrorModel? Errors, long Cycles, LayerError? Error = null, string? Excess = null);
