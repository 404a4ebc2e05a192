using System.Text.RegularExpressions;
using Adc.Tests.Firmware;
using Adc.Tests.Support;

namespace Adc.Tests.Cli;

/// <summary>The pages that people read first.</summary>
public sealed class DocumentationTests
{
    private static IEnumerable<string> Pages =>
        ((string[])[".", "docs", "templates", "samples"]).Select(folder => Path.Combine(Repository.Root, folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.GetFiles(folder, "*.rst", folder.EndsWith('.') ? SearchOption.TopDirectoryOnly : SearchOption.AllDirectories));

    [ToolFact("rst2html")]
    public void Every_page_is_clean_reStructuredText()
    {
        Assert.Contains(Pages, page => page.EndsWith("README.rst", StringComparison.Ordinal));
        Assert.All(Pages, page =>
        {
            (int exitCode, string text) = NativeTool.TryRun("rst2html", "--strict", page);
            Assert.True(exitCode == 0 && text.Contains("</html>", StringComparison.Ordinal), $"{page}:\n{text[..Math.Min(text.Length, 600)]}");
        });
    }

    [Fact]
    public void Links_within_the_repository_lead_somewhere() => Assert.All(Pages, page => Assert.All(
        Regex.Matches(File.ReadAllText(page), @"<([^<>\s:]+)>`__").Select(match => match.Groups[1].Value),
        target => Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, target)), $"{Path.GetFileName(page)}: {target}")));

    [Fact]
    public void Files_that_the_reading_order_names_exist()
    {
        string[] roots = ["", "compiler", "compiler/Adc.Compiler", "compiler/Adc.Compiler/Frontends/TfLite"];
        string text = File.ReadAllText(Path.Combine(Repository.Root, "README.rst"));
        string order = text[text.IndexOf("Reading the code", StringComparison.Ordinal)..text.IndexOf("Adding an operator", StringComparison.Ordinal)];
        string[] names = [.. Regex.Matches(order, @"``([\w./]+/[\w./]+)``").Select(match => match.Groups[1].Value)];
        Assert.True(names.Length > 10, order);
        Assert.All(names, name => Assert.Contains(roots, root => Path.Exists(Path.Combine(Repository.Root, root, name))));
    }

    [Fact]
    public void The_first_command_of_the_README_is_the_one_that_works()
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, "README.rst"));
        Match command = Regex.Match(text, @"\./adc compile (\S+\.yaml)");
        Assert.True(File.Exists(Path.Combine(Repository.Root, command.Groups[1].Value)), command.Value);
        AdcRun.Of("compile", Path.Combine(Repository.Root, command.Groups[1].Value), "--check").Succeeded();
    }
}
