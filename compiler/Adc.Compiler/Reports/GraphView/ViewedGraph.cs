namespace Adc.Compiler.Reports.GraphView;

/// <summary>A model as a picture shows it: boxes and the arrows between them. Constants stand in the facts of the box that reads them.</summary>
/// <param name="Boxes">In execution order; inputs first, outputs last.</param>
/// <param name="Arrows">By places in <paramref name="Boxes"/>; each leads to a later box.</param>
internal sealed record ViewedGraph(string Name, string Remark, IReadOnlyList<ViewedBox> Boxes, IReadOnlyList<ViewedArrow> Arrows);

/// <summary>An operator, or an edge of the model.</summary>
/// <param name="Kind">"mvp", "cpu", "none" (renames only), "plain" (engine unknown), "input", "output" or "state".</param>
/// <param name="Title">What it is: CONV_2D.</param>
/// <param name="Name">What the model calls it.</param>
/// <param name="Line">A line more: the shape of the output, the cycles.</param>
/// <param name="Facts">All there is to say, as pairs.</param>
internal sealed record ViewedBox(string Kind, string Title, string Name, string Line, IReadOnlyList<(string Label, string Value)> Facts)
{
    /// <summary>An operator; else an edge of the model.</summary>
    public bool IsOperator => Kind is "mvp" or "cpu" or "none" or "plain";
}

internal readonly record struct ViewedArrow(int From, int To);
