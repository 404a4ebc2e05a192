namespace Adc.Compiler.Reports.Html;

/// <summary>What templates/html/report.html.hbs lays out. Null or empty: the section is left out.</summary>
/// <param name="Policy">Content of the Content-Security-Policy: nothing is loaded, and no script runs but the page's own.</param>
/// <param name="Verdict">One sentence.</param>
/// <param name="VerdictClass">"pass", "fail" or "unchecked".</param>
internal sealed record ReportView(
    Markup Policy, Markup Style, Markup Script, Markup Title, Markup Subtitle, Markup Version, Markup Verdict, Markup VerdictClass, IReadOnlyList<CardView> Cards,
    IReadOnlyList<FactView> Facts, IReadOnlyList<FitView> Fits, MemoryView? Memory, BarsView? Cycles, IReadOnlyList<HintView> Hints, BarsView? Errors, TestView? Test, IReadOnlyList<ShapeView> Shapes,
    Markup? ShapesCut, LayersView? Layers, IReadOnlyList<DiagnosticView> Diagnostics, IReadOnlyList<SectionView> Sections);

/// <summary>A figure on top of the page.</summary>
/// <param name="Key">Where it stands in report.json: "cycles.total".</param>
/// <param name="Raw">The value there.</param>
/// <param name="Kind">Where it comes from: "modelled", "emulated"; empty for what is exact.</param>
internal sealed record CardView(Markup Label, Markup Value, Markup Key, Markup Raw, Markup Kind, IReadOnlyList<Markup> Notes);

/// <summary>A line of the description: "input", "int8 [1,640]".</summary>
internal sealed record FactView(Markup Label, Markup Value);

/// <summary>How much of one memory is used.</summary>
/// <param name="Sum">"272,476 B of 1,507,328 B".</param>
/// <param name="Bar">The picture.</param>
/// <param name="Parts">Its legend, part by part.</param>
internal sealed record FitView(Markup Name, Markup Sum, Markup Share, Markup Bar, IReadOnlyList<LegendView> Parts, Markup Note);

/// <param name="Swatch">CSS class of the colour.</param>
internal sealed record LegendView(Markup Swatch, Markup Label, Markup Value);

internal sealed record MemoryView(Markup Picture, IReadOnlyList<LegendView> Legend, Markup Note);

/// <summary>Horizontal bars, one for each layer.</summary>
internal sealed record BarsView(IReadOnlyList<LegendView> Legend, IReadOnlyList<BarView> Rows, Markup Note);

/// <summary>What would save cycles.</summary>
internal sealed record HintView(Markup Saved, Markup Advice);

internal sealed record BarView(Markup Label, Markup Detail, Markup Bar, Markup Value);

/// <summary>What the test data says.</summary>
/// <param name="Columns">"float", "int8", "mvp".</param>
/// <param name="Figures">Lines of the table of metrics.</param>
/// <param name="Differences">Lines of the table of differences between the columns; empty without any.</param>
/// <param name="Pictures">ROC curve and histograms.</param>
internal sealed record TestView(
    Markup Data, IReadOnlyList<Markup> Columns, IReadOnlyList<RowView> Figures, IReadOnlyList<Markup> DifferenceColumns, IReadOnlyList<RowView> Differences,
    IReadOnlyList<PictureView> Pictures, ConfusionView? Confusion);

/// <summary>A table under a heading.</summary>
/// <param name="Note">Stands above the table.</param>
internal sealed record SectionView(Markup Heading, Markup Note, IReadOnlyList<Markup> Columns, IReadOnlyList<RowView> Rows);

internal sealed record RowView(Markup Label, IReadOnlyList<Markup> Cells);

internal sealed record PictureView(Markup Caption, Markup Picture, IReadOnlyList<LegendView> Legend);

/// <param name="Column">Whose decisions they are.</param>
internal sealed record ConfusionView(Markup Column, IReadOnlyList<Markup> Names, IReadOnlyList<ConfusionRowView> Rows);

internal sealed record ConfusionRowView(Markup Name, IReadOnlyList<HeatView> Cells, Markup Rows, Markup Precision, Markup Recall);

/// <param name="Class">"hit" or "miss" with a step of strength; empty for zero.</param>
internal sealed record HeatView(Markup Class, Markup Count);

/// <summary>The programs of one layer.</summary>
internal sealed record ShapeView(Markup Layer, Markup Shapes, Markup Cycles, Markup Reason, IReadOnlyList<ListingView> Listings);

internal sealed record ListingView(Markup Title, Markup Text);

/// <summary>The table of layers; a column that no layer has a value for is left out.</summary>
internal sealed record LayersView(IReadOnlyList<HeadingView> Headings, IReadOnlyList<LayerRowView> Rows);

/// <param name="Class">"n" for a column of numbers.</param>
internal sealed record HeadingView(Markup Class, Markup Text);

internal sealed record LayerRowView(Markup Engine, Markup Cells);

internal sealed record DiagnosticView(Markup Severity, Markup Code, Markup Title, Markup Message, Markup Origin, Markup Cause, Markup Remedy);
