namespace Adc.Compiler.Toolchain.Flashing;

/// <summary>One way to program a board.</summary>
internal interface IFlashTool
{
    Tool Tool { get; }

    /// <summary>Environment variable that names the program or its folder.</summary>
    string Variable { get; }

    /// <summary>Checks the part, programs, verifies if asked, and lets the firmware run; false with a diagnostic.</summary>
    bool Flash(FlashRequest request, FlashSteps steps);

    /// <summary>Lets the firmware start anew; false with a diagnostic.</summary>
    bool Reset(FlashRequest request, FlashSteps steps);

    /// <summary>What went wrong in a run and what helps, or null for a good one.</summary>
    ToolComplaint? Judge(ToolRun run);
}

/// <param name="Message">What the tool said.</param>
/// <param name="Advice">What helps.</param>
internal sealed record ToolComplaint(string Message, string Advice);
