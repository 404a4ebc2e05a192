using Adc.Compiler.Targets;

namespace Adc.Tests.Targets;

public class BoardsTests
{
    [Fact]
    public void Knows_the_boards_of_the_documentation() =>
        Assert.Equal(
            [
                "brd2601a", "brd2601b", "brd2703a", "brd4186a", "brd4186b", "brd4186c", "brd4187a", "brd4187b", "brd4187c", "brd2608a",
            ],
            Boards.All.Select(board => board.Name));

    [Theory]
    [InlineData("brd2601a", "EFR32MG24B110F1536GM48", "PA5", "PA6", null, 140)]
    [InlineData("brd2601b", "EFR32MG24B310F1536IM48", "PA5", "PA6", null, 140)]
    [InlineData("brd2703a", "EFR32MG24B210F1536IM48", "PA5", "PA6", null, 100)]
    [InlineData("brd4186a", "EFR32MG24A010F1536GM48", "PA8", "PA9", "PB0", 87)]
    [InlineData("brd4186b", "EFR32MG24B010F1536IM48", "PA8", "PA9", "PB0", 87)]
    [InlineData("brd4186c", "EFR32MG24B210F1536IM48", "PA8", "PA9", "PB0", 87)]
    [InlineData("brd4187a", "EFR32MG24A020F1536GM48", "PA8", "PA9", "PB0", 95)]
    [InlineData("brd4187b", "EFR32MG24B020F1536IM48", "PA8", "PA9", "PB0", 95)]
    [InlineData("brd4187c", "EFR32MG24B220F1536IM48", "PA8", "PA9", "PB0", 95)]
    [InlineData("brd2608a", "EFR32MG26B510F3200IM68", "PA5", "PA6", null, 140)]
    public void Gives_part_serial_pins_and_crystal(string name, string opn, string tx, string rx, string? enable, int ctune)
    {
        Board board = Boards.Find(name)!;

        Assert.Equal(
            (opn, tx, rx, enable, ctune, 39_000_000),
            (board.Part.Opn, $"{board.Vcom!.Tx}", $"{board.Vcom.Rx}", board.Vcom.Enable?.ToString(), board.Ctune, board.HfxoInHz));
    }

    [Fact]
    public void The_dev_kit_has_a_red_light_that_is_active_low()
    {
        Led red = Boards.Brd2601B.Leds[0];

        Assert.Equal(("red", "PD2", true), (red.Name, red.Pin.ToString(), red.IsActiveLow));
    }

    [Fact]
    public void Every_part_number_of_a_board_is_in_the_table_of_parts() =>
        Assert.All(Boards.All.Append(Boards.None).SelectMany(board => board.PartNumbers), opn => Assert.NotNull(Parts.Find(opn)));

    [Fact]
    public void An_older_revision_of_the_explorer_kit_carries_a_part_without_accelerator()
    {
        Part older = Parts.Find("EFR32MG24B020F1536IM48")!;

        Assert.True(Boards.Find("brd2703a")!.Carries(older));
        Assert.False(older.HasMvp);
    }

    [Theory]
    [InlineData("BRD2601B", "brd2601b")]
    [InlineData("None", "none")]
    [InlineData("brd2601", null)]
    public void Finds_boards_by_full_name_in_any_case(string name, string? found) => Assert.Equal(found, Boards.Find(name)?.Name);

    [Theory]
    [InlineData("PA5", 0, 5)]
    [InlineData("PD13", 3, 13)]
    public void Reads_pins(string name, int port, int number)
    {
        Pin pin = Pin.Parse(name);

        Assert.Equal((port, number, name), (pin.PortIndex, pin.Number, pin.ToString()));
    }

    [Theory]
    [InlineData("PE1")]
    [InlineData("PA")]
    [InlineData("A5")]
    [InlineData("PA-1")]
    public void Refuses_what_is_no_pin(string name) => Assert.Throws<FormatException>(() => Pin.Parse(name));
}
