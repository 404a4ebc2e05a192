namespace Adc.Mvp;

/// <summary>What a program must keep to, by kind.</summary>
public enum MvpRule
{
    /// <summary>Five arrays, eight loops, eight presets, one to eight instructions.</summary>
    Counts,

    /// <summary>Words that no program of ours has: no end, an odd command, bits outside the fields.</summary>
    Encoding,

    /// <summary>Dimension sizes from 1 to 1024.</summary>
    Size,

    /// <summary>Strides from -2048 to 2047.</summary>
    Stride,

    /// <summary>Loop counts from 1 to 1024.</summary>
    Iterations,

    /// <summary>Six element types exist.</summary>
    ElementType,

    /// <summary>Operations and operand modifiers whose meaning is known.</summary>
    Operation,

    /// <summary>Registers 0 to 7; none read before it has a value; none preset in vain; no two writers in one instruction.</summary>
    RegisterUse,

    /// <summary>Arrays 0 to 4, and those that are used declared.</summary>
    ArrayUse,

    /// <summary>No index moved twice in one step.</summary>
    IndexSteps,

    /// <summary>Each loop begins once and ends once, in this order.</summary>
    LoopSpan,

    /// <summary>Loops enclose each other or stand apart.</summary>
    LoopNesting,

    /// <summary>Of two nested loops the outer one has the lower number.</summary>
    LoopOrder,

    /// <summary>Elements lie at multiples of their size.</summary>
    Alignment,

    /// <summary>Every access stays inside its buffer.</summary>
    Bounds,

    /// <summary>No store goes to flash.</summary>
    ReadOnly,
}

/// <summary>One way in which a program breaks a rule, as a sentence.</summary>
public sealed record MvpViolation(MvpRule Rule, string Sentence)
{
    public override string ToString() => Sentence;
}
