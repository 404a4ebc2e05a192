using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Adc.Tests.Support;

namespace Adc.Tests.Cli;

/// <summary>What only a process of its own can show: signals, and an environment without tools.</summary>
public sealed class ProcessTests
{
    private const int Interrupt = 2, Terminate = 15;

    [Fact]
    public async Task Without_a_C_compiler_on_the_path_the_emitted_C_stays()
    {
        using WorkFolder folder = SmallModel.Folder();
        using Process process = Start(path: "", "compile", folder["small.yaml"], "--json");
        Task<string> reading = process.StandardError.ReadToEndAsync();
        using JsonDocument result = JsonDocument.Parse(await process.StandardOutput.ReadToEndAsync());
        string error = await reading;
        await process.WaitForExitAsync();

        Assert.Equal(8, process.ExitCode);
        Assert.Contains("error ADC7001: 'arm-none-eabi-gcc' was not found; on Debian and Ubuntu: apt-get install", error, StringComparison.Ordinal);
        Assert.Contains("error ADC7001: 'cc' was not found", error, StringComparison.Ordinal);
        Assert.Equal(8, result.RootElement.GetProperty("exit_code").GetInt32());
        Assert.Contains("outputs/small/small.c", folder.Listing);
        Assert.Contains("outputs/small/report.json", folder.Listing);
        Assert.DoesNotContain(folder.Listing, entry => entry.Contains("partial", StringComparison.Ordinal) || entry.EndsWith(".elf", StringComparison.Ordinal));
    }

    [ToolTheory("arm-none-eabi-gcc")]
    [InlineData(Interrupt)]
    [InlineData(Terminate)]
    public void A_signal_during_the_C_build_leaves_nothing(int signal)
    {
        using WorkFolder folder = SmallModel.Folder();
        using Process process = Start(Environment.GetEnvironmentVariable("PATH"), "compile", folder["small.yaml"]);
        SpinWait.SpinUntil(() => process.HasExited || folder.Listing.Any(entry => entry.EndsWith("/obj", StringComparison.Ordinal)), TimeSpan.FromSeconds(60));
        Assert.Equal(0, Kill(process.Id, signal));
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.Equal("adc: interrupted; nothing was left half-written\n", error);
        Assert.Equal(130, process.ExitCode);
        Assert.Equal(["small.tflite", "small.yaml"], folder.Listing);
    }

    private static Process Start(string? path, params string[] arguments)
    {
        string dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(dotnet, [Path.Combine(AppContext.BaseDirectory, "adc.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = path;
        return Process.Start(start)!;
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
