using System.Globalization;
using Adc.Compiler.Targets;

namespace Adc.Compiler.Toolchain.Flashing;

/// <summary>A fork of OpenOCD that knows the flash of series 2.</summary>
internal sealed class OpenOcdTool : IFlashTool
{
    public Tool Tool => Tool.OpenOcd;

    public string Variable => "ADC_OPENOCD";

    public bool Flash(FlashRequest request, FlashSteps steps)
    {
        const string ReadPart = "read the part";
        if (steps.Run(ReadPart, Session(request, "init", "halt", string.Create(CultureInfo.InvariantCulture, $"mdw 0x{ChipIdentity.Address:x8} 3"), "exit")) is not ToolRun info)
        {
            return false;
        }

        // It prints to standard error.
        if (ChipWords.In(info.Output + info.Error) is not ChipIdentity chip)
        {
            return steps.Missed(ReadPart, "it printed no words from 0x0fe08004");
        }

        string verify = request.Verifies ? " verify" : "";
        return chip.CanBe(request.Part)
            ? steps.Run("program the board", Session(request, "init", "reset_config srst_nogate", $"program {{{request.Elf}}}{verify} reset exit")) is not null
            : steps.Mismatch(chip.ToString());
    }

    public bool Reset(FlashRequest request, FlashSteps steps) => steps.Run("reset the board", Session(request, "init", "reset run", "exit")) is not null;

    public ToolComplaint? Judge(ToolRun run)
    {
        string[] errors = [.. (run.Output + "\n" + run.Error).Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("Error:", StringComparison.Ordinal))];
        return run.ExitCode == 0 && errors.Length == 0
            ? null
            : new ToolComplaint(
                errors.Length > 0 ? string.Join("; ", errors.Select(line => line["Error:".Length..].Trim())) : string.Create(CultureInfo.InvariantCulture, $"it ended with exit code {run.ExitCode}"),
                "look at the adapter, the supply, and whether this OpenOCD has target/efm32s2_g23.cfg");
    }

    private static string[] Session(FlashRequest request, params string[] commands) =>
    [
        "-f", "interface/jlink.cfg", "-f", "target/efm32s2_g23.cfg",
        .. request.SerialNumber is string number ? (string[])["-c", $"adapter serial {number}"] : [],
        .. commands.SelectMany(command => (string[])["-c", command]),
    ];
}
