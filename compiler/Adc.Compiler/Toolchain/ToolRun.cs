using Medallion.Shell;

namespace Adc.Compiler.Toolchain;

/// <summary>What a finished child process left behind.</summary>
public sealed record ToolRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs a program to its end.</summary>
    /// <param name="folder">Its working folder.</param>
    public static ToolRun Of(string program, IEnumerable<string> arguments, string folder, CancellationToken cancellation)
    {
        Command command = Start(program, arguments, folder, cancellation);
        CommandResult result = command.Result;
        return new ToolRun(result.ExitCode, result.StandardOutput, result.StandardError);
    }

    /// <summary>Feeds bytes to a program and collects the bytes it prints.</summary>
    public static (int ExitCode, byte[] Output, string Error) Pipe(
        string program, IEnumerable<string> arguments, string folder, ReadOnlyMemory<byte> input, CancellationToken cancellation)
    {
        Command command = Start(program, arguments, folder, cancellation);
        using var output = new MemoryStream();
        Task reading = command.StandardOutput.BaseStream.CopyToAsync(output, cancellation);
        Task<string> errors = command.StandardError.ReadToEndAsync(cancellation);
        try
        {
            command.StandardInput.BaseStream.Write(input.Span);
            command.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program ended before it read everything; its exit code and messages tell why.
        }

        Task.WaitAll([reading, errors], cancellation);
        return (command.Result.ExitCode, output.ToArray(), errors.Result);
    }

    private static Command Start(string program, IEnumerable<string> arguments, string folder, CancellationToken cancellation) =>
        Command.Run(program, arguments, options => options
            .WorkingDirectory(folder)
            .CancellationToken(cancellation)
            .DisposeOnExit(false)
            .StartInfo(info => info.Environment["LC_ALL"] = "C"));
}
