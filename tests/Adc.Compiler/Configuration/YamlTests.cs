using System.Diagnostics;
using System.Text;
using Adc.Compiler.Configuration;
using Adc.Compiler.Configuration.Yaml;
using Adc.Compiler.Diagnostics;

namespace Adc.Tests.Configuration;

public class YamlTests
{
    [Fact]
    public void Keeps_line_and_column_of_keys_and_values()
    {
        var map = (YamlMap)Read("a :   1\nb:\n  - x\n  - {c: 'y'}\n")!;

        Assert.Equal("ad.yaml(1,1)", map.Entries[0].KeyOrigin.ToString());
        Assert.Equal("ad.yaml(1,7)", map.Entries[0].Value.Origin.ToString());
        var list = (YamlList)map.Entries[1].Value;
        Assert.Equal("ad.yaml(3,5)", list.Items[0].Origin.ToString());
        Assert.Equal("ad.yaml(4,9)", ((YamlMap)list.Items[1]).Entries[0].Value.Origin.ToString());
    }

    [Fact]
    public void The_lone_pair_of_a_flow_list_stands_where_its_key_stands() =>
        Assert.Equal("ad.yaml(2,6)", ((YamlList)((YamlMap)Read("x: 1\na: [ b: c ]\n")!).Entries[1].Value).Items[0].Origin.ToString());

    [Fact]
    public void Keeps_scalars_as_text()
    {
        var list = (YamlList)Read("[yes, 1e3, 0-10, null, ~, '~', \"a\\tb\", 007]")!;

        Assert.Equal(["yes", "1e3", "0-10", "null", "~", "~", "a\tb", "007"], list.Items.Cast<YamlScalar>().Select(scalar => scalar.Text));
        Assert.Equal(
            [false, false, false, true, true, false, false, false], list.Items.Cast<YamlScalar>().Select(scalar => scalar.IsEmpty));
    }

    [Fact]
    public void Reads_block_scalars()
    {
        var map = (YamlMap)Read("a: |\n  one\n  two\nb: >-\n  one\n  two\n")!;

        Assert.Equal(["one\ntwo\n", "one two"], map.Entries.Select(entry => ((YamlScalar)entry.Value).Text));
    }

    [Fact]
    public void An_alias_stands_for_the_anchored_node_with_its_place()
    {
        var map = (YamlMap)Read("a: &x [1, 2]\nb: *x\n")!;

        Assert.Same(map.Entries[0].Value, map.Entries[1].Value);
    }

    [Fact]
    public void A_later_anchor_of_the_same_name_counts_from_there_on()
    {
        var map = (YamlMap)Read("a: &x 1\nb: *x\nc: &x 2\nd: *x\n")!;

        Assert.Equal(["1", "1", "2", "2"], map.Entries.Select(entry => ((YamlScalar)entry.Value).Text));
    }

    [Theory]
    [InlineData("a: &x {p: 1, q: 2}\nb:\n  <<: *x\n  q: 3\n", "q=3 p=1")]
    [InlineData("a: &x {p: 1, q: 2}\nb:\n  q: 3\n  <<: *x\n", "q=3 p=1")]
    [InlineData("a: &x {p: 1, q: 2}\nb:\n  <<: *x\n  Q: 3\n", "Q=3 p=1")]
    [InlineData("a: &x {p: 1}\nc: &y {p: 2, r: 4}\nb:\n  <<: [*x, *y]\n", "p=1 r=4")]
    [InlineData("b:\n  <<: {p: 1}\n", "p=1")]
    [InlineData("b:\n  <<:\n  p: 1\n", "p=1")]
    [InlineData("b:\n  '<<': 1\n", "<<=1")]
    public void Merge_keys_add_what_is_not_written(string yaml, string expected)
    {
        var merged = (YamlMap)((YamlMap)Read(yaml)!).Find("b")!.Value;

        Assert.Equal(expected, string.Join(' ', merged.Entries.Select(entry => $"{entry.Key}={((YamlScalar)entry.Value).Text}")));
    }

    [Theory]
    [InlineData("ad:\n\ta: 1\n", "ad.yaml(2,1)", "a tab in the indentation")]
    [InlineData("ad:\n  a: 1\n\tb: 2\n", "ad.yaml(3,1)", "a tab in the indentation")]
    [InlineData("ad:\n  a: 1\n  \tb: 2\n", "ad.yaml(3,3)", "a tab in the indentation")]
    [InlineData("ad:\n  \tb: 1\n", "ad.yaml(2,3)", "a tab in the indentation")]
    [InlineData("\tad: 1\n", "ad.yaml(1,1)", "a tab in the indentation")]
    [InlineData("ad:\n  a: |\n    x\n\tb: 1\n", "ad.yaml(4,1)", "a tab in the indentation")]
    [InlineData("ad:\r\n  a: [x]\r\n\tb: 1\r\n", "ad.yaml(3,1)", "a tab in the indentation")]
    [InlineData("a: [1, 2\nb: 3\n", "ad.yaml(2,1)", "the bracket opened in line 1 is never closed")]
    [InlineData("ad:\n  a: {b: 1\n  c: 3\n", "ad.yaml(3,3)", "the bracket opened in line 2 is never closed")]
    [InlineData("a: b: c\n", "ad.yaml(1,5)", "invalid mapping")]
    [InlineData("a: 'x\n", "ad.yaml(1,4)", "unexpected end of stream")]
    [InlineData("a: 1\n---\nb: 2\n", "ad.yaml(2,1)", "a second document starts here")]
    [InlineData("? [a]\n: b\n", "ad.yaml(1,3)", "a key must be plain text")]
    [InlineData("a: !secret x\n", "ad.yaml(1,4)", "the tag '!secret' means nothing here")]
    [InlineData("a: *x\n", "ad.yaml(1,4)", "there is no anchor '&x' above")]
    [InlineData("a: &x [1, *x]\n", "ad.yaml(1,11)", "'*x' stands inside the node it names")]
    [InlineData("a:\n  <<: 3\n", "ad.yaml(2,3)", "the merge key '<<' takes a map")]
    [InlineData("a: 1\nb: \0\n", "ad.yaml(2,4)", "the control character U+0000")]
    [InlineData("a:\n  : b: c\n  d: e\n", "ad.yaml(3,3)", "a key or a value is missing")]
    [InlineData("a: @x\n", "ad.yaml(1,4)", "cannot start any token")]
    public void Says_where_and_why_text_is_not_yaml(string yaml, string place, string reason)
    {
        string found = ReadConfig.Diagnostics(yaml);

        Assert.StartsWith($"{place}: error ADC1002: not readable as YAML: ", found, StringComparison.Ordinal);
        Assert.Contains(reason, found, StringComparison.Ordinal);
        Assert.Equal(1, found.Count(c => c == '\n'));
    }

    [Theory]
    [InlineData("a:\t1\nb: 2\t# c\n")]
    [InlineData("a: |\n  x\n  \ty\n")]
    [InlineData("a: !!str 1\n")]
    public void Leaves_tabs_and_tags_alone_that_do_no_harm(string yaml) => Assert.NotNull(Read(yaml));

    [Fact]
    public void An_alias_bomb_is_refused_at_once_in_little_memory()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++)
        {
            bomb.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        }

        AssertRefusedQuickly(bomb.ToString(), "ad.yaml(4,", "more than 10,000 nodes once aliases are expanded");
    }

    [Fact]
    public void A_bomb_of_merge_keys_is_refused_at_once()
    {
        var bomb = new StringBuilder("a0: &a0 {k0: x}\n");
        for (int i = 1; i < 1000; i++)
        {
            bomb.Append($"a{i}: &a{i} {{ <<: *a{i - 1}, k{i}: x }}\n");
        }

        AssertRefusedQuickly(bomb.ToString(), "ad.yaml(", "nested deeper than 32 levels once '*a");
    }

    [Fact]
    public void Ten_thousand_nodes_are_allowed_and_one_more_is_not()
    {
        static string ListOf(int items) => $"[{string.Join(',', Enumerable.Repeat("1", items))}]";

        Assert.NotNull(Read(ListOf(9_999)));
        Assert.Contains("more than 10,000 nodes", ReadConfig.Diagnostics(ListOf(10_000)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{a: ", "}")]
    [InlineData("- ", "")]
    public void Nesting_to_the_limit_is_allowed_and_one_more_is_not(string open, string close)
    {
        string Nested(int depth) =>
            string.Concat(Enumerable.Repeat(open, depth - 1)) + "x" + string.Concat(Enumerable.Repeat(close, depth - 1));

        Assert.NotNull(Read(Nested(32)));
        Assert.Contains("nested deeper than 32 levels", ReadConfig.Diagnostics(Nested(33)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("[{")]
    public void A_megabyte_of_brackets_is_refused_at_once(string open) =>
        AssertRefusedQuickly(string.Concat(Enumerable.Repeat(open, 1_000_000 / open.Length)), "ad.yaml(1,", "ADC1002");

    private static void AssertRefusedQuickly(string yaml, string place, string reason)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        string found = ReadConfig.Diagnostics(yaml);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 << 20);
        Assert.StartsWith(place, found, StringComparison.Ordinal);
        Assert.Contains(reason, found, StringComparison.Ordinal);

        // The best of a few runs: the machine may be busy with other tests.
        TimeSpan best = Enumerable.Range(0, 5).Min(_ =>
        {
            long start = Stopwatch.GetTimestamp();
            ReadConfig.Diagnostics(yaml);
            return Stopwatch.GetElapsedTime(start);
        });
        Assert.InRange(best.TotalMilliseconds, 0, 100);
    }

    private static YamlNode? Read(string yaml)
    {
        var bag = new DiagnosticBag();
        YamlNode? node = YamlReader.Read(yaml, "ad.yaml", bag);
        Assert.Equal("", ReadConfig.Lines(bag));
        return node;
    }
}
