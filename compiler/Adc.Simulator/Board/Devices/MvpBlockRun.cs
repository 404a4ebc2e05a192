using Adc.Mvp;
using Adc.Simulator.Mvp;

namespace Adc.Simulator.Board.Devices;

/// <summary>A program under way: what will have happened when its time is over.</summary>
/// <param name="Cycles">Until it ends; the largest number if it never does.</param>
/// <param name="Registers">Of the ALU at the end; null where a mishap leaves them unknown.</param>
/// <param name="Stores">Whether the memory holds its stores.</param>
internal sealed record MvpBlockRun(
    long Cycles, MvpFlags Flags, MvpFault? Fault, MvpList<MvpComplex>? Registers, bool Stores,
    MvpBlockCounter RunCycles, MvpBlockCounter Instructions, MvpBlockCounter Stalls)
{
    // Until the first access of a program that is to fail there.
    private const long CyclesUntilMishap = 20;

    /// <param name="words">All 69, the command to start last.</param>
    public static MvpBlockRun Of(ReadOnlySpan<uint> words, MvpBlockMemory memory, MvpSimulatorOptions options, MvpMishap? mishap) =>
        mishap switch
        {
            MvpMishap.BusError => Failing(words, MvpFlags.BusFault, misalignment: 0),
            MvpMishap.MisalignedArray => Failing(words, MvpFlags.AlignmentFault, misalignment: 1),
            MvpMishap.NeverFinishes => Endless,
            MvpMishap.NumericOverflow => Simulated(words, memory, options, MvpFlags.AluOverflow),
            _ => Simulated(words, memory, options, MvpFlags.None),
        };

    // One that waits for a bus for ever.
    private static MvpBlockRun Endless { get; } = new(
        long.MaxValue, MvpFlags.None, null, null, Stores: false,
        MvpBlockCounter.EveryCycle, MvpBlockCounter.Still, MvpBlockCounter.EveryCycle);

    private static MvpBlockRun Simulated(ReadOnlySpan<uint> words, MvpBlockMemory memory, MvpSimulatorOptions options, MvpFlags alsoRaised)
    {
        MvpRun run = MvpSimulator.Run(words, memory.Begin(), options, out MvpList<MvpComplex> registers);
        return run.Outcome == MvpOutcome.LimitReached
            ? Endless
            : new MvpBlockRun(
                run.Cycles, run.Flags | alsoRaised, run.Fault, registers, Stores: true,
                new MvpBlockCounter(run.Cycles, run.Cycles),
                new MvpBlockCounter(run.Instructions, run.Cycles),
                new MvpBlockCounter(run.Cycles - run.Instructions, run.Cycles));
    }

    private static MvpBlockRun Failing(ReadOnlySpan<uint> words, MvpFlags flag, uint misalignment)
    {
        MvpProgram program = MvpDecoder.Decode(words, MvpMemoryMap.AddressesOnly).Program;
        (int position, MvpStream? stream, int index) = program.Instructions
            .SelectMany((instruction, at) => Enumerable.Range(0, 3).Select(number => (at, instruction.Stream(number), number)))
            .FirstOrDefault(access => access.Item2 is not null);
        int array = stream?.Array ?? 0;
        uint address = words[MvpBlockWords.AddressOf(array)] | misalignment;
        return new MvpBlockRun(
            CyclesUntilMishap, flag, new MvpFault(flag, position, array, (MvpBus)(index + 1), Address: address), null, Stores: false,
            MvpBlockCounter.EveryCycle, MvpBlockCounter.Still, MvpBlockCounter.EveryCycle);
    }
}
