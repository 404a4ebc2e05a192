using System.Text.RegularExpressions;
using Adc.Compiler.Reports;
using Adc.Tests.Cli;
using Adc.Tests.Support;

namespace Adc.Tests.Reports;

public sealed class MarkdownReportTests(CompiledSmall small) : IClassFixture<CompiledSmall>
{
    // Sizes of code and numbers of instructions are the C compiler's business.
    [ToolFact("arm-none-eabi-gcc", "cc", "libunicorn.so.2")]
    public void Is_short_and_says_what_a_reviewer_asks() => Snapshot.Verify(Regex.Replace(WithoutHashes(File.ReadAllText(small.Output("report.md"))), @"[\d,.]*\d(?= (B|ms|µs|µJ|inf|ins|\||%))", "#"));

    [Fact]
    public void Names_stay_names_within_a_cell() =>
        Assert.Equal(@"a\|b \<img\> \[x\](y) \`c\` \@me \\u000ad", MarkdownTable.Cell("a|b <img> [x](y) `c` @me \nd"));

    [Fact]
    public void Without_a_build_it_claims_nothing_that_was_not_measured()
    {
        using WorkFolder folder = SmallModel.Folder();
        AdcRun.Of("compile", folder.Write("warned.yaml", SmallModel.Yaml() + "  frobnicate: 3\n"), "--no-build", "--no-sim", "--compat", "axon");
        Snapshot.Verify(WithoutHashes(File.ReadAllText(folder["outputs/small/report.md"])));
    }

    private static string WithoutHashes(string text) => Regex.Replace(text, "[0-9a-f]{64}", "…");
}
