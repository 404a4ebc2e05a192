using System.Diagnostics;

namespace Adc.Tests.Firmware;

/// <summary>Runs a program that may or may not be installed, such as a C compiler.</summary>
internal static class NativeTool
{
    public static bool IsInstalled(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, name)));

    /// <summary>Standard output and error of a run that ended with 0; any other end fails the test with both.</summary>
    public static string Run(string program, params IEnumerable<string> arguments)
    {
        (int exitCode, string text) = TryRun(program, arguments);
        Assert.True(exitCode == 0, $"{Path.GetFileName(program)} ended with {exitCode}:\n{text}");
        return text;
    }

    public static (int ExitCode, string Text) TryRun(string program, params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }
}
