namespace Adc.Mvp;

/// <summary>Writes a program top down: arrays, loops from the outermost inwards, presets, instructions.</summary>
/// <example>
/// A copy of n words:
/// <code>
/// var program = new MvpProgramBuilder();
/// MvpArrayHandle from = program.Array(source, MvpElementType.ComplexBinary16, d2: new(n, 1));
/// MvpArrayHandle to = program.Array(target, MvpElementType.ComplexBinary16, d2: new(n, 1));
/// MvpLoopSet words = program.Loop(n);
/// program.Add(MvpOperation.Noop, load0: from.To(R0, MvpAxes.D2), store: to.From(R0, MvpAxes.D2), begins: words, ends: words);
/// return program.Build();
/// </code>
/// </example>
public sealed class MvpProgramBuilder
{
    private readonly MvpComplex?[] presets = new MvpComplex?[MvpLimits.Registers];
    private readonly List<MvpArray> arrays = [];
    private readonly List<MvpLoop> loops = [];
    private readonly List<MvpInstruction> instructions = [];

    /// <summary>Declares the next array; axes left out have one element.</summary>
    public MvpArrayHandle Array(
        MvpBase origin, MvpElementType type, MvpDimension? d0 = null, MvpDimension? d1 = null, MvpDimension? d2 = null)
    {
        Reserve(arrays.Count, MvpLimits.Arrays, "arrays");
        arrays.Add(new MvpArray(
            origin, type, d0 ?? MvpDimension.Single, d1 ?? MvpDimension.Single, d2 ?? MvpDimension.Single));
        return new MvpArrayHandle(arrays.Count - 1);
    }

    /// <summary>Declares the next loop, to nest inside those declared before it that span the same instructions.</summary>
    public MvpLoopSet Loop(int iterations, MvpIndexSet stepOnExit = default, MvpIndexSet resetOnExit = default)
    {
        Reserve(loops.Count, MvpLimits.Loops, "loops");
        loops.Add(new MvpLoop(iterations, stepOnExit, resetOnExit));
        return MvpLoopSet.Of(loops.Count - 1);
    }

    /// <summary>Gives a register its content at the start.</summary>
    public void Preset(MvpRegister register, MvpComplex value) => presets[register.Index] = value;

    public void Add(
        MvpOperation operation,
        MvpStream? load0 = null,
        MvpStream? load1 = null,
        MvpStream? store = null,
        MvpLoopSet begins = default,
        MvpLoopSet ends = default)
    {
        Reserve(instructions.Count, MvpLimits.Instructions, "instructions");
        instructions.Add(new MvpInstruction(operation, load0, load1, store, begins, ends));
    }

    public MvpProgram Build() => new(
        [.. presets],
        [.. arrays, .. Enumerable.Repeat(MvpArray.Unused, MvpLimits.Arrays - arrays.Count)],
        [.. loops, .. Enumerable.Repeat(MvpLoop.Unused, MvpLimits.Loops - loops.Count)],
        [.. instructions]);

    private static void Reserve(int used, int available, string what)
    {
        if (used == available)
        {
            throw new InvalidOperationException(FormattableString.Invariant($"a program holds no more than {available} {what}"));
        }
    }
}

/// <summary>An array that a builder declared.</summary>
public readonly record struct MvpArrayHandle(int Index)
{
    /// <summary>One index each, for loops to step or reset.</summary>
    public MvpIndexSet D0 => MvpIndexSet.Of(Index, MvpAxes.D0);

    public MvpIndexSet D1 => MvpIndexSet.Of(Index, MvpAxes.D1);

    public MvpIndexSet D2 => MvpIndexSet.Of(Index, MvpAxes.D2);

    /// <summary>A load from the current element to a register.</summary>
    public MvpStream To(MvpRegister register, MvpAxes step = MvpAxes.None) => new(register, Index, step);

    /// <summary>A store of a register to the current element.</summary>
    public MvpStream From(MvpRegister register, MvpAxes step = MvpAxes.None) => new(register, Index, step);
}
