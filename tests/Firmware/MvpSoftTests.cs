using Adc.Mvp;
using Adc.Simulator.Mvp;
using Adc.Tests.Mvp;
using Adc.Tests.Support;

namespace Adc.Tests.Firmware;

/// <summary>The interpreter for hosts against the simulator: two writings of one meaning.</summary>
public sealed class MvpSoftTests(MvpSoftTests.Builds builds) : IClassFixture<MvpSoftTests.Builds>
{
    /// <summary>Compiled when first needed.</summary>
    public sealed class Builds : IDisposable
    {
        private readonly Lazy<MvpSoftProgram> fused = new(() => new MvpSoftProgram("cc", "-O2"));
        private readonly Lazy<MvpSoftProgram> roundedTwice = new(() => new MvpSoftProgram("cc", "-O2", RoundsTwice));

        internal MvpSoftProgram Fused => fused.Value;

        internal MvpSoftProgram RoundedTwice => roundedTwice.Value;

        public void Dispose()
        {
            foreach (Lazy<MvpSoftProgram> build in (ReadOnlySpan<Lazy<MvpSoftProgram>>)[fused, roundedTwice])
            {
                if (build.IsValueCreated)
                {
                    build.Value.Dispose();
                }
            }
        }
    }

    private const string RoundsTwice = "-DADC_MVP_SOFT_ROUNDS_TWICE";

    private static readonly MvpSimulatorOptions Fused = new(InstructionLimit: MvpSoftProgram.InstructionLimit);
    private static readonly MvpSimulatorOptions RoundedTwice = new(MvpMultiplyAdd.RoundedTwice, InstructionLimit: MvpSoftProgram.InstructionLimit);

    [ToolFact("cc")]
    public void Agrees_with_the_simulator_on_random_programs()
    {
        IReadOnlyList<MvpRunReport> reports = AssertAgrees(builds.Fused, RandomCases(1, 250, isHostile: false), Fused);
        Assert.All(reports, report => Assert.Contains(report.Status, new[] { MvpRunReport.Ok, MvpRunReport.Numeric }));
    }

    [ToolFact("cc")]
    public void Agrees_with_the_simulator_when_products_are_rounded()
    {
        AssertAgrees(builds.RoundedTwice, RandomCases(1001, 80, isHostile: false), RoundedTwice);
    }

    [ToolFact("cc")]
    public void Agrees_with_the_simulator_on_broken_programs_and_their_faults()
    {
        IReadOnlyList<MvpRunReport> reports = AssertAgrees(builds.Fused, RandomCases(2001, 150, isHostile: true), Fused);
        uint[] faults = [.. reports.Select(report => report.FaultFlags).Distinct().Order()];
        Assert.Equal([0, .. Enumerable.Range(24, 5).Select(bit => 1u << bit)], faults);
        Assert.Contains(reports, report => report.Status == MvpRunReport.Timeout);
    }

    [SanitizerFact]
    public void Stays_within_segments_and_defined_behaviour()
    {
        using var program = new MvpSoftProgram(SanitizerFactAttribute.Compiler!, ["-O1", "-g", .. SanitizerFactAttribute.Flags]);
        AssertAgrees(program, RandomCases(3001, 30, isHostile: true), Fused);
    }

    [SharedAndToolFact("cc")]
    public void Captured_programs_leave_the_expected_memory()
    {
        GoldenSet[] sets = [.. GoldenSet.Names.Select(GoldenSet.Read)];
        AssertLeaves(builds.Fused, sets, memory => memory.After);
        AssertLeaves(builds.RoundedTwice, sets, memory => memory.AfterRoundingTwice);
    }

    private static void AssertLeaves(MvpSoftProgram program, GoldenSet[] sets, Func<GoldenMemory, byte[]?> after)
    {
        foreach ((GoldenSet set, MvpSoftResult result) in sets.Zip(program.Run([.. sets.Select(Case)])))
        {
            Assert.All(result.Reports, report => Assert.Equal(MvpRunReport.Ok, report.Status));
            foreach ((GoldenMemory expected, byte[] memory) in set.Memory.Zip(result.Memory))
            {
                Assert.True(after(expected) is not { } bytes || bytes.AsSpan().SequenceEqual(memory), $"{set.Name}, {expected.Role}");
            }
        }
    }

    [ToolFact("c++")]
    public void The_header_stands_alone_in_a_Cpp_project()
    {
        using BuildFolder folder = new();
        string source = folder.Write("header.cpp", "#include \"adc_mvp.h\"\n#include \"adc_mvp.h\"\n");
        NativeTool.Run("c++", ["-std=c++17", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only", .. MvpSoftProgram.Include, source]);
    }

    [ToolFact("cc")]
    public void Refuses_streams_that_contradict_themselves()
    {
        MvpSegment[] segments = [new(MvpSoftProgram.AddressOf(0), new byte[16], IsWritable: true)];
        uint[] end = new uint[MvpLimits.Words];
        end[^1] = MvpLimits.StartCommand;
        end[46] = 0x8000_0000;
        uint[][] streams =
        [
            [1, (68 << 8) | 1, 0],
            [1, (60 << 8) | 9, 0, 0, 0, 0, 0, 0, 0, 0, 0],
            [(1 << 8) | 1, (67 << 8) | 1, 0, 5u << 29],
        ];
        foreach (uint[] stream in streams)
        {
            MvpImages good = new([end], segments);
            MvpImages images = new([good.Deltas[0], stream], good.Wrap);
            MvpSoftResult result = Assert.Single(builds.Fused.Run([new MvpSoftCase("contradiction", segments, [end, end], images, [0, 1, 0, 2])]));
            Assert.Equal(
                [MvpRunReport.Ok, MvpRunReport.WrongArgument, MvpRunReport.Ok, MvpRunReport.WrongArgument], result.Reports.Select(report => report.Status));
        }
    }

    private static MvpSoftCase Case(GoldenSet set)
    {
        // The registers of all programs refer to the captured addresses; segments move them.
        MvpSegment[] captured = [.. set.Memory.Select(memory =>
            new MvpSegment(memory.Address, memory.Before, MvpMemoryMap.KindAt(memory.Address) == MvpMemoryKind.Ram))];
        return new MvpSoftCase(set.Name, captured, set.Programs, new MvpImages(set.Programs, captured), [.. Enumerable.Range(0, set.Programs.Count)]);
    }

    /// <summary>A few random programs on common memory, in random order with repetitions and losses.</summary>
    private static IReadOnlyList<MvpSoftCase> RandomCases(int firstSeed, int count, bool isHostile) =>
        [.. Enumerable.Range(firstSeed, count).Select(seed => RandomCase(seed, isHostile))];

    private static MvpSoftCase RandomCase(int seed, bool isHostile)
    {
        var random = new Random(seed);
        var source = new RandomPrograms(seed, budget: 600);
        ProgramWithBuffers[] programs = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => source.Next())];
        MvpBuffer[] buffers = [.. Enumerable.Range(0, 4).Select(index => programs.Select(program => program.Buffers[index]).MaxBy(buffer => buffer.SizeInBytes)!)];
        MvpSegment[] segments = [.. buffers.Select((buffer, index) =>
            new MvpSegment(MvpSoftProgram.AddressOf(index), source.NextBytes(buffer.SizeInBytes), buffer.Kind == MvpMemoryKind.Ram))];
        var map = new MvpMemoryMap(buffers.Select((buffer, index) => (buffer, MvpSoftProgram.AddressOf(index))));
        uint[][] words = [.. programs.Select(program => MvpEncoder.Encode(program.Program, map))];
        if (isHostile)
        {
            Array.ForEach(words, program => Break(program, random));
        }

        int?[] order = [.. Enumerable.Range(0, 8).Select(step => random.Next(3) > 0 ? step % words.Length : random.Next(-1, words.Length)).Select(index => index < 0 ? (int?)null : index)];
        return new MvpSoftCase($"seed {seed}", segments, words, new MvpImages(words, segments), order);
    }

    private static void Break(uint[] words, Random random)
    {
        for (int changes = random.Next(1, 4); changes > 0; changes--)
        {
            int index = random.Next(MvpLimits.Words - 1);
            words[index] = random.Next(4) == 0 ? (uint)random.NextInt64(1L << 32) : words[index] ^ (1u << random.Next(32));
        }
    }

    private static IReadOnlyList<MvpRunReport> AssertAgrees(MvpSoftProgram program, IReadOnlyList<MvpSoftCase> cases, MvpSimulatorOptions options)
    {
        IReadOnlyList<MvpSoftResult> results = program.Run(cases);
        foreach ((MvpSoftCase one, MvpSoftResult result) in cases.Zip(results))
        {
            MvpSoftResult expected = Simulate(one, options);
            Assert.True(expected.Reports.SequenceEqual(result.Reports), $"{one.Name}: {Text(result.Reports)}\ninstead of {Text(expected.Reports)}");
            Assert.True(expected.Memory.Zip(result.Memory).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second)), $"{one.Name}: other memory");
        }

        return [.. results.SelectMany(result => result.Reports)];

        static string Text(IReadOnlyList<MvpRunReport> reports) => string.Join('\n', reports);
    }

    private static MvpSoftResult Simulate(MvpSoftCase one, MvpSimulatorOptions options)
    {
        byte[][] memory = [.. one.Segments.Select(segment => segment.Content.ToArray())];
        var regions = new MvpMemory(one.Segments.Select((segment, index) => new MvpMemoryRegion(segment.Address, memory[index], segment.IsWritable)));
        List<MvpRunReport> reports = [];
        foreach (int? index in one.Order)
        {
            if (index is not int running)
            {
                one.Images.Forget();
                continue;
            }

            var report = MvpRunReport.Of(MvpSimulator.Run(one.Words[running], regions, options), running, one.Images.Count(running));
            reports.Add(report);
            if (report.Status is MvpRunReport.Fault or MvpRunReport.Timeout)
            {
                one.Images.Forget();
            }
        }

        return new MvpSoftResult(reports, memory);
    }
}
