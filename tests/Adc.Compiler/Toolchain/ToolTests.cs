using Adc.Compiler.Toolchain;
using Adc.Tests.Firmware;
using Adc.Tests.Support;

namespace Adc.Tests.Toolchain;

public sealed class ToolTests
{
    [Fact]
    public void A_tool_is_found_in_the_given_folder_or_its_bin()
    {
        using var folder = new BuildFolder();
        Directory.CreateDirectory(folder.File("bin"));
        string inBin = folder.Write("bin/gadget", "");

        Assert.Equal(inBin, new Tool("gadget", "").Find(folder.File("")));
        Assert.Equal(folder.Write("gadget", ""), new Tool("gadget", "").Find(folder.File("")));
    }

    [Fact]
    public void A_tool_that_is_nowhere_is_null()
    {
        using var folder = new BuildFolder();

        Assert.Null(new Tool("gadget", "").Find(folder.File("")));
        Assert.Null(new Tool("no-such-program-anywhere", "").Find());
    }

    [ToolFact("sh")]
    public void A_program_leaves_its_exit_code_and_what_it_printed()
    {
        ToolRun run = ToolRun.Of(new Tool("sh", "").Find()!, ["-c", "echo out; echo err >&2; exit 3"], Path.GetTempPath(), CancellationToken.None);

        Assert.Equal(new ToolRun(3, "out\n", "err\n"), run);
    }

    [ToolFact("sh")]
    public void Arguments_arrive_as_they_are()
    {
        string[] arguments = ["", "a b", "\"quoted\"", "$HOME", "back\\slash", "two\nlines"];
        ToolRun run = ToolRun.Of(new Tool("sh", "").Find()!, ["-c", "printf '%s|' \"$@\"", "sh", .. arguments], Path.GetTempPath(), CancellationToken.None);

        Assert.Equal(string.Concat(arguments.Select(argument => argument + "|")), run.Output);
    }

    [ToolFact("cat")]
    public void Bytes_go_through_a_program_however_many_there_are()
    {
        byte[] input = new byte[3_000_000];
        new Random(1).NextBytes(input);

        (int exitCode, byte[] output, string error) = ToolRun.Pipe(new Tool("cat", "").Find()!, [], Path.GetTempPath(), input, CancellationToken.None);

        Assert.Equal((0, ""), (exitCode, error));
        Assert.True(input.AsSpan().SequenceEqual(output));
    }

    [ToolFact("sh")]
    public void A_program_that_does_not_read_its_input_still_ends()
    {
        (int exitCode, byte[] output, _) = ToolRun.Pipe(new Tool("sh", "").Find()!, ["-c", "exec <&-; exit 5"], Path.GetTempPath(), new byte[3_000_000], CancellationToken.None);

        Assert.Equal(5, exitCode);
        Assert.Empty(output);
    }

    [Fact]
    public void A_file_that_cannot_be_executed_is_no_exception()
    {
        using var folder = new BuildFolder();
        string file = folder.Write("gadget", "text");

        Assert.Equal(126, ToolRun.Of(file, [], folder.File(""), CancellationToken.None).ExitCode);
        Assert.Equal(126, ToolRun.Pipe(file, [], folder.File(""), default, CancellationToken.None).ExitCode);
    }

    [ToolFact("sh")]
    public void Nothing_is_started_once_cancellation_is_asked_for()
    {
        using var folder = new BuildFolder();

        Assert.Throws<OperationCanceledException>(() => ToolRun.Of(new Tool("sh", "").Find()!, ["-c", "echo > started"], folder.File(""), new CancellationToken(true)));
        Assert.False(File.Exists(folder.File("started")));
    }
}
