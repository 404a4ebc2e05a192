using Adc.Compiler.Ir;
using Adc.Mvp;

namespace Adc.Compiler.Lowering.Mvp;

/// <summary>One way to compute a layer on the accelerator, not yet tied to the model's buffers.</summary>
/// <param name="Shape">Name of the program shape.</param>
/// <param name="Idea">What is particular about it, for the report.</param>
/// <param name="LongestSum">Most products that are added one after the other in half precision.</param>
/// <param name="Accumulators">How many sums each output is made of: 1, or 2 that take the inputs in turn and are added at the end.</param>
internal sealed record MvpCandidate(
    string Shape, string Idea, Sequence<CandidateProgram> Programs, Sequence<CandidateConstant> Constants, int ScratchSizeInBytes, int LongestSum,
    int Accumulators = 1)
{
    public static MvpBufferId Input { get; } = new(0);

    public static MvpBufferId Scratch { get; } = new(1);

    public static MvpBufferId Output { get; } = new(2);

    /// <summary>Inputs whose products are added up before the sum is scaled and begun anew; all of them in most shapes.</summary>
    public int InputsPerSum => LongestSum * Accumulators;

    private const int FirstConstant = 3;

    public static MvpBufferId Constant(int index) => new(FirstConstant + index);

    public static int ConstantIndex(MvpBufferId id) => id.Value - FirstConstant;

    /// <summary>All memory that the programs name.</summary>
    public IReadOnlyList<MvpBuffer> Buffers(int inputSizeInBytes, int outputSizeInBytes) =>
    [
        new(Input, "in", MvpMemoryKind.Ram, inputSizeInBytes),
        new(Scratch, "x'", MvpMemoryKind.Ram, Math.Max(4, ScratchSizeInBytes)),
        new(Output, "out", MvpMemoryKind.Ram, outputSizeInBytes),
        .. Constants.Select((constant, index) => new MvpBuffer(
            Constant(index), constant.Role, constant.InRam ? MvpMemoryKind.Ram : MvpMemoryKind.Flash, constant.Data.Bytes.Length,
            IsConstant: true)),
    ];

    /// <summary>Cycles by the cycle model, weights in flash, one inference.</summary>
    public long Cycles(int inputSizeInBytes, int outputSizeInBytes, MvpTiming timing)
    {
        var map = MvpMemoryMap.Guess(Buffers(inputSizeInBytes, outputSizeInBytes));
        return Programs.Sum(program => MvpCycleModel.Count(program.Program, map, timing).Cycles);
    }

    /// <summary>The same with all constants in RAM.</summary>
    public MvpCandidate InRam => this with { Constants = [.. Constants.Select(constant => constant with { InRam = true })] };
}

/// <param name="From">Memory that the program reads besides constants.</param>
/// <param name="To">Memory that it leaves its result in.</param>
/// <param name="UsesScratch">It also writes and reads the scratch for itself.</param>
internal sealed record CandidateProgram(string Purpose, MvpProgram Program, MvpBufferId From, MvpBufferId To, bool UsesScratch = false);

/// <param name="InRam">The array must lie in RAM: a record that a stream reads beside another array.</param>
internal sealed record CandidateConstant(string Role, ConstantData Data, string Remark, bool InRam);
