namespace Adc.Mvp;

/// <summary>A program as nested loops: each node a loop with its body, or one instruction.</summary>
internal abstract record MvpNode;

internal sealed record MvpInstructionNode(int Instruction) : MvpNode;

/// <param name="Number">The loop, or -1 for the program as a whole.</param>
internal sealed record MvpLoopNode(int Number, int Iterations, MvpIndexSet StepOnExit, MvpIndexSet ResetOnExit, MvpNode[] Body) : MvpNode;

/// <summary>Finds the nesting of a program's loops.</summary>
internal static class MvpLoopTree
{
    /// <summary>The tree, or null and the reasons why the loops do not nest.</summary>
    public static MvpLoopNode? Build(MvpProgram program, List<MvpViolation> violations)
    {
        int before = violations.Count;
        List<(int Loop, int Begin, int End)> spans = [];
        for (int loop = 0; loop < MvpLimits.Loops; loop++)
        {
            if (Span(program, loop, violations) is { } span)
            {
                spans.Add(span);
            }
        }

        foreach ((int outer, int outerBegin, int outerEnd) in spans)
        {
            foreach ((int inner, int begin, int end) in spans.Where(span => span.Loop > outer))
            {
                if (begin < outerBegin && end >= outerEnd || begin <= outerBegin && end > outerEnd)
                {
                    violations.Add(new(MvpRule.LoopOrder, FormattableString.Invariant(
                        $"loop {inner} encloses loop {outer}; the enclosing loop must have the lower number")));
                }
                else if (begin <= outerEnd && outerBegin <= end && (begin < outerBegin || end > outerEnd))
                {
                    violations.Add(new(MvpRule.LoopNesting, FormattableString.Invariant(
                        $"loop {outer} (instructions {outerBegin} to {outerEnd}) and loop {inner} (instructions {begin} to {end}) ")
                        + "overlap without nesting"));
                }
            }
        }

        if (violations.Count > before)
        {
            return null;
        }

        int next = 0;
        MvpNode[] body = Body(program, spans, depth: 0, ref next, program.Instructions.Count - 1);
        return new MvpLoopNode(-1, 1, MvpIndexSet.Empty, MvpIndexSet.Empty, body);
    }

    private static (int Loop, int Begin, int End)? Span(MvpProgram program, int loop, List<MvpViolation> violations)
    {
        int[] begins = [.. Where(program, instruction => instruction.Begins.Contains(loop))];
        int[] ends = [.. Where(program, instruction => instruction.Ends.Contains(loop))];
        if (begins.Length == 0 && ends.Length == 0)
        {
            return null;
        }

        if (begins.Length != 1 || ends.Length != 1)
        {
            violations.Add(new(MvpRule.LoopSpan, FormattableString.Invariant(
                $"loop {loop} begins at {begins.Length} instructions and ends at {ends.Length}; it needs one of each")));
            return null;
        }

        if (begins[0] > ends[0])
        {
            violations.Add(new(MvpRule.LoopSpan, FormattableString.Invariant(
                $"loop {loop} ends at instruction {ends[0]}, before it begins at instruction {begins[0]}")));
            return null;
        }

        return (loop, begins[0], ends[0]);
    }

    private static IEnumerable<int> Where(MvpProgram program, Func<MvpInstruction, bool> condition) =>
        Enumerable.Range(0, program.Instructions.Count).Where(index => condition(program.Instructions[index]));

    // spans are in ascending order of number, so that of those beginning at one instruction the outermost comes first.
    private static MvpNode[] Body(MvpProgram program, List<(int Loop, int Begin, int End)> spans, int depth, ref int next, int last)
    {
        List<MvpNode> body = [];
        while (next <= last)
        {
            int begin = next;
            int position = spans.FindIndex(depth, span => span.Begin == begin);
            if (position < 0)
            {
                body.Add(new MvpInstructionNode(next++));
                continue;
            }

            (int loop, _, int end) = spans[position];
            MvpNode[] inner = Body(program, spans, position + 1, ref next, end);
            MvpLoop shape = program.Loops[loop];
            body.Add(new MvpLoopNode(loop, shape.Iterations, shape.StepOnExit, shape.ResetOnExit, inner));
        }

        return [.. body];
    }
}
