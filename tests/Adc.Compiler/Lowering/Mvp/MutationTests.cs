using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Lowering.Mvp;
using Adc.Mvp;
using Adc.Simulator.Mvp;

namespace Adc.Tests.Lowering.Mvp;

/// <summary>Single words of compiled programs, changed: the verifier, the simulator or the outputs tell, or nothing that matters has changed.</summary>
public sealed class MutationTests
{
    private const int Mutations = 10_000, Inputs = 100;
    private const long InstructionLimit = 20_000;

    [Fact]
    public void A_changed_word_is_caught_or_harmless()
    {
        Subject[] subjects = [.. new[] { (1, 16, 12), (2, 7, 9), (3, 24, 4), (4, 33, 20) }
            .SelectMany(sizes => Subject.Of(AcceleratedModel.Of(RandomFullyConnected.Chain(sizes.Item1, sizes.Item2, sizes.Item3, 8), Forced(2), seed: sizes.Item1)))];
        var random = new Random(20);
        Dictionary<Verdict, int> verdicts = [];
        for (int mutation = 0; mutation < Mutations; mutation++)
        {
            Subject subject = subjects[random.Next(subjects.Length)];
            uint[] words = [.. subject.Words];
            int index = random.Next(MvpLimits.Words);
            words[index] = random.Next(3) == 0 ? (uint)random.NextInt64(1L << 32) : words[index] ^ (1u << random.Next(32));
            Verdict verdict = subject.Judge(words, out MvpRun? run);
            verdicts[verdict] = verdicts.GetValueOrDefault(verdict) + 1;
            Assert.False(
                verdict == Verdict.Stopped && run!.Outcome == MvpOutcome.Faulted,
                $"mutation {mutation}, word {index} = 0x{words[index]:X8}: the verifier accepts what ends with {run?.Fault}");
        }

        Assert.Equal(Mutations, verdicts.Values.Sum());
        Assert.All(Enum.GetValues<Verdict>(), verdict => Assert.True(verdicts.GetValueOrDefault(verdict) > Mutations / 500, $"{verdict}: {verdicts.GetValueOrDefault(verdict)}"));
    }

    [Fact]
    public void An_unchanged_program_is_accepted_and_gives_equal_output()
    {
        foreach (Subject subject in Subject.Of(AcceleratedModel.Of(RandomFullyConnected.Chain(1, 16, 12, 8), Forced(2))))
        {
            Assert.True(subject.IsAccepted(subject.Words));
            Assert.Equal(Verdict.Equal, subject.Judge(subject.Words, out _));
        }
    }

    private static AcceleratorOptions Forced(int layers) =>
        AcceleratorOptions.Default with { ExactRatio = 0.5, ForceMvp = [.. Enumerable.Range(0, layers).Select(index => $"{index}")] };

    private enum Verdict
    {
        /// <summary>By the verifier.</summary>
        Refused,

        /// <summary>The simulator raised a numeric flag or came to its limit.</summary>
        Stopped,

        /// <summary>The outputs tell.</summary>
        Different,

        Equal,
    }

    /// <summary>One program on 100 inputs.</summary>
    private sealed class Subject
    {
        private readonly MvpBuffer[] buffers;
        private readonly MvpMemoryMap map;
        private readonly AcceleratedModel model;
        private readonly byte[][] expected;
        private readonly MvpBufferId input, output;

        private Subject(AcceleratedModel model, Step step)
        {
            this.model = model;
            MvpProgram program = ((ProgramCall)step.Call).Program;
            buffers = [.. ProgramMemory.Describe(program, model.Lowered.Buffers, model.Lowered.Constants)];
            map = MvpMemoryMap.Guess(buffers);
            (input, output) = (ProgramMemory.Of(step.Input), ProgramMemory.Of(step.Output));
            Words = MvpEncoder.Encode(program, map);
            expected = Outputs(Words, out _)!;
        }

        public uint[] Words { get; }

        public static IEnumerable<Subject> Of(AcceleratedModel model) =>
            model.Lowered.Steps.Where(step => step.Call is ProgramCall).Select(step => new Subject(model, step));

        public bool IsAccepted(uint[] words) => MvpProgramVerifier.Verify(words, map).Count == 0;

        public Verdict Judge(uint[] words, out MvpRun? run)
        {
            run = null;
            if (!IsAccepted(words))
            {
                return Verdict.Refused;
            }

            byte[][]? outputs = Outputs(words, out run);
            return outputs is null ? Verdict.Stopped
                : outputs.Zip(expected).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second)) ? Verdict.Equal : Verdict.Different;
        }

        private byte[][]? Outputs(uint[] words, out MvpRun run)
        {
            var memory = new MvpBatchMemory(Inputs);
            var random = new Random(7);
            foreach (MvpBuffer buffer in buffers)
            {
                uint address = map.AddressOf(buffer.Id);
                if (buffer.Kind == MvpMemoryKind.Flash)
                {
                    memory.AddCommon(address, Constant(buffer).Bytes);
                    continue;
                }

                memory.AddOwn(address, buffer.SizeInBytes);
                if (ProgramMemory.IsConstant(buffer.Id))
                {
                    memory.WriteAll(address, Constant(buffer).Bytes.Span);
                }

                byte[] bytes = new byte[buffer.SizeInBytes];
                for (int row = 0; row < Inputs && buffer.Id == input; row++)
                {
                    random.NextBytes(bytes);
                    memory.Write(row, address, bytes);
                }
            }

            run = MvpBatchSimulator.Run(words, memory, MvpSimulatorOptions.Default with { InstructionLimit = InstructionLimit });
            // Constants in RAM count as outputs: the next inference reads them.
            MvpBuffer[] judged = [.. buffers.Where(buffer => buffer.Id == output || (ProgramMemory.IsConstant(buffer.Id) && buffer.Kind == MvpMemoryKind.Ram))];
            return run.Outcome == MvpOutcome.Done && (run.Flags & MvpFlags.WrongResult) == 0
                ? [.. Enumerable.Range(0, Inputs).Select(row => judged.SelectMany(buffer => memory.Read(row, map.AddressOf(buffer.Id), buffer.SizeInBytes)).ToArray())]
                : null;
        }

        private ConstantData Constant(MvpBuffer buffer) => model.Lowered.Constants[ProgramMemory.ConstantOf(buffer.Id)].Data;
    }
}
