using Adc.Mvp;
using Adc.Simulator.Mvp;
using Adc.Tests.Mvp;
using Adc.Tests.Support;

namespace Adc.Tests.Simulator.Mvp;

public sealed class MvpSimulatorTests
{
    [SharedTheory, MemberData(nameof(GoldenSet.All), MemberType = typeof(GoldenSet))]
    public void Captured_programs_leave_the_expected_memory(string name)
    {
        GoldenSet set = GoldenSet.Read(name);
        Assert.Equal(set.Instructions, Run(set, MvpSimulatorOptions.Default, memory => memory.After));
        Assert.Equal(set.Instructions, Run(set, new(MvpMultiplyAdd.RoundedTwice), memory => memory.AfterRoundingTwice));
    }

    [SharedTheory, MemberData(nameof(GoldenSet.All), MemberType = typeof(GoldenSet))]
    public void Captured_programs_leave_the_expected_memory_in_lockstep(string name)
    {
        GoldenSet set = GoldenSet.Read(name);
        const int runs = 3;
        var memory = new MvpBatchMemory(runs);
        foreach (GoldenMemory part in set.Memory)
        {
            if (MvpMemoryMap.KindAt(part.Address) == MvpMemoryKind.Flash)
            {
                memory.AddCommon(part.Address, part.Before);
            }
            else
            {
                memory.AddOwn(part.Address, part.Before.Length);
                memory.WriteAll(part.Address, part.Before);
            }
        }

        Assert.Equal(set.Instructions, set.Programs.Sum(words => MvpBatchSimulator.Run(words, memory).Instructions));
        foreach (GoldenMemory part in set.Memory.Where(part => MvpMemoryMap.KindAt(part.Address) == MvpMemoryKind.Ram))
        {
            Assert.All(Enumerable.Range(0, runs), run => Assert.Equal(part.After, memory.Read(run, part.Address, part.Before.Length)));
        }
    }

    [Theory, Seeds(70)]
    public void Lockstep_runs_equal_single_runs_bit_for_bit(int seed)
    {
        var source = new RandomPrograms(seed, budget: 500);
        ProgramWithBuffers random = source.Next();
        uint[] words = MvpEncoder.Encode(random.Program, random.Map);
        var options = new MvpSimulatorOptions(
            seed % 2 == 0 ? MvpMultiplyAdd.Fused : MvpMultiplyAdd.RoundedTwice, seed % 3 == 0 ? MvpTies.AwayFromZero : MvpTies.ToEven);
        int runs = (seed % 11) + 1;
        var batch = new MvpBatchMemory(runs);
        List<MvpMemoryRegion>[] singles = [.. Enumerable.Range(0, runs).Select(_ => new List<MvpMemoryRegion>())];
        foreach (MvpBuffer buffer in random.Buffers)
        {
            uint address = random.Map.AddressOf(buffer.Id);
            byte[] common = source.NextBytes(buffer.SizeInBytes);
            bool isFlash = buffer.Kind == MvpMemoryKind.Flash;
            if (isFlash)
            {
                batch.AddCommon(address, common);
            }
            else
            {
                batch.AddOwn(address, buffer.SizeInBytes);
            }

            for (int run = 0; run < runs; run++)
            {
                byte[] bytes = isFlash ? common : source.NextBytes(buffer.SizeInBytes);
                singles[run].Add(new MvpMemoryRegion(address, bytes, !isFlash));
                if (!isFlash)
                {
                    batch.Write(run, address, bytes);
                }
            }
        }

        MvpRun inLockstep = MvpBatchSimulator.Run(words, batch, options);
        MvpRun[] alone = [.. singles.Select(regions => MvpSimulator.Run(words, new MvpMemory(regions), options))];
        Assert.Equal(MvpOutcome.Done, inLockstep.Outcome);
        Assert.All(alone, run => Assert.Equal((inLockstep.Outcome, inLockstep.Instructions, inLockstep.Cycles), (run.Outcome, run.Instructions, run.Cycles)));
        Assert.Equal(inLockstep.Flags, alone.Aggregate(MvpFlags.None, (flags, run) => flags | run.Flags));
        Assert.Equal(MvpCycleModel.Count(random.Program, random.Map), new MvpCycles(inLockstep.Cycles, inLockstep.Instructions));
        for (int run = 0; run < runs; run++)
        {
            foreach (MvpMemoryRegion region in singles[run].Where(region => region.IsWritable))
            {
                Assert.Equal(region.Bytes.ToArray(), batch.Read(run, region.Address, region.Bytes.Length));
            }
        }
    }

    private static long Run(GoldenSet set, MvpSimulatorOptions options, Func<GoldenMemory, byte[]?> expected)
    {
        MvpMemoryRegion[] regions = [.. set.Memory.Select(memory => new MvpMemoryRegion(
            memory.Address, memory.Before.ToArray(), MvpMemoryMap.KindAt(memory.Address) == MvpMemoryKind.Ram))];
        var memory = new MvpMemory(regions);
        MvpRun[] runs = [.. set.Programs.Select(words => MvpSimulator.Run(words, memory, options))];
        Assert.All(runs, run => Assert.Equal(MvpOutcome.Done, run.Outcome));
        for (int index = 0; index < regions.Length; index++)
        {
            if (expected(set.Memory[index]) is { } bytes)
            {
                Assert.Equal(bytes, regions[index].Bytes.ToArray());
            }
        }

        return runs.Sum(run => run.Instructions);
    }
}
