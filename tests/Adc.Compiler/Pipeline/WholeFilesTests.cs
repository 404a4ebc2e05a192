using System.Text;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Pipeline;
using Adc.Tests.Cli;

namespace Adc.Tests.Pipeline;

public sealed class WholeFilesTests
{
    [Fact]
    public void Files_are_written_with_the_folders_that_they_need()
    {
        using var work = new WorkFolder();

        Assert.True(Write(work, out _, "a.bin", "deep/er/b.bin"));

        Assert.Equal(["a.bin", "deep", "deep/er", "deep/er/b.bin"], work.Listing);
        Assert.Equal("deep/er/b.bin", File.ReadAllText(work["deep/er/b.bin"]));
    }

    [Fact]
    public void A_file_that_is_there_is_replaced()
    {
        using var work = new WorkFolder();
        work.Write("a.bin", "something much longer than what replaces it");

        Assert.True(Write(work, out _, "a.bin"));

        Assert.Equal("a.bin", File.ReadAllText(work["a.bin"]));
    }

    [Fact]
    public void When_one_cannot_be_written_none_is()
    {
        using var work = new WorkFolder();
        Directory.CreateDirectory(work["taken"]);
        work.Write("a.bin", "earlier");

        Assert.False(Write(work, out DiagnosticBag diagnostics, "a.bin", "new/b.bin", "taken"));

        Assert.Equal(["a.bin", "taken"], work.Listing);
        Assert.Equal("earlier", File.ReadAllText(work["a.bin"]));
        Diagnostic diagnostic = Assert.Single(diagnostics.All);
        Assert.Equal("ADC6001", diagnostic.Code);
        Assert.Contains($"'{work["taken"]}': a folder of that name is in the way", diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_below_a_file_cannot_be_written()
    {
        using var work = new WorkFolder();
        work.Write("file", "text");

        Assert.False(Write(work, out DiagnosticBag diagnostics, "file/below"));

        Assert.Equal("ADC6001", Assert.Single(diagnostics.All).Code);
        Assert.Equal(["file"], work.Listing);
    }

    [Fact]
    public void A_link_is_followed()
    {
        using var work = new WorkFolder();
        File.CreateSymbolicLink(work["link"], work.Write("target", "old"));

        Assert.True(Write(work, out _, "link"));

        Assert.Equal("link", File.ReadAllText(work["target"]));
        Assert.NotNull(new FileInfo(work["link"]).LinkTarget);
    }

    [Fact]
    public void Nothing_to_write_is_written_well() => Assert.True(WholeFiles.Write([], new DiagnosticBag()));

    private static bool Write(WorkFolder work, out DiagnosticBag diagnostics, params string[] names)
    {
        diagnostics = new DiagnosticBag();
        return WholeFiles.Write([.. names.Select(name => (work[name], (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(name)))], diagnostics);
    }
}
