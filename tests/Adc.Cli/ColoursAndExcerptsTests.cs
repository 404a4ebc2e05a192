using Adc.Cli.Printing;
using Adc.Compiler.Diagnostics;

namespace Adc.Tests.Cli;

public sealed class ColoursAndExcerptsTests
{
    [Theory]
    [InlineData(true, "", true)]
    [InlineData(false, "", false)]
    [InlineData(true, "NO_COLOR=1", false)]
    [InlineData(true, "NO_COLOR=", true)]
    [InlineData(false, "FORCE_COLOR=1", true)]
    [InlineData(false, "FORCE_COLOR=0", false)]
    [InlineData(false, "CLICOLOR_FORCE=1", true)]
    [InlineData(true, "CLICOLOR=0", false)]
    [InlineData(true, "TERM=dumb", false)]
    [InlineData(false, "FORCE_COLOR=1 NO_COLOR=1", false)]
    public void Variables_decide_about_colours(bool isTerminal, string variables, bool expected)
    {
        Dictionary<string, string> set = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=')).ToDictionary(part => part[0], part => part[1]);
        Assert.Equal(expected, Colours.AreWanted(isTerminal, name => set.GetValueOrDefault(name)));
    }

    [Fact]
    public void Severity_and_verdicts_are_painted_and_nothing_else()
    {
        Assert.Equal(
            "a.yaml(1,2): \e[31;1merror ADC1004\e[0m: 'error ADC1' is not a key of x; y",
            Colours.Of(Diagnostic.Create(Catalogue.UnknownConfigKey, new Origin("a.yaml", 1, 2), "error ADC1", "x", "y")));
        Assert.Equal("  host      \e[32;1mPASS\e[0m: PASS: x\n  board     \e[31;1mFAIL\e[0m: y", Colours.OfVerdicts("  host      PASS: PASS: x\n  board     FAIL: y"));
    }

    [Fact]
    public void The_offending_line_is_shown_with_carets_below_the_word()
    {
        using WorkFolder folder = SmallModel.Folder();
        string file = folder.Write("bad.yaml", "small:\n  tflite_model: small.tflite\n  quantisation: { samples: 3 }\n");
        AdcRun.Of("compile", file).Failed(3, "\n  3 |   quantisation: { samples: 3 }\n    |   ^^^^^^^^^^^^\n");
    }

    [Theory]
    [InlineData("a\tb: c", 1, 3, "  1 | a b: c\n    |   ^\n")]
    [InlineData("key: [one, two]", 1, 12, "  1 | key: [one, two]\n    |            ^^^\n")]
    [InlineData("key: value", 1, 11, null)]
    [InlineData("key: value", 2, 1, null)]
    [InlineData("k\u0001y: value", 1, 1, null)]
    public void Excerpts_keep_to_what_is_there(string text, int line, int column, string? expected)
    {
        using var folder = new WorkFolder();
        Assert.Equal(expected, new SourceExcerpt().Of(new Origin(folder.Write("f.yaml", text), line, column)));
    }

    [Fact]
    public void Places_in_no_text_file_have_no_excerpt()
    {
        Assert.Null(new SourceExcerpt().Of(new Origin("nowhere.yaml", 1, 1)));
        Assert.Null(new SourceExcerpt().Of(new Origin("model.tflite", OperatorIndex: 3)));
    }
}
