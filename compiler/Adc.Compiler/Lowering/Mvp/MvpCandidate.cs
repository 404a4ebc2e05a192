using Adc.Compiler.Ir;
using Adc.Mvp;

namespace Adc.Compiler.Lowering.Mvp;

/// <summary>One way to compute a layer on the accelerator, not yet tied to the model's buffers.</summary>
/// <param name="Shape">Name of the program shape.</param>
/// <param name="Idea">What is particular about it, for the report.</param>
/// <param name="ScratchSizesInBytes">Memory that the programs hand to each other, piece by piece.</param>
/// <param name="LongestSum">Most products that are added one after the other in half precision.</param>
/// <param name="Accumulators">How many sums each output is made of: 1, or 2 that take the inputs in turn and are added at the end.</param>
internal sealed record MvpCandidate(
    string Shape, string Idea, Sequence<CandidateProgram> Programs, Sequence<CandidateConstant> Constants, Sequence<int> ScratchSizesInBytes,
    int LongestSum, int Accumulators = 1)
{
    private const int FirstScratch = 3, FirstConstant = 8;

    /// <summary>The layer's first input.</summary>
    public static MvpBufferId Input { get; } = InputAt(0);

    /// <summary>The first piece of scratch memory.</summary>
    public static MvpBufferId Scratch { get; } = ScratchAt(0);

    public static MvpBufferId Output { get; } = new(2);

    /// <summary>Bytes of the output's buffer: programs may store whole blocks beyond the tensor's end; 0 for the tensor rounded up to words.</summary>
    public int OutputSizeInBytes { get; init; }

    /// <summary>Inputs are summed innermost, in the two lanes of an element; else each input goes to several outputs inside the loop over inputs.</summary>
    public bool InputsInnermost { get; init; }

    /// <summary>Inputs whose products are added up before the sum is scaled and begun anew; all of them in most shapes.</summary>
    public int InputsPerSum => LongestSum * Accumulators;

    /// <summary>One of at most two inputs.</summary>
    public static MvpBufferId InputAt(int index) => new(index);

    /// <summary>One of at most five pieces of scratch memory.</summary>
    public static MvpBufferId ScratchAt(int index) => new(FirstScratch + index);

    public static MvpBufferId Constant(int index) => new(FirstConstant + index);

    public static int ScratchIndex(MvpBufferId id) => id.Value is >= FirstScratch and < FirstConstant ? id.Value - FirstScratch : -1;

    public static int ConstantIndex(MvpBufferId id) => id.Value - FirstConstant;

    /// <summary>All memory that the programs name.</summary>
    public IReadOnlyList<MvpBuffer> Buffers(IReadOnlyList<int> inputSizesInBytes, int outputSizeInBytes) =>
    [
        .. inputSizesInBytes.Select((size, index) => new MvpBuffer(InputAt(index), inputSizesInBytes.Count == 1 ? "in" : $"in{index}", MvpMemoryKind.Ram, size)),
        new(Output, "out", MvpMemoryKind.Ram, Math.Max(outputSizeInBytes, OutputSizeInBytes)),
        .. ScratchSizesInBytes.Select((size, index) => new MvpBuffer(ScratchAt(index), ScratchSizesInBytes.Count == 1 ? "x'" : $"x'{index}", MvpMemoryKind.Ram, Math.Max(4, size))),
        .. Constants.Select((constant, index) => new MvpBuffer(
            Constant(index), constant.Role, constant.InRam ? MvpMemoryKind.Ram : MvpMemoryKind.Flash, constant.Data.Bytes.Length,
            IsConstant: true)),
    ];

    /// <summary>Cycles by the cycle model, weights in flash, one inference.</summary>
    public long Cycles(IReadOnlyList<int> inputSizesInBytes, int outputSizeInBytes, MvpTiming timing)
    {
        var map = MvpMemoryMap.Guess(Buffers(inputSizesInBytes, outputSizeInBytes));
        return Programs.Sum(program => MvpCycleModel.Count(program.Program, map, timing).Cycles);
    }

    /// <summary>The same with all constants in RAM.</summary>
    public MvpCandidate InRam => this with { Constants = [.. Constants.Select(constant => constant with { InRam = true })] };
}

/// <summary>One program of a candidate.</summary>
internal sealed record CandidateProgram(string Purpose, MvpProgram Program)
{
    private IEnumerable<MvpBufferId> Loaded => Program.Instructions.SelectMany(instruction => (MvpStream?[])[instruction.Load0, instruction.Load1])
        .OfType<MvpStream>().Select(BufferOf).Distinct();

    private IEnumerable<MvpBufferId> Stored => Program.Instructions.Select(instruction => instruction.Store).OfType<MvpStream>().Select(BufferOf).Distinct();

    /// <summary>Memory that it leaves its result in.</summary>
    public MvpBufferId To => Stored.Contains(MvpCandidate.Output) ? MvpCandidate.Output : Stored.Single();

    /// <summary>Scratch memory that it writes and reads for itself, or null.</summary>
    public MvpBufferId? Own => Stored.Where(id => id != To).Select(id => (MvpBufferId?)id).SingleOrDefault();

    /// <summary>Memory that it reads and did not write itself.</summary>
    public IEnumerable<MvpBufferId> From => Loaded.Where(id => id != Own);

    private MvpBufferId BufferOf(MvpStream stream) => Program.Arrays[stream.Array].Base.Buffer;
}

/// <param name="InRam">The array must lie in RAM: a record that a stream reads beside another array.</param>
internal sealed record CandidateConstant(string Role, ConstantData Data, string Remark, bool InRam);
