using System.Globalization;
using System.Text.RegularExpressions;
using Adc.Compiler.Targets;
using Adc.Tests.Support;

namespace Adc.Tests.Targets;

/// <summary>The tables of parts and boards against the document of facts beside the checkout.</summary>
public sealed class FactsDocumentTests
{
    private static string[] Lines => File.ReadAllLines(Repository.InShared("design", "efr32xg24.md"));

    [SharedFact]
    public void Every_part_has_the_memories_and_the_accelerator_of_its_row()
    {
        HashSet<Part> covered = [];
        string[][] rows = [.. Section("### 1.2 ").Select(Cells).Where(cells => cells.Length == 6 && Regex.IsMatch(cells[0], @"[AB]\d10|[AB]\d20"))];
        Assert.Equal(13, rows.Length);
        foreach (string[] row in rows)
        {
            string[] devices = [.. Regex.Matches(row[0], @"[AB]\d{3}").Select(match => match.Value)];
            string[] packages = [.. Regex.Matches(row[0], @"[GI]M").Select(match => match.Value).Distinct()];
            Part[] parts = [.. Parts.All.Where(part => devices.Any(device => Regex.IsMatch(
                part.Opn, $"^EFR32MG24{device}F{row[1]}{(packages.Length > 0 ? $"({string.Join('|', packages)})" : "")}")))];
            Assert.True(parts.Length >= devices.Length, row[0]);
            Assert.All(parts, part => Assert.Equal(
                (part.Opn, int.Parse(row[1], null), int.Parse(row[2], null), row[3] == "yes", row[5].StartsWith("High", StringComparison.Ordinal)),
                (part.Opn, part.FlashInKib, part.RamInKib, part.HasMvp, part.Security == SecurityLevel.High)));
            covered.UnionWith(parts);
        }

        Assert.Equal([], Parts.All.Where(part => part.Opn.StartsWith("EFR32MG24", StringComparison.Ordinal)).Except(covered));
    }

    [SharedFact]
    public void Every_board_has_the_pins_and_the_crystal_of_its_row()
    {
        string[][] rows = [.. Section("### 3.1 ").Select(Cells).Where(cells => cells.Length == 12)];
        foreach (Board board in Boards.All)
        {
            // Older revisions share the row of a board: "BRD4186B / A".
            string name = board.Name.ToUpperInvariant();
            string[] row = rows.First(cells => cells[0].StartsWith(name, StringComparison.Ordinal)
                || (cells[0].StartsWith(name[..^1], StringComparison.Ordinal) && cells[0].EndsWith($"/ {name[^1]}", StringComparison.Ordinal)));
            Assert.Equal(
                (name, row[4], row[6] == "none" ? null : row[6], row[9], row[10]),
                (name, $"{board.Vcom!.Tx}/{board.Vcom.Rx}", board.Vcom.Enable?.ToString(), Text(board.HfxoInHz / 1_000_000), Text(board.Ctune)));
            Assert.All(board.PartNumbers, opn => Assert.Contains(opn[^"B310F1536IM48".Length..^9], row[2], StringComparison.Ordinal));
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<string> Section(string title) =>
        Lines.SkipWhile(line => !line.StartsWith(title, StringComparison.Ordinal)).Skip(1).TakeWhile(line => !line.StartsWith('#'));

    private static string[] Cells(string line) => line.StartsWith('|') ? [.. line.Trim('|').Split('|').Select(cell => cell.Replace("*", "", StringComparison.Ordinal).Trim())] : [];
}
