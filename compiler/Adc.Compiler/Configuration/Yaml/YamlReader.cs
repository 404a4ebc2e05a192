using System.Globalization;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Adc.Compiler.Configuration.Yaml;

/// <summary>Builds the tree of nodes from the parser's events, within limits that no honest file meets.</summary>
/// <remarks>
/// Aliases share the node they name, so memory stays linear; what they would expand to counts against
/// <see cref="MostNodes"/> all the same, because every later step walks the expanded tree.
/// </remarks>
internal sealed class YamlReader
{
    public const int MostNodes = 10_000;
    public const int DeepestNesting = 32;

    private readonly string text;
    private readonly string file;
    private readonly Origin? fixedOrigin;
    private readonly DiagnosticBag bag;
    private readonly Indentation indentation;
    private readonly Scanner scanner;
    private readonly Parser parser;
    private readonly Dictionary<string, Measured> anchors = [];
    private readonly HashSet<string> openAnchors = [];
    private readonly Stack<Origin> openBrackets = [];
    private int nodes;

    private YamlReader(string text, string file, Origin? fixedOrigin, DiagnosticBag bag)
    {
        this.text = text;
        this.file = file;
        this.fixedOrigin = fixedOrigin;
        this.bag = bag;
        indentation = new Indentation(text);
        scanner = new Scanner(new StringReader(text), skipComments: true);
        parser = new Parser(scanner);
    }

    /// <summary>A node with what it costs when all aliases below it are written out.</summary>
    private sealed record Measured(YamlNode Node, int Nodes, int Height);

    /// <summary>Thrown and caught within this file only: the parser's events cannot be resumed after an error.</summary>
    private sealed class NotYaml(string reason, Origin origin) : Exception(reason)
    {
        public Origin Origin { get; } = origin;
    }

    /// <summary>Reads the only document of a file; null when the file is empty or has a syntax error, which is reported.</summary>
    public static YamlNode? Read(string text, string file, DiagnosticBag bag) => Read(text, file, null, bag);

    /// <summary>Reads text that comes from elsewhere than a file: every node has the same origin.</summary>
    public static YamlNode? ReadFragment(string text, Origin origin, DiagnosticBag bag) => Read(text, origin.File, origin, bag);

    private static YamlNode? Read(string text, string file, Origin? fixedOrigin, DiagnosticBag bag)
    {
        try
        {
            return new YamlReader(text, file, fixedOrigin, bag).ReadDocument();
        }
        catch (NotYaml problem)
        {
            bag.Report(Catalogue.ConfigSyntax, problem.Origin, problem.Message);
            return null;
        }
    }

    private YamlNode? ReadDocument()
    {
        RefuseControlCharacters();
        if (Next() is StreamStart && Next() is StreamEnd)
        {
            return null;
        }

        Next();
        YamlNode root = ReadNode(depth: 1).Node;
        Next();
        if (Next() is DocumentStart second)
        {
            throw new NotYaml("a second document starts here; write one document per file", OriginOf(second.Start));
        }

        return root;
    }

    // The current event is the node's first; afterwards it is the node's last.
    private Measured ReadNode(int depth)
    {
        ParsingEvent start = parser.Current!;
        Origin origin = OriginOf(start.Start);
        if (depth > DeepestNesting)
        {
            throw new NotYaml(Invariant($"nested deeper than {DeepestNesting} levels"), origin);
        }

        if (start is AnchorAlias alias)
        {
            return Resolve(alias.Value.Value, origin, depth);
        }

        // A map whose first line starts with ':' comes with one event too few.
        if (start is not NodeEvent node)
        {
            throw new NotYaml("a key or a value is missing", origin);
        }

        RefuseTabBefore(node);
        RefuseForeignTag(node, origin);
        Count(1, origin);
        string? anchor = node.Anchor.IsEmpty ? null : node.Anchor.Value;
        if (anchor is not null)
        {
            openAnchors.Add(anchor);
        }

        Measured measured = node switch
        {
            Scalar scalar => new(new YamlScalar(scalar.Value, scalar.Style == ScalarStyle.Plain, origin), 1, 1),
            SequenceStart list => ReadList(origin, list.Style == SequenceStyle.Flow, depth),
            MappingStart map => ReadMap(map, origin, depth),
            _ => throw new InvalidOperationException($"unexpected event {node.GetType().Name}"),
        };
        if (anchor is not null)
        {
            openAnchors.Remove(anchor);
            anchors[anchor] = measured;
        }

        return measured;
    }

    private Measured Resolve(string anchor, Origin origin, int depth)
    {
        if (openAnchors.Contains(anchor))
        {
            throw new NotYaml($"'*{anchor}' stands inside the node it names", origin);
        }

        if (!anchors.TryGetValue(anchor, out Measured? target))
        {
            throw new NotYaml($"there is no anchor '&{anchor}' above", origin);
        }

        Count(target.Nodes, origin);
        if (depth + target.Height - 1 > DeepestNesting)
        {
            throw new NotYaml(Invariant($"nested deeper than {DeepestNesting} levels once '*{anchor}' is expanded"), origin);
        }

        return target;
    }

    private Measured ReadList(Origin origin, bool isFlow, int depth)
    {
        Open(isFlow, origin);
        List<YamlNode> items = [];
        int size = 1;
        int height = 0;
        while (Next() is not SequenceEnd)
        {
            Measured item = ReadNode(depth + 1);
            items.Add(item.Node);
            size += item.Nodes;
            height = Math.Max(height, item.Height);
        }

        Close(isFlow);
        return new(new YamlList(items.ToSequence(), origin), size, height + 1);
    }

    private Measured ReadMap(MappingStart start, Origin origin, int depth)
    {
        bool isFlow = start.Style == MappingStyle.Flow;
        Open(isFlow, origin);
        YamlMapBuilder builder = new(bag);
        int size = 1;
        int height = 0;
        while (Next() is not MappingEnd)
        {
            Measured key = ReadNode(depth + 1);
            if (key.Node is not YamlScalar name)
            {
                throw new NotYaml("a key must be plain text, not a list or a map", key.Node.Origin);
            }

            Next();
            Measured value = ReadNode(depth + 1);
            Add(builder, name, value.Node);
            size += key.Nodes + value.Nodes;
            height = Math.Max(height, value.Height);
        }

        Close(isFlow);
        return new(new YamlMap(builder.ToEntries(), PlaceOf(start, origin, builder)), size, height + 1);
    }

    private static void Add(YamlMapBuilder builder, YamlScalar key, YamlNode value)
    {
        if (!key.IsPlain || key.Text != "<<")
        {
            builder.Add(new YamlEntry(key.Text, key.Origin, value));
            return;
        }

        Sequence<YamlNode> sources = value switch
        {
            YamlList list => list.Items,
            YamlScalar { IsEmpty: true } => [],
            _ => [value],
        };
        foreach (YamlNode source in sources)
        {
            builder.Merge(source as YamlMap
                ?? throw new NotYaml("the merge key '<<' takes a map, an alias of one, or a list of these", key.Origin));
        }
    }

    // The parser gives the map of a lone pair in a flow list ("[a: 1]") no place of its own.
    private Origin PlaceOf(MappingStart start, Origin origin, YamlMapBuilder builder) =>
        start.Style == MappingStyle.Flow && start.Start.Index == 0 && text.Length > 0 && text[0] != '{'
            ? builder.FirstKeyOrigin ?? origin
            : origin;

    private void Count(int added, Origin origin)
    {
        nodes += added;
        if (nodes > MostNodes)
        {
            throw new NotYaml(Invariant($"more than {MostNodes:N0} nodes once aliases are expanded"), origin);
        }
    }

    private void Open(bool isFlow, Origin origin)
    {
        if (isFlow)
        {
            openBrackets.Push(origin);
        }
    }

    private void Close(bool isFlow)
    {
        if (isFlow)
        {
            openBrackets.Pop();
        }
    }

    private ParsingEvent Next()
    {
        try
        {
            parser.MoveNext();
            return parser.Current!;
        }
        catch (YamlException problem)
        {
            throw Explain(problem);
        }
        catch (InvalidOperationException)
        {
            // The scanner's answer to a line inside brackets that is indented no deeper than the key in front of them.
            throw new NotYaml(
                openBrackets.TryPeek(out Origin? bracket) && bracket.Line is int line
                    ? Invariant($"this line should be indented deeper, or the bracket opened in line {line} is never closed")
                    : "this line should be indented deeper, or a bracket above it is never closed",
                OriginOf(scanner.CurrentPosition));
        }
    }

    private NotYaml Explain(YamlException problem)
    {
        // Marks of tab problems point at the enclosing map; the scanner itself stands on the offending line.
        long line = scanner.CurrentPosition.Line;
        if (problem.Message.Contains("tab", StringComparison.Ordinal) && indentation.FirstTab(line) is int column)
        {
            return TabAt(line, column);
        }

        string reason = problem.Message.TrimEnd('.');
        return new NotYaml(char.ToLowerInvariant(reason[0]) + reason[1..], OriginOf(problem.Start));
    }

    private NotYaml TabAt(long line, int column) =>
        new("a tab in the indentation; indent with spaces", fixedOrigin ?? new Origin(file, (int)line, column));

    // The parser lets some tabs pass that start a line; YAML forbids them where indentation counts.
    private void RefuseTabBefore(NodeEvent node)
    {
        if (openBrackets.Count == 0 && indentation.FirstTab(node.Start.Line) is int column && column < node.Start.Column)
        {
            throw TabAt(node.Start.Line, column);
        }
    }

    private static void RefuseForeignTag(NodeEvent node, Origin origin)
    {
        if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific && !node.Tag.Value.StartsWith("tag:yaml.org,2002:", StringComparison.Ordinal))
        {
            throw new NotYaml($"the tag '{node.Tag.Value}' means nothing here; remove it", origin);
        }
    }

    // The parser takes a NUL for the end of the file and would drop the rest in silence.
    private void RefuseControlCharacters()
    {
        int line = 1;
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '\n')
            {
                line++;
                start = i + 1;
            }
            else if ((char.IsControl(c) && c is not ('\t' or '\r' or '\u0085')) || c is '\uFFFE' or '\uFFFF')
            {
                throw new NotYaml(
                    Invariant($"the control character U+{(int)c:X4}"), fixedOrigin ?? new Origin(file, line, i - start + 1));
            }
        }
    }

    private Origin OriginOf(Mark mark) => fixedOrigin ?? new Origin(file, (int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
