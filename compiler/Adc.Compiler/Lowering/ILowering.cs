using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering;

/// <summary>Lowers one kind of operator to steps, or reports why it cannot.</summary>
internal interface ILowering
{
    /// <summary>The rules that decide whether a node can be lowered, each a sentence for diagnostics and the support table.</summary>
    IReadOnlyList<LegalityRule> Rules { get; }

    /// <summary>True when the node would rather read its first input as widened int16.</summary>
    bool PrefersWidenedInput(Node node, LoweringContext context) => false;

    /// <summary>Adds the steps of a node whose rules all hold.</summary>
    void Lower(Node node, LoweringContext context);
}

/// <summary>A named condition on a node.</summary>
/// <param name="Sentence">What is required; stands in the diagnostic and in the support table.</param>
internal record LegalityRule(string Sentence, Func<Node, Graph, bool> Holds);

/// <summary>A condition on element types.</summary>
internal sealed record TypeRule(string Sentence, Func<Node, Graph, bool> Holds) : LegalityRule(Sentence, Holds);
