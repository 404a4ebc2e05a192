using System.Diagnostics;
using System.Globalization;

namespace Adc.Bench;

/// <summary>What one run of the built command line cost.</summary>
/// <param name="Seconds">By the clock.</param>
/// <param name="PeakInBytes">Memory of the process itself, without the C compilers that it starts; null where the system does not tell.</param>
internal sealed record AdcProcess(int ExitCode, double Seconds, double? PeakInBytes, string Output, string Error)
{
    private const int PollInMilliseconds = 5;

    public static AdcProcess Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(Checkout.Root, "artifacts", "adc", "adc.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var clock = Stopwatch.StartNew();
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        double? peak = null;
        while (!process.WaitForExit(PollInMilliseconds))
        {
            peak = PeakOf(process.Id) ?? peak;
        }

        return new AdcProcess(process.ExitCode, clock.Elapsed.TotalSeconds, peak, output.Result, error.Result);
    }

    /// <summary>The quickest of some runs that all succeed; null, with the reason, when one does not.</summary>
    /// <param name="begin">Done before each run.</param>
    public static AdcProcess? Best(int count, string folder, Action begin, out string problem, params string[] arguments)
    {
        AdcProcess[] runs = [.. Enumerable.Range(0, count).Select(_ =>
        {
            begin();
            return Run(folder, arguments);
        })];
        problem = runs.FirstOrDefault(run => run.ExitCode != 0)?.Error.Split('\n')[0] ?? "";
        return problem.Length > 0 ? null : runs.MinBy(run => run.Seconds)! with { PeakInBytes = runs.Max(run => run.PeakInBytes) };
    }

    private static double? PeakOf(int id)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{id}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? null : 1024 * double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Trim(), CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null; // it has ended, or this is no Linux
        }
    }
}
