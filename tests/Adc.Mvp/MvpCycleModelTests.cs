using Adc.Mvp;
using Adc.Tests.Support;

namespace Adc.Tests.Mvp;

public sealed class MvpCycleModelTests
{
    [Theory, Seeds(20)]
    public void Composing_loops_gives_the_cycles_of_issuing_every_instruction(int seed)
    {
        MvpTiming[] timings =
        [
            MvpTiming.Default,
            new(FlashLineInCycles: 3, FetchesAhead: false),
            new(FenceInCycles: 3, StoreLatencyInCycles: 2, LoadsShareRamPort: true),
        ];
        var source = new RandomPrograms(seed, budget: 4000);
        for (int count = 0; count < 25; count++)
        {
            ProgramWithBuffers random = source.Next();
            MvpTiming timing = timings[count % timings.Length];
            Assert.Equal(MvpCycleModel.Step(random.Program, random.Map, timing), MvpCycleModel.Count(random.Program, random.Map, timing));
        }
    }

    [Theory, Seeds(200)]
    public void Accesses_reach_exactly_as_far_as_the_verifier_says(int seed)
    {
        ProgramWithBuffers random = new RandomPrograms(seed).Next();
        MvpLoopNode tree = MvpLoopTree.Build(random.Program, [])!;
        MvpRange?[,] walked = Walk(random);
        for (int array = 0; array < MvpLimits.Arrays; array++)
        {
            MvpRange?[,] found = MvpAccessRanges.Of(random.Program, tree, array);
            for (int instruction = 0; instruction < random.Program.Instructions.Count; instruction++)
            {
                for (int stream = 0; stream < 3; stream++)
                {
                    if (random.Program.Instructions[instruction].Stream(stream)?.Array == array)
                    {
                        Assert.Equal(walked[instruction, stream], found[instruction, stream]);
                    }
                }
            }
        }
    }

    private static MvpRange?[,] Walk(ProgramWithBuffers random)
    {
        MvpProgram program = random.Program;
        var sequencer = new MvpSequencer(program, random.Map);
        MvpRange?[,] ranges = new MvpRange?[program.Instructions.Count, 3];
        do
        {
            sequencer.Enter();
            int position = sequencer.ProgramCounter;
            for (int stream = 0; stream < 3; stream++)
            {
                if (program.Instructions[position].Stream(stream) is { } used)
                {
                    long offset = (long)sequencer.Address(used.Array) - random.Map.AddressOf(program.Arrays[used.Array].Base);
                    MvpRange here = new(offset, offset);
                    ranges[position, stream] = ranges[position, stream]?.With(here) ?? here;
                }
            }
        }
        while (sequencer.Leave() == MvpProgress.Continues);

        return ranges;
    }
}
