using System.Globalization;
using System.Text.RegularExpressions;

namespace Adc.Compiler.Toolchain.Flashing;

/// <summary>Simplicity Commander.</summary>
/// <remarks>
/// Ends with 0, with -1 for a command line or file that it does not understand, with -2 for what went wrong with adapter or
/// chip. Its last line is DONE also after failures.
/// </remarks>
internal sealed partial class CommanderTool : IFlashTool
{
    // Codes -1 and -2 as POSIX and Windows show them.
    private static readonly int[] InputErrors = [255, -1], RunTimeErrors = [254, -2];

    /// <summary>Words in the tool's messages, and what helps; the first that is found counts.</summary>
    private static readonly (string Words, string Advice)[] Remedies =
    [
        ("more than one debugger", "name one of the adapters by --serialno"),
        ("given serial number", "no adapter with this serial number is free; look at --serialno, the cable, and other programs that hold the adapter"),
        ("J-Link via USB", "there is no adapter, or no permission to use it (on Linux: the udev rules that come with J-Link)"),
        ("connect to J-Link", "there is no adapter, or no permission to use it (on Linux: the udev rules that come with J-Link)"),
        ("J-Link connection", "there is no adapter, or another program holds it"),
        ("connect debugger", "the chip has no supply, is locked, or sleeps; 'commander device recover' erases and unlocks it"),
        ("get MCU information", "the chip has no supply, is locked, or sleeps; 'commander device recover' erases and unlocks it"),
        ("Verif", "the flash does not hold what was written; program once more, after 'commander device masserase'"),
    ];

    public Tool Tool => Tool.Commander;

    public string Variable => "ADC_COMMANDER";

    public bool Flash(FlashRequest request, FlashSteps steps)
    {
        string[] adapter = Adapter(request);
        const string ReadPart = "read the part number";
        if (steps.Run(ReadPart, ["device", "info", "--device", Family(request), .. adapter]) is not ToolRun info)
        {
            return false;
        }

        Match part = PartNumber().Match(info.Output);
        if (!part.Success)
        {
            return steps.Missed(ReadPart, "it printed no line 'Part Number'");
        }

        if (!part.Groups[1].Value.StartsWith(request.Part.Opn, StringComparison.OrdinalIgnoreCase))
        {
            return steps.Mismatch(part.Groups[1].Value);
        }

        return steps.Run("program the board", ["flash", request.Text, "--device", request.Part.Opn, .. adapter]) is not null
            && (!request.Verifies || steps.Run("read the flash back", ["verify", request.Text, "--device", request.Part.Opn, .. adapter]) is not null)
            && Reset(request, steps);
    }

    public bool Reset(FlashRequest request, FlashSteps steps) =>
        steps.Run("reset the board", ["device", "reset", "--device", request.Part.Opn, .. Adapter(request)]) is not null;

    public ToolComplaint? Judge(ToolRun run)
    {
        string[] lines = [.. (run.Output + "\n" + run.Error).Split('\n').Select(line => line.Trim())];
        string[] errors = [.. lines.Where(line => line.StartsWith("ERROR:", StringComparison.Ordinal)).Select(line => line["ERROR:".Length..].Trim())];
        if (run.ExitCode == 0 && (errors.Length == 0 || IsBenign(lines, errors)))
        {
            return null;
        }

        string message = errors.Length > 0 ? string.Join("; ", errors) : string.Create(CultureInfo.InvariantCulture, $"it ended with exit code {run.ExitCode}");
        string advice = Remedies.FirstOrDefault(remedy => lines.Any(line => line.Contains(remedy.Words, StringComparison.OrdinalIgnoreCase))).Advice
            ?? (InputErrors.Contains(run.ExitCode) ? "this version does not understand adc's command line or the file; update it"
                : RunTimeErrors.Contains(run.ExitCode) || run.ExitCode == 0 ? "look at cable, supply and adapter"
                : "the tool itself seems to be broken");
        return new ToolComplaint(message, advice);
    }

    /// <summary>A retry inside the tool that went well in the end.</summary>
    private static bool IsBenign(string[] lines, string[] errors) =>
        lines.Any(line => line.Contains("DCI communication failed", StringComparison.Ordinal))
        && errors.All(error => error.StartsWith("Timeout while waiting", StringComparison.Ordinal) || error.StartsWith("DP write failed", StringComparison.Ordinal));

    private static string[] Adapter(FlashRequest request) => request.SerialNumber is string number ? ["--serialno", number] : [];

    // The tool takes prefixes; any part of the family is welcome, to be told about it.
    private static string Family(FlashRequest request) => request.Part.Opn[..Math.Min(request.Part.Opn.Length, "EFR32MG24".Length)];

    [GeneratedRegex(@"^\s*Part Number\s*:\s*(\S+)", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex PartNumber();
}
