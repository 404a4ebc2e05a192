using Adc.Compiler.Lowering;
using Adc.Compiler.Lowering.Mvp;
using Adc.Mvp;

namespace Adc.Compiler.Memory;

/// <summary>Chooses which weights of the accelerator lie in RAM, where a stream never waits for a flash line.</summary>
/// <remarks>
/// A knapsack: each array costs its bytes and saves the cycles that the cycle model finds. Solved exactly by keeping, array after
/// array, the choices that no other beats in both bytes and cycles.
/// </remarks>
public static class PinnedConstants
{
    /// <summary>Moves to RAM what saves most cycles within the budget.</summary>
    /// <param name="budgetInBytes">RAM that is left for weights.</param>
    public static LoweredModel Choose(LoweredModel model, int budgetInBytes, MvpTiming timing)
    {
        PinnedItem[] items = [.. Items(model, timing).Where(item => item.Bytes <= budgetInBytes)];
        return Pin(model, Best(items, budgetInBytes));
    }

    /// <summary>The constants that the accelerator streams from flash though RAM would be sooner.</summary>
    public static IReadOnlyList<PinningCandidate> Candidates(LoweredModel model, MvpTiming timing) =>
        [.. Items(model, timing).Select(item => new PinningCandidate(item.Constant, model.Constants[item.Constant].Layer, item.Bytes, item.Saved))];

    /// <summary>The same model with some constants in RAM.</summary>
    public static LoweredModel Pin(LoweredModel model, IEnumerable<int> constants)
    {
        HashSet<int> pinned = [.. constants];
        return model with
        {
            Constants = [.. model.Constants.Select((constant, index) => pinned.Contains(index) ? constant with { Placement = ConstantPlace.AcceleratorRam } : constant)],
        };
    }

    private static IEnumerable<PinnedItem> Items(LoweredModel model, MvpTiming timing) => model.Constants
        .Select((constant, index) => (index, constant))
        .Where(entry => entry.constant.Placement == ConstantPlace.AcceleratorFlash)
        .Select(entry => new PinnedItem(entry.index, Aligned(entry.constant.Data.Bytes.Length), Saving(model, entry.index, timing)))
        .Where(item => item.Saved > 0);

    private static int Aligned(int size) => (size + ConstantLayout.LineInBytes - 1) / ConstantLayout.LineInBytes * ConstantLayout.LineInBytes;

    private static long Saving(LoweredModel model, int constant, MvpTiming timing)
    {
        ConstantArray[] inRam = [.. model.Constants];
        inRam[constant] = inRam[constant] with { Placement = ConstantPlace.AcceleratorRam };
        return model.Steps.Select(step => step.Call).OfType<ProgramCall>()
            .Where(call => call.Program.Arrays.Any(array => array.Base.Buffer == ProgramMemory.OfConstant(constant)))
            .Sum(call => Cycles(call, model, model.Constants, timing) - Cycles(call, model, inRam, timing));
    }

    private static long Cycles(ProgramCall call, LoweredModel model, IReadOnlyList<ConstantArray> constants, MvpTiming timing) =>
        MvpCycleModel.Count(call.Program, MvpMemoryMap.Guess(ProgramMemory.Describe(call.Program, model.Buffers, constants)), timing).Cycles;

    /// <summary>The constants of the items that together save most within a budget.</summary>
    internal static IEnumerable<int> Best(IReadOnlyList<PinnedItem> items, int budget)
    {
        // States that no other beats, by bytes ascending and cycles saved ascending.
        List<Choice> frontier = [new(0, 0, null, -1)];
        foreach ((int constant, int bytes, long saved) in items)
        {
            IEnumerable<Choice> with = frontier.Where(choice => choice.Bytes + bytes <= budget)
                .Select(choice => new Choice(choice.Bytes + bytes, choice.Saved + saved, choice, constant));
            List<Choice> merged = [];
            foreach (Choice choice in frontier.Concat(with).OrderBy(choice => choice.Bytes).ThenByDescending(choice => choice.Saved))
            {
                if (merged.Count == 0 || choice.Saved > merged[^1].Saved)
                {
                    merged.Add(choice);
                }
            }

            frontier = merged;
        }

        for (Choice? choice = frontier[^1]; choice is { Constant: >= 0 }; choice = choice.Before)
        {
            yield return choice.Constant;
        }
    }

    /// <summary>A constant that could lie in RAM.</summary>
    internal readonly record struct PinnedItem(int Constant, int Bytes, long Saved);

    private sealed record Choice(int Bytes, long Saved, Choice? Before, int Constant);
}

/// <summary>A constant that would save cycles in RAM.</summary>
/// <param name="Constant">Position in the model.</param>
/// <param name="SavedCycles">By itself.</param>
public sealed record PinningCandidate(int Constant, int Layer, int Bytes, long SavedCycles);
