using Adc.Compiler.Configuration;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Lowering.Mvp;
using Adc.Compiler.Memory;
using Adc.Mvp;

namespace Adc.Compiler.Emission;

/// <summary>The accelerator programs of a model as the driver's word streams, each relative to the program before it.</summary>
/// <remarks>
/// Only words that matter to a program and differ from what the registers hold are in a stream, and the few between them that are
/// quicker written than left out: words of unused arrays, loops and
/// instructions never are, presets are whenever a program in between may have changed the register. Format: firmware/mvp/adc_mvp.h.
/// </remarks>
public sealed record ProgramStreams(Sequence<ProgramStream> Programs, Sequence<uint> Wrap)
{
    private const int RegisterWords = 8, ArrayWords = 4, LoopWords = 2, InstructionWords = 3;
    private const int FirstArray = RegisterWords;
    private const int FirstLoop = FirstArray + (MvpLimits.Arrays * ArrayWords);
    private const int FirstInstruction = FirstLoop + (MvpLimits.Loops * LoopWords);

    // To write a word costs less than to begin a run; up to this many unchanged words join two runs.
    private const int LongestBridge = 3;

    /// <summary>Numbers of the memories that address words name.</summary>
    public const int ArenaSegment = 0, FlashSegment = 1, RamSegment = 2;

    /// <param name="compression">Delta, or else whole programs, which assume nothing.</param>
    public static ProgramStreams Of(PlannedModel plan, ProgramCompression compression = ProgramCompression.Delta)
    {
        var layout = ConstantLayout.Of(plan.Lowered);
        Image[] images = [.. plan.Lowered.Steps.Select(step => step.Call).OfType<ProgramCall>().Select(call => Image.Of(call.Program, plan, layout))];
        ProgramCall[] calls = [.. plan.Lowered.Steps.Select(step => step.Call).OfType<ProgramCall>()];
        var held = new uint?[MvpLimits.Words];
        List<ProgramStream> programs = [];
        for (int index = 0; index < images.Length; index++)
        {
            Sequence<uint> words = Difference(images[index], held);
            programs.Add(new ProgramStream(calls[index], words));
            if (compression == ProgramCompression.Delta)
            {
                Run(images[index], calls[index].Program, held);
            }
        }

        return new ProgramStreams(programs.ToSequence(), images.Length == 0 ? [] : Difference(images[0], held));
    }

    /// <summary>For each program the first one whose words serve for it: itself, or one with equal words where these are stored once.</summary>
    public int[] StoredBy(ProgramCompression compression) => [.. Programs.Select((program, index) =>
        compression == ProgramCompression.Dedupe ? Programs.TakeWhile(other => !other.Words.Equals(program.Words)).Count() : index)];

    /// <summary>Bytes of programs that lie in RAM; 0 where they stay in flash.</summary>
    public static int BytesInRam(PlannedModel plan, CodeStyle style) =>
        style.ProgramPlacement == ProgramPlacement.Ram ? Of(plan, style.ProgramCompression).SizeInBytes(style.ProgramCompression) : 0;

    /// <summary>Bytes of all arrays of words that are emitted.</summary>
    public int SizeInBytes(ProgramCompression compression) => sizeof(uint) * (
        StoredBy(compression).Distinct().Sum(index => Programs[index].Words.Count) + (compression == ProgramCompression.Delta ? Wrap.Count : 0));

    private static Sequence<uint> Difference(Image image, uint?[] held)
    {
        int[] changed = [.. Enumerable.Range(0, MvpLimits.Words).Where(index => image.Words[index] is uint word && held[index] != word)];
        int[] plain = [.. changed.Where(index => !IsAddress(index))];
        List<uint> stream = [0];
        int runs = 0;
        for (int start = 0; start < plain.Length;)
        {
            int end = start + 1;
            while (end < plain.Length && Enumerable.Range(plain[end - 1] + 1, plain[end] - plain[end - 1] - 1).ToArray() is var between
                && between.Length <= LongestBridge && between.All(MayBeWritten))
            {
                end++;
            }

            int first = plain[start], words = plain[end - 1] + 1 - first;
            stream.Add(((uint)first << 8) | (uint)words);
            stream.AddRange(Enumerable.Range(first, words).Select(Word));
            start = end;
            runs++;
        }

        uint[] addresses = [.. changed.Where(IsAddress).Select(index => ((uint)(index - FirstArray) / ArrayWords << 29) | image.Words[index]!.Value)];
        stream.AddRange(addresses);
        stream[0] = (uint)runs | ((uint)addresses.Length << 8);
        return stream.ToSequence();

        // An address that changes is written after the runs; one that stays would be lost.
        bool MayBeWritten(int index) => !IsAddress(index) || Array.BinarySearch(changed, index) >= 0;

        uint Word(int index) => IsAddress(index) ? 0 : image.Words[index] ?? held[index] ?? 0;
    }

    private static bool IsAddress(int index) => index is >= FirstArray and < FirstLoop && (index - FirstArray) % ArrayWords == 0;

    // What the registers hold after a program: its words, but unknown numbers in the ALU registers that it wrote.
    private static void Run(Image image, MvpProgram program, uint?[] held)
    {
        for (int index = 0; index < MvpLimits.Words; index++)
        {
            held[index] = image.Words[index] ?? held[index];
        }

        for (int register = 0; register < MvpLimits.Registers; register++)
        {
            if ((program.WrittenRegisters & (1 << register)) != 0)
            {
                held[register] = null;
            }
        }
    }

    /// <summary>The words that matter, null elsewhere. Address words hold segment and offset.</summary>
    private sealed record Image(uint?[] Words)
    {
        public static Image Of(MvpProgram program, PlannedModel plan, ConstantLayout layout)
        {
            uint[] encoded = MvpEncoder.Encode(program with { Arrays = [.. program.Arrays.Select(array => array with { Base = MvpBase.At(0) })] }, MvpMemoryMap.AddressesOnly);
            var words = new uint?[MvpLimits.Words];
            void Keep(int first, int count)
            {
                for (int index = first; index < first + count; index++)
                {
                    words[index] = encoded[index];
                }
            }

            for (int register = 0; register < MvpLimits.Registers; register++)
            {
                if (program.Presets[register] is not null)
                {
                    Keep(register, 1);
                }
            }

            foreach (int array in Enumerable.Range(0, MvpLimits.Arrays).Where(array => program.Arrays[array] != MvpArray.Unused))
            {
                Keep(FirstArray + (array * ArrayWords), ArrayWords);
                words[FirstArray + (array * ArrayWords)] = Address(program.Arrays[array].Base, plan, layout);
            }

            foreach (int loop in Enumerable.Range(0, MvpLimits.Loops).Where(loop => program.Instructions.Any(instruction => (instruction.Begins.Mask & (1 << loop)) != 0)))
            {
                Keep(FirstLoop + (loop * LoopWords), LoopWords);
            }

            Keep(FirstInstruction, program.Instructions.Count * InstructionWords);
            return new Image(words);
        }

        private static uint Address(MvpBase origin, PlannedModel plan, ConstantLayout layout)
        {
            (int segment, long start) = ProgramMemory.IsConstant(origin.Buffer)
                ? (plan.Lowered.Constants[ProgramMemory.ConstantOf(origin.Buffer)].Placement == ConstantPlace.AcceleratorRam ? RamSegment : FlashSegment,
                    layout.Offsets[ProgramMemory.ConstantOf(origin.Buffer)])
                : (ArenaSegment, (long)plan.OffsetOf(ProgramMemory.BufferOf(origin.Buffer)));
            return ((uint)segment << 26) | (uint)(start + origin.OffsetInBytes);
        }
    }
}

/// <summary>One program and its words relative to the program before it.</summary>
public sealed record ProgramStream(ProgramCall Call, Sequence<uint> Words);
