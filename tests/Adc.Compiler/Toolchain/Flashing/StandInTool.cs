using System.Runtime.Versioning;
using Adc.Tests.Firmware;

namespace Adc.Tests.Toolchain.Flashing;

/// <summary>A shell script in the place of a programmer: it notes its arguments and answers each verb as it is told.</summary>
internal sealed class StandInTool : IDisposable
{
    /// <summary>What Commander prints for a healthy board.</summary>
    public const string DeviceInfo = "Part Number    : EFR32MG24B310F1536IM48\nDie Revision   : A1\nFlash Size     : 1536 kB\nSRAM Size      : 256 kB\nDONE";

    private readonly BuildFolder folder = new();

    /// <param name="answers">A shell pattern over all arguments; what is printed; the exit code.</param>
    [UnsupportedOSPlatform("windows")]
    public StandInTool(string name, params (string Pattern, string Text, int ExitCode)[] answers)
    {
        string cases = string.Concat(answers.Select(answer => $"{answer.Pattern})\ncat <<'END'\n{answer.Text}\nEND\nexit {answer.ExitCode} ;;\n"));
        Path = folder.Write(name, $"#!/bin/sh\necho \"$*\" >> '{folder.File("calls")}'\nfor last; do :; done\n[ -f \"$last\" ] && cat \"$last\" >> '{folder.File("calls")}'\ncase \"$*\" in\n{cases}esac\necho DONE\n");
        File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public string Path { get; }

    public string[] Calls => File.Exists(folder.File("calls")) ? File.ReadAllLines(folder.File("calls")) : [];

    /// <summary>Commander with a board of the part at its adapter.</summary>
    [UnsupportedOSPlatform("windows")]
    public static StandInTool Commander(params (string Pattern, string Text, int ExitCode)[] first) =>
        new("commander", [.. first, ("device\\ info*", DeviceInfo, 0), ("flash*", "Writing 4096 bytes starting at address 0x08000000\nDONE", 0)]);

    public void Dispose() => folder.Dispose();
}
