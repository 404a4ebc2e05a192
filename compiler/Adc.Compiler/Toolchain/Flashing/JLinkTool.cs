using System.Globalization;
using Adc.Compiler.Targets;

namespace Adc.Compiler.Toolchain.Flashing;

/// <summary>SEGGER's J-Link Commander, which takes its commands from a file.</summary>
internal sealed class JLinkTool : IFlashTool
{
    private static readonly string[] Failures = ["Cannot connect", "Could not connect", "FAILED", "Failed to", "Error:", "ERROR:", "Error while"];

    public Tool Tool => Tool.JLink;

    public string Variable => "ADC_JLINK";

    public bool Flash(FlashRequest request, FlashSteps steps)
    {
        const string ReadPart = "read the part";
        if (Run(request, steps, ReadPart, string.Create(CultureInfo.InvariantCulture, $"mem32 0x{ChipIdentity.Address:X8}, 3")) is not ToolRun info)
        {
            return false;
        }

        if (ChipWords.In(info.Output) is not ChipIdentity chip)
        {
            return steps.Missed(ReadPart, "it printed no words from 0x0FE08004");
        }

        if (!chip.CanBe(request.Part))
        {
            return steps.Mismatch(chip.ToString());
        }

        string[] verify = request.Verifies ? [string.Create(CultureInfo.InvariantCulture, $"verifybin \"{request.Bin}\", 0x{request.FlashOrigin:X8}")] : [];
        return Run(request, steps, "program the board", ["r", $"loadfile \"{request.Text}\"", .. verify, "r", "g"]) is not null;
    }

    public bool Reset(FlashRequest request, FlashSteps steps) => Run(request, steps, "reset the board", "r", "g") is not null;

    public ToolComplaint? Judge(ToolRun run)
    {
        string[] lines = [.. (run.Output + "\n" + run.Error).Split('\n').Select(line => line.Trim())];
        string? failure = lines.FirstOrDefault(line => Failures.Any(words => line.Contains(words, StringComparison.Ordinal)));
        return run.ExitCode == 0 && failure is null
            ? null
            : new ToolComplaint(
                failure ?? string.Create(CultureInfo.InvariantCulture, $"it ended with exit code {run.ExitCode}"),
                "look at cable, supply and adapter; several adapters: name one by --serialno");
    }

    private static ToolRun? Run(FlashRequest request, FlashSteps steps, string purpose, params string[] commands)
    {
        string script = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(script, [.. commands, "exit"]);
            string[] adapter = request.SerialNumber is string number ? ["-SelectEmuBySN", number] : [];
            return steps.Run(
                purpose,
                ["-device", Device(request.Part), "-if", "SWD", "-speed", "4000", "-autoconnect", "1", "-ExitOnError", "1", "-NoGui", "1", .. adapter, "-CommandFile", script]);
        }
        finally
        {
            File.Delete(script);
        }
    }

    /// <summary>As the tool calls it: EFR32MG24BxxxF1536 for all parts of letter B with so much flash.</summary>
    private static string Device(Part part)
    {
        int flash = part.Opn.IndexOf('F', "EFR32".Length);
        return part.Opn.StartsWith("EFR32", StringComparison.Ordinal) && flash > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{part.Opn[..10]}xxxF{part.FlashInKib}")
            : part.Opn;
    }
}
