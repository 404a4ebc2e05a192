using System.ComponentModel;
using Medallion.Shell;

namespace Adc.Compiler.Toolchain;

/// <summary>What a finished child process left behind.</summary>
public sealed record ToolRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs a program to its end, also when cancellation is asked for: a C compiler killed half-way leaves files behind.</summary>
    /// <param name="folder">Its working folder.</param>
    /// <exception cref="OperationCanceledException">After the program's end.</exception>
    public static ToolRun Of(string program, IEnumerable<string> arguments, string folder, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (Start(program, arguments, folder, CancellationToken.None, out string? problem) is not Command command)
        {
            return new ToolRun(NotStarted, "", problem!);
        }

        CommandResult result = command.Result;
        cancellation.ThrowIfCancellationRequested();
        return new ToolRun(result.ExitCode, result.StandardOutput, result.StandardError);
    }

    /// <summary>Runs a program that talks to hardware: it and what it started are stopped when time is over, or when cancellation is asked for.</summary>
    /// <returns>Null when time was over.</returns>
    public static ToolRun? Within(TimeSpan limit, string program, IEnumerable<string> arguments, string folder, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (Start(program, arguments, folder, CancellationToken.None, out string? problem) is not Command command)
        {
            return new ToolRun(NotStarted, "", problem!);
        }

        bool hasEnded = false;
        try
        {
            hasEnded = command.Task.Wait(limit, cancellation);
        }
        finally
        {
            if (!hasEnded)
            {
                command.Process.Kill(entireProcessTree: true);
            }
        }

        return hasEnded ? new ToolRun(command.Result.ExitCode, command.Result.StandardOutput, command.Result.StandardError) : null;
    }

    /// <summary>Feeds bytes to a program and collects the bytes it prints.</summary>
    public static (int ExitCode, byte[] Output, string Error) Pipe(
        string program, IEnumerable<string> arguments, string folder, ReadOnlyMemory<byte> input, CancellationToken cancellation)
    {
        if (Start(program, arguments, folder, cancellation, out string? problem) is not Command command)
        {
            return (NotStarted, [], problem!);
        }

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

        Task.WhenAll(reading, errors, command.Task).GetAwaiter().GetResult();
        return (command.Result.ExitCode, output.ToArray(), errors.Result);
    }

    // What shells answer for a program that is there but cannot be executed.
    private const int NotStarted = 126;

    private static Command? Start(string program, IEnumerable<string> arguments, string folder, CancellationToken cancellation, out string? problem)
    {
        try
        {
            problem = null;
            return Command.Run(program, arguments, options => options
                .WorkingDirectory(folder)
                .CancellationToken(cancellation)
                .DisposeOnExit(false)
                .StartInfo(info => info.Environment["LC_ALL"] = "C"));
        }
        catch (Win32Exception exception)
        {
            problem = exception.Message;
            return null;
        }
    }
}
