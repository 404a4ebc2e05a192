using Adc.Simulator.Board.Core;

namespace Adc.Simulator.Board;

/// <summary>Collects what the firmware does that silicon would not like, each thing once.</summary>
internal sealed class BoardLog(SymbolMap symbols)
{
    // Firmware that does something new and wrong in a loop must not fill memory.
    private const int Most = 100;

    private readonly List<string> warnings = [];
    private readonly HashSet<string> known = [];

    public IReadOnlyList<string> Warnings => warnings;

    /// <summary>The core, whose present instruction is the place of a warning.</summary>
    public CortexM33? Core { get; set; }

    public void Warn(string warning)
    {
        if (warnings.Count < Most && known.Add(warning))
        {
            warnings.Add(Core is null ? warning : $"{warning} (at {symbols.Describe(Core.ExecutingAt)})");
        }
    }
}
