using Adc.Compiler.Configuration;
using Adc.Compiler.Emission;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Lowering.Mvp;
using Adc.Compiler.Memory;
using Adc.Mvp;
using Adc.Tests.Lowering.Mvp;

namespace Adc.Tests.Emission;

/// <summary>Word streams hold what a program needs and its predecessor did not leave, and nothing else.</summary>
public sealed class ProgramStreamsTests
{
    private const int FirstArray = 8, FirstLoop = 28, WordsPerArray = 4;

    [Fact]
    public void The_first_stream_holds_every_word_that_its_program_uses()
    {
        ProgramStreams streams = ProgramStreams.Of(Plan(16, 8, 8));
        MvpProgram program = streams.Programs[0].Call.Program;
        int[] written = [.. Written(streams.Programs[0].Words)];
        Assert.All(written.GroupBy(word => word).Where(group => group.Count() > 1), group =>
            Assert.True(group.Count() == 2 && group.Key is >= FirstArray and < FirstLoop && (group.Key - FirstArray) % WordsPerArray == 0));
        Assert.Equal(
            Enumerable.Range(0, MvpLimits.Arrays).Where(array => program.Arrays[array] != MvpArray.Unused),
            written.Where(word => word is >= FirstArray and < FirstLoop).Select(word => (word - FirstArray) / WordsPerArray).Distinct().Order());
        Assert.Equal(3 * program.Instructions.Count, written.Count(word => word >= 44));
    }

    [Fact]
    public void A_program_equal_to_its_predecessor_but_for_the_sizes_of_outputs_changes_few_words()
    {
        ProgramStreams streams = ProgramStreams.Of(Plan(16, 16, 16));
        Assert.Equal("fc2s", streams.Programs[1].Call.Shape);
        int[] written = [.. Written(streams.Programs[1].Words)];
        Assert.DoesNotContain(written, word => word is >= FirstLoop and < 44);
        Assert.InRange(streams.Programs[1].Words.Count, 2, streams.Programs[0].Words.Count / 2);
    }

    [Fact]
    public void Presets_return_after_a_program_that_changed_the_register()
    {
        PlannedModel plan = Repeated(MvpOperation.MacC(MvpRegister.R0, MvpRegister.R6, MvpRegister.R7, MvpRegister.R0));
        Assert.Equal([0], Written(ProgramStreams.Of(plan).Programs[1].Words));
    }

    [Fact]
    public void Presets_that_nobody_changed_do_not_return()
    {
        PlannedModel plan = Repeated(MvpOperation.MacC(MvpRegister.R1, MvpRegister.R6, MvpRegister.R7, MvpRegister.R0));
        Assert.Equal([0u], ProgramStreams.Of(plan).Programs[1].Words);
        Assert.Equal([0u], ProgramStreams.Of(plan).Wrap);
    }

    [Fact]
    public void Addresses_name_their_array_memory_and_offset()
    {
        PlannedModel plan = Plan(16, 8, 8);
        ProgramStream stream = ProgramStreams.Of(plan).Programs[0];
        var layout = ConstantLayout.Of(plan.Lowered);
        foreach (uint word in Addresses(stream.Words))
        {
            MvpBase origin = stream.Call.Program.Arrays[(int)(word >> 29)].Base;
            bool isConstant = ProgramMemory.IsConstant(origin.Buffer);
            int constant = ProgramMemory.ConstantOf(origin.Buffer);
            uint memory = !isConstant ? 0u : plan.Lowered.Constants[constant].Placement == ConstantPlace.AcceleratorFlash ? 1u : 2u;
            int start = isConstant ? layout.Offsets[constant] : plan.OffsetOf(ProgramMemory.BufferOf(origin.Buffer));
            Assert.Equal((memory, (uint)(start + origin.OffsetInBytes)), ((word >> 26) & 7, word & 0x03FF_FFFF));
        }

        Assert.Equal(5, Addresses(stream.Words).Count());
    }

    [Fact]
    public void The_way_back_to_the_first_program_is_shorter_than_its_whole_image()
    {
        ProgramStreams streams = ProgramStreams.Of(Plan(16, 8, 8));
        Assert.InRange(streams.Wrap.Count, 2, streams.Programs[0].Words.Count - 1);
    }

    [Theory]
    [InlineData(ProgramCompression.None)]
    [InlineData(ProgramCompression.Dedupe)]
    public void Without_deltas_every_stream_holds_its_whole_program(ProgramCompression compression)
    {
        PlannedModel plan = Plan(16, 16, 16);
        ProgramStreams streams = ProgramStreams.Of(plan, compression);
        Assert.All(streams.Programs, stream =>
        {
            Assert.Equal(3 * stream.Call.Program.Instructions.Count, Written(stream.Words).Count(word => word >= 44));
            Assert.Equal(5, Addresses(stream.Words).Count());
        });
        Assert.True(streams.SizeInBytes(compression) > ProgramStreams.Of(plan).SizeInBytes(ProgramCompression.Delta));

        var input = new ConstantData(new byte[16]);
        EmittedMachine whole = new(plan, compression), deltas = new(plan);
        foreach (int round in (int[])[0, 1])
        {
            Assert.Equal(deltas.Invoke(input, round), whole.Invoke(input, round));
        }
    }

    [Fact]
    public void Equal_programs_are_stored_once_where_they_are_deduped()
    {
        PlannedModel plan = Repeated(MvpOperation.MacC(MvpRegister.R1, MvpRegister.R6, MvpRegister.R7, MvpRegister.R0));
        ProgramStreams streams = ProgramStreams.Of(plan, ProgramCompression.Dedupe);
        Assert.Equal([0, 0], streams.StoredBy(ProgramCompression.Dedupe));
        Assert.Equal([0, 1], streams.StoredBy(ProgramCompression.None));
        Assert.Equal(2 * streams.SizeInBytes(ProgramCompression.Dedupe), streams.SizeInBytes(ProgramCompression.None));
    }

    [Fact]
    public void A_model_of_the_CPU_has_no_streams()
    {
        ProgramStreams streams = ProgramStreams.Of(AcceleratedModel.Of(RandomFullyConnected.Layer(1, 3, 2), AcceleratorOptions.Default with { ForceCpu = ["0"] }).Plan);
        Assert.Empty(streams.Programs);
        Assert.Empty(streams.Wrap);
    }

    private static PlannedModel Plan(int inputs, params int[] outputs)
    {
        Graph graph = RandomFullyConnected.Chain(5, inputs, outputs);
        return AcceleratedModel.Of(graph, AcceleratorOptions.Default with { ExactRatio = 0.5, ForceMvp = AcceleratedModel.AllLayers(graph) }).Plan;
    }

    /// <summary>A model whose first layer runs one program of one instruction twice; R0 and the like are preset.</summary>
    private static PlannedModel Repeated(MvpOperation operation)
    {
        PlannedModel plan = Plan(16, 8);
        LoweredLayer layer = plan.Lowered.Layers[0];
        var builder = new MvpProgramBuilder();
        builder.Preset(MvpRegister.R0, HalfPrecision.Both(1));
        builder.Preset(MvpRegister.R6, HalfPrecision.Both(2));
        builder.Preset(MvpRegister.R7, HalfPrecision.Both(3));
        builder.Add(operation);
        Step step = layer.Steps[0] with { Call = new ProgramCall(builder.Build(), "test") };
        return plan with { Lowered = plan.Lowered with { Layers = [layer with { Steps = [step, step] }] } };
    }

    /// <summary>Positions of the words that a stream writes, addresses included.</summary>
    private static IEnumerable<int> Written(Sequence<uint> stream)
    {
        int position = 1;
        for (uint runs = stream[0] & 0xFF; runs > 0; runs--)
        {
            int first = (int)(stream[position] >> 8), count = (int)(stream[position] & 0xFF);
            foreach (int word in Enumerable.Range(first, count))
            {
                yield return word;
            }

            position += 1 + count;
        }

        foreach (uint address in Addresses(stream))
        {
            yield return FirstArray + (WordsPerArray * (int)(address >> 29));
        }
    }

    private static IEnumerable<uint> Addresses(Sequence<uint> stream) => stream.Skip(stream.Count - (int)(stream[0] >> 8));
}
