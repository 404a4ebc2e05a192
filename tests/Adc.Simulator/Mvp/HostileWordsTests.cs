using Adc.Mvp;
using Adc.Simulator.Mvp;
using Adc.Tests.Mvp;
using Adc.Tests.Support;

namespace Adc.Tests.Simulator.Mvp;

/// <summary>Broken program words end in a violation, a fault or a defined result, never in an exception.</summary>
public sealed class HostileWordsTests
{
    private const int Mutations = 10_000;

    [SharedFact]
    public void Captured_programs_with_one_word_changed_never_throw()
    {
        GoldenSet[] sets = [.. GoldenSet.Names.Select(GoldenSet.Read)];
        var random = new Random(1);
        Tally tally = new();
        for (int count = 0; count < Mutations; count++)
        {
            GoldenSet set = sets[random.Next(sets.Length)];
            MvpMemoryRegion[] regions = [.. set.Memory.Select(memory => new MvpMemoryRegion(
                memory.Address, memory.Before, MvpMemoryMap.KindAt(memory.Address) == MvpMemoryKind.Ram))];
            MvpMemoryMap map = new(set.Memory.Select((memory, index) => (
                new MvpBuffer(new(index), memory.Role, MvpMemoryMap.KindAt(memory.Address), memory.Before.Length), memory.Address)));
            tally.Add(Mutated(set.Programs[random.Next(set.Programs.Count)], random), map, regions);
        }

        tally.AssertVaried();
    }

    [Theory, Seeds(5)]
    public void Random_programs_with_one_word_changed_never_throw(int seed)
    {
        var source = new RandomPrograms(seed);
        var random = new Random(seed);
        for (int program = 0; program < 5; program++)
        {
            ProgramWithBuffers next = source.Next();
            uint[] words = MvpEncoder.Encode(next.Program, next.Map);
            MvpMemoryRegion[] regions = [.. next.Buffers.Select(buffer => new MvpMemoryRegion(
                next.Map.AddressOf(buffer.Id), source.NextBytes(buffer.SizeInBytes), buffer.Kind == MvpMemoryKind.Ram))];
            Tally tally = new();
            for (int count = 0; count < 20; count++)
            {
                tally.Add(Mutated(words, random), next.Map, regions);
            }
        }
    }

    [Theory, Seeds(5)]
    public void Random_words_never_throw(int seed)
    {
        var random = new Random(seed);
        Tally tally = new();
        for (int count = 0; count < 200; count++)
        {
            uint[] words = [.. Enumerable.Range(0, MvpLimits.Words).Select(_ => (uint)random.NextInt64(1L << 32))];
            words[^1] = MvpLimits.StartCommand;
            tally.Add(words, MvpMemoryMap.AddressesOnly, []);
        }
    }

    private static uint[] Mutated(uint[] words, Random random)
    {
        uint[] mutated = [.. words];
        ref uint word = ref mutated[random.Next(mutated.Length)];
        word = random.Next(3) switch
        {
            0 => word ^ (1u << random.Next(32)),
            1 => (uint)random.NextInt64(1L << 32),
            _ => mutated[random.Next(mutated.Length)],
        };
        return mutated;
    }

    /// <summary>Counts how mutated programs ended.</summary>
    private sealed class Tally
    {
        private readonly Dictionary<MvpOutcome, int> outcomes = [];
        private int clean;

        public void Add(uint[] words, MvpMemoryMap map, MvpMemoryRegion[] regions)
        {
            IReadOnlyList<MvpViolation> violations = MvpProgramVerifier.Verify(words, map);
            Assert.All(violations, violation => Assert.NotEmpty(violation.Sentence));
            var options = new MvpSimulatorOptions(InstructionLimit: 300);
            MvpRun run = MvpSimulator.Run(words, new MvpMemory(regions), options);
            outcomes[run.Outcome] = outcomes.GetValueOrDefault(run.Outcome) + 1;
            Assert.Equal(run.Outcome == MvpOutcome.Faulted, run.Fault is not null);

            // What the verifier lets pass runs without a fault, can be listed, and takes a known time.
            if (violations.Count == 0)
            {
                clean++;
                Assert.Contains(run.Outcome, (MvpOutcome[])[MvpOutcome.Done, MvpOutcome.LimitReached]);
                MvpProgram program = MvpDecoder.Decode(words, map).Program;
                MvpCycles cycles = MvpCycleModel.Count(program, map);
                Assert.True(run.Outcome == MvpOutcome.LimitReached || new MvpCycles(run.Cycles, run.Instructions) == cycles);
                Assert.Equal(program, MvpAssembler.Parse(MvpDisassembler.Print(program), out _));
            }
        }

        public void AssertVaried()
        {
            Assert.All(Enum.GetValues<MvpOutcome>(), outcome => Assert.True(outcomes.GetValueOrDefault(outcome) > 20, $"{outcome}"));
            Assert.InRange(clean, Mutations / 20, Mutations - (Mutations / 20));
        }
    }
}
