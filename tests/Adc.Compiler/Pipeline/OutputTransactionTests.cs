using Adc.Compiler.Pipeline;
using Adc.Tests.Cli;
using Adc.Tests.Support;

namespace Adc.Tests.Pipeline;

public sealed class OutputTransactionTests
{
    private const string Report = "{ \"schema\": \"adc.report/1\" }";

    [Fact]
    public void A_committed_folder_is_there_whole_and_nothing_else_is()
    {
        using var work = new WorkFolder();
        using (var output = new OutputTransaction(work["out/ad"]))
        {
            output.Write("a.txt", "a");
            output.Write("deep/er/b.txt", "b");
            Assert.False(Directory.Exists(work["out/ad"]));
            output.Commit();
        }

        Assert.Equal(["out", "out/ad", "out/ad/a.txt", "out/ad/deep", "out/ad/deep/er", "out/ad/deep/er/b.txt"], work.Listing);
    }

    [Fact]
    public void Without_a_commit_nothing_is_left_not_even_the_folders_on_the_way()
    {
        using var work = new WorkFolder();
        using (var output = new OutputTransaction(work["a/b/c"]))
        {
            output.Write("x.txt", "x");
        }

        Assert.Empty(work.Listing);
    }

    [Fact]
    public void Folders_that_were_there_before_stay()
    {
        using var work = new WorkFolder();
        Directory.CreateDirectory(work["a"]);
        new OutputTransaction(work["a/b/c"]).Dispose();

        Assert.Equal(["a"], work.Listing);
    }

    [Fact]
    public void An_earlier_output_is_replaced_whole()
    {
        using var work = new WorkFolder();
        Commit(work, ("report.json", Report), ("old.txt", "old"));
        Commit(work, ("report.json", Report), ("new.txt", "new"));

        Assert.Equal(["ad", "ad/new.txt", "ad/report.json"], work.Listing);
    }

    [Fact]
    public void An_earlier_output_survives_a_failure()
    {
        using var work = new WorkFolder();
        Commit(work, ("report.json", Report), ("old.txt", "old"));
        using (var output = new OutputTransaction(work["ad"]))
        {
            output.Write("new.txt", "new");
        }

        Assert.Equal(["ad", "ad/old.txt", "ad/report.json"], work.Listing);
    }

    [Fact]
    public void A_folder_that_adc_has_not_written_is_left_alone()
    {
        using var work = new WorkFolder();
        Directory.CreateDirectory(work["ad"]);
        work.Write("ad/precious.txt", "mine");

        IOException refusal = Assert.Throws<IOException>(() => new OutputTransaction(work["ad"]));

        Assert.Contains("holds no output of adc", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["ad", "ad/precious.txt"], work.Listing);
    }

    [Fact]
    public void An_empty_folder_is_taken()
    {
        using var work = new WorkFolder();
        Directory.CreateDirectory(work["ad"]);
        Commit(work, ("a.txt", "a"));

        Assert.Equal(["ad", "ad/a.txt"], work.Listing);
    }

    [Fact]
    public void A_file_in_the_way_is_refused()
    {
        using var work = new WorkFolder();
        work.Write("ad", "a file");

        Assert.Throws<IOException>(() => new OutputTransaction(work["ad"]));
        Assert.Throws<IOException>(() => new OutputTransaction(work["ad/below"]));
        Assert.Equal(["ad"], work.Listing);
    }

    // Nobody may make folders there, not even the superuser.
    [FolderFact("/proc/self")]
    public void A_place_that_cannot_be_written_is_refused() => Assert.ThrowsAny<IOException>(() => new OutputTransaction("/proc/adc/out"));

    [Fact]
    public void The_root_of_the_file_system_is_refused() => Assert.Throws<IOException>(() => new OutputTransaction("/"));

    [Fact]
    public void What_a_crashed_run_left_behind_does_not_get_into_the_output()
    {
        using var work = new WorkFolder();
        string partial;
        using (var output = new OutputTransaction(work["ad"]))
        {
            partial = output.Folder;
        }

        Directory.CreateDirectory(partial);
        File.WriteAllText(Path.Combine(partial, "stale.txt"), "stale");
        Directory.CreateDirectory(partial + ".former");
        Commit(work, ("report.json", Report));
        Commit(work, ("report.json", Report));

        Assert.Equal(["ad", "ad/report.json"], work.Listing);
    }

    private static void Commit(WorkFolder work, params (string Path, string Text)[] files)
    {
        using var output = new OutputTransaction(work["ad"]);
        foreach ((string path, string text) in files)
        {
            output.Write(path, text);
        }

        output.Commit();
    }
}
