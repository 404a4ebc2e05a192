using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Adc.Formats.Npy;
using Adc.Tests.Support;

namespace Adc.Tests.Cli;

/// <summary>100,000 windows for the sample's anomaly detector, a file of 256 MB that is never in memory as a whole.</summary>
/// <remarks>The column int8 runs; all three take the same road.</remarks>
public sealed class LargeTestSetTests : IDisposable
{
    private const int Rows = 100_000, RowsPerClip = 100, Interrupt = 2;

    private const long MemoryLimit = 400_000_000;

    private readonly WorkFolder folder = new();

    [ResidentSetFact]
    public void Of_one_hundred_thousand_windows_stays_below_400_MB_and_gives_the_same_on_one_thread_and_on_two()
    {
        Write();
        (string one, long most) = Evaluate("1");
        (string two, long mostOfTwo) = Evaluate("2");

        Assert.Contains("\"rows\": 100000", one, StringComparison.Ordinal);
        Assert.Equal(one, two);
        Assert.InRange(Math.Max(most, mostOfTwo), 10_000_000, MemoryLimit);
    }

    [ResidentSetFact]
    public async Task An_interruption_amid_them_leaves_nothing()
    {
        Write();
        string temporary = Directory.CreateDirectory(folder["temporary"]).FullName;
        string[] before = [.. folder.Listing];
        using Process process = Start(temporary, "compile", "--no-build", "--verbose", "--set", "ad.get_quantized_data=true");
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string? line;
        do
        {
            line = await process.StandardError.ReadLineAsync();
        }
        while (line?.Contains("running the test data", StringComparison.Ordinal) == false);

        Assert.Matches(@"^ad: running the test data, \d+%: [\d,]+ of 100,000 rows, .+ left$", line);
        Assert.NotEmpty(Directory.EnumerateFiles(temporary, "tmp*")); // rows on their way into files
        Assert.Equal(0, Kill(process.Id, Interrupt));
        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.EndsWith("adc: interrupted; nothing was left half-written\n", error, StringComparison.Ordinal);
        Assert.Equal((130, ""), (process.ExitCode, await output));
        Assert.Equal(before, folder.Listing);
    }

    public void Dispose() => folder.Dispose();

    /// <returns>What was printed, and the largest resident set in bytes.</returns>
    private (string Output, long Most) Evaluate(string jobs)
    {
        using Process process = Start(folder.Path, "evaluate", "--json", "--jobs", jobs);
        Task<string> error = process.StandardError.ReadToEndAsync(), output = process.StandardOutput.ReadToEndAsync();
        long most = 0;
        while (!process.WaitForExit(50))
        {
            most = Math.Max(most, LargestResidentSet(process.Id));
        }

        Assert.True(process.ExitCode == 0, error.Result);
        return (output.Result, most);
    }

    /// <summary>VmHWM of a process, in bytes; 0 when it is gone.</summary>
    private static long LargestResidentSet(int process)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line[6..^2].Trim(), CultureInfo.InvariantCulture) * 1024;
        }
        catch (Exception exception) when (exception is IOException)
        {
            return 0;
        }
    }

    private Process Start(string temporary, string command, params string[] arguments)
    {
        string dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(dotnet, [Path.Combine(AppContext.BaseDirectory, "adc.dll"), command, folder["ad.yaml"], .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TMPDIR"] = temporary;
        return Process.Start(start)!;
    }

    // The sample's windows again and again, turned so that no two are alike.
    private void Write()
    {
        byte[] windows = SampleFiles.Array("x_test_ad.npy").Data.ToArray();
        const int RowBytes = 640 * sizeof(float);
        int samples = windows.Length / RowBytes;
        using (FileStream file = File.Create(folder["x.npy"]))
        {
            file.Write(NpyWriter.Header(NpyElementType.Float32, [Rows, 640]));
            for (int row = 0; row < Rows; row++)
            {
                ReadOnlySpan<byte> window = windows.AsSpan(row % samples * RowBytes, RowBytes);
                int turn = row / samples % 640 * sizeof(float);
                file.Write(window[turn..]);
                file.Write(window[..turn]);
            }
        }

        folder.Write("y.npy", NpyArray.Of(Enumerable.Range(0, Rows / RowsPerClip).Select(clip => clip % 2).ToArray(), Rows / RowsPerClip));
        File.Copy(SampleFiles.Int8Model, folder["ad.tflite"]);
        folder.Write("ad.yaml", $"""
            ad:
              tflite_model: ad.tflite
              test_data: x.npy
              test_labels: y.npy
              task: anomaly
              anomaly: {"{"} windows_per_label: {RowsPerClip} {"}"}
              target: {"{"} accelerator: none {"}"}
              reference: {"{"} run: [int8], layers: outputs {"}"}
            """);
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}

/// <summary>A fact that reads the memory of a process where Linux tells it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ResidentSetFactAttribute : FactAttribute
{
    public ResidentSetFactAttribute() => Skip = File.Exists("/proc/self/status") ? null : "needs /proc of Linux";
}
