using System.Diagnostics;
using Adc.Tests.Cli;
using Adc.Tests.Support;

namespace Adc.Tests.EndToEnd;

/// <summary>What <c>dotnet pack</c> makes needs nothing of the checkout.</summary>
public sealed class PackedToolTests
{
    private const string Project = "compiler/Adc.Cli/Adc.Cli.csproj";

    [ToolFact("dotnet", "arm-none-eabi-gcc", "libunicorn.so.2", "cc")]
    public void A_tool_installed_from_the_package_compiles_the_sample()
    {
        using var folder = new WorkFolder();
        string dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        // The build that is tested is packed; the restore asks no registry, since no other source is named.
        Run(dotnet, Repository.Root, "pack", Project, "-c", "Release", "--no-build", "-o", folder["packages"], "--nologo", "-v", "quiet");
        string config = folder.Write("nuget.config", $"<configuration><packageSources><clear/><add key=\"here\" value=\"{folder["packages"]}\"/></packageSources></configuration>\n");
        Run(dotnet, folder.Path, "tool", "install", "adc", "--tool-path", folder["tools"], "--configfile", config);
        Directory.CreateDirectory(folder["work"]);
        CopySample(folder["work"]);

        string version = Run(folder["tools/adc"], folder["work"], "--version");
        string summary = Run(folder["tools/adc"], folder["work"], "compile", "compiler_sample_ad_input.yaml");

        Assert.StartsWith("adc ", version, StringComparison.Ordinal);
        Assert.Contains("host      PASS", summary, StringComparison.Ordinal);
        Assert.Contains("board     PASS", summary, StringComparison.Ordinal);
        Assert.True(File.Exists(folder["work/outputs/tinyml_ad/firmware/tinyml_ad.elf"]));
    }

    private static void CopySample(string target)
    {
        string[] files = ["compiler_sample_ad_input.yaml", .. ((string[])["ad_sample_int8.tflite", "ad_sample.h5", "data/x_test_ad.npy", "data/y_test_ad.npy"]).Select(file => $"samples/anomaly_detection/{file}")];
        foreach (string file in files)
        {
            string to = Path.Combine(target, file);
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(Path.Combine(Repository.Root, file), to);
        }
    }

    /// <summary>Runs a program with PATH alone in its environment, and a home folder for what dotnet wants to remember.</summary>
    private static string Run(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        string? home = Environment.GetEnvironmentVariable("HOME"), root = Environment.GetEnvironmentVariable("DOTNET_ROOT");
        start.Environment.Clear();
        foreach ((string name, string? value) in ((string, string?)[])[("PATH", Environment.GetEnvironmentVariable("PATH")), ("HOME", home), ("DOTNET_ROOT", root), ("DOTNET_CLI_TELEMETRY_OPTOUT", "1")])
        {
            if (value is not null)
            {
                start.Environment[name] = value;
            }
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{output}{errors.Result}");
        return output;
    }
}
