namespace Adc.Mvp;

/// <summary>Time of one run of a program.</summary>
public readonly record struct MvpCycles(long Cycles, long Instructions);

/// <summary>Predicts how many cycles the accelerator runs for a program.</summary>
public static class MvpCycleModel
{
    /// <summary>Cycles of a program whose loops nest, by composing what each loop does; the same as <see cref="Step"/>, sooner.</summary>
    public static MvpCycles Count(MvpProgram program, MvpMemoryMap map, MvpTiming? timing = null)
    {
        List<MvpViolation> violations = [];
        MvpLoopNode tree = MvpLoopTree.Build(program, violations)
            ?? throw new ArgumentException(violations[0].Sentence, nameof(program));
        return new MvpCycleComposition(program, map, timing ?? MvpTiming.Default).Run(tree);
    }

    /// <summary>Cycles by issuing one instruction after the other: what <see cref="Count"/> must agree with.</summary>
    public static MvpCycles Step(MvpProgram program, MvpMemoryMap map, MvpTiming? timing = null)
    {
        var sequencer = new MvpSequencer(program, map);
        var rules = new MvpIssueRules(program, timing ?? MvpTiming.Default);
        long instructions = 0;
        MvpProgress progress;
        do
        {
            sequencer.Enter();
            MvpInstruction instruction = program.Instructions[sequencer.ProgramCounter];
            rules.Issue(sequencer.ProgramCounter, Address(sequencer, instruction.Load0), Address(sequencer, instruction.Load1));
            instructions++;
            progress = sequencer.Leave();
        }
        while (progress == MvpProgress.Continues);

        return new MvpCycles(rules.Total, instructions);
    }

    private static uint Address(MvpSequencer sequencer, MvpStream? stream) => stream is { } used ? sequencer.Address(used.Array) : 0;
}
