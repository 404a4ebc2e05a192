using Adc.Compiler.Ir;

namespace Adc.Compiler.Targets;

/// <summary>Every board that adc knows, one record each.</summary>
public static class Boards
{
    private const int Crystal = 39_000_000;

    private static readonly Vcom KitVcom = new(Pin.Parse("PA5"), Pin.Parse("PA6"));

    private static readonly Vcom RadioBoardVcom =
        new(Pin.Parse("PA8"), Pin.Parse("PA9"), Cts: Pin.Parse("PB5"), Rts: Pin.Parse("PA0"), Enable: Pin.Parse("PB0"));

    /// <summary>No board: a bare part without a known serial connection.</summary>
    public static Board None { get; } =
        new("none", "no board", ["EFR32MG24B310F1536IM48"], Vcom: null, Leds: [], Buttons: [], Crystal, Ctune: 140);

    public static Board Brd2601B { get; } = new(
        "brd2601b", "xG24 Dev Kit", ["EFR32MG24B310F1536IM48"], KitVcom,
        [ActiveLow("red", "PD2"), ActiveLow("green", "PA4"), ActiveLow("blue", "PB0")], [Pin.Parse("PB2"), Pin.Parse("PB3")],
        Crystal, Ctune: 140);

    private static readonly Board Brd4186C = new(
        "brd4186c", "xG24-RB4186C radio board, 10 dBm", ["EFR32MG24B210F1536IM48"], RadioBoardVcom,
        [ActiveHigh("led0", "PB2"), ActiveHigh("led1", "PB4")], [Pin.Parse("PB1"), Pin.Parse("PB3")], Crystal, Ctune: 87);

    private static readonly Board Brd4187C = Brd4186C with
    {
        Name = "brd4187c",
        Title = "xG24-RB4187C radio board, 20 dBm",
        PartNumbers = ["EFR32MG24B220F1536IM48"],
        Ctune = 95,
    };

    /// <summary>Without <see cref="None"/>.</summary>
    public static Sequence<Board> All { get; } =
    [
        Brd2601B with { Name = "brd2601a", Title = "xG24 Dev Kit, first revision", PartNumbers = ["EFR32MG24B110F1536GM48"] },
        Brd2601B,
        new(
            "brd2703a", "xG24 Explorer Kit", ["EFR32MG24B210F1536IM48", "EFR32MG24B020F1536IM48"],
            KitVcom with { Cts = Pin.Parse("PA9"), Rts = Pin.Parse("PA8") },
            [ActiveHigh("led0", "PA4"), ActiveHigh("led1", "PA7")], [Pin.Parse("PB2"), Pin.Parse("PB3")], Crystal, Ctune: 100),
        Brd4186C with { Name = "brd4186a", PartNumbers = ["EFR32MG24A010F1536GM48"] },
        Brd4186C with { Name = "brd4186b", PartNumbers = ["EFR32MG24B010F1536IM48"] },
        Brd4186C,
        Brd4187C with { Name = "brd4187a", PartNumbers = ["EFR32MG24A020F1536GM48"] },
        Brd4187C with { Name = "brd4187b", PartNumbers = ["EFR32MG24B020F1536IM48"] },
        Brd4187C,
        new(
            "brd2608a", "xG26 Dev Kit", ["EFR32MG26B510F3200IM68"], KitVcom with { Cts = Pin.Parse("PA9"), Rts = Pin.Parse("PA8") },
            [ActiveLow("led0", "PD7"), ActiveLow("led1", "PA4"), ActiveLow("led2", "PB0")], [Pin.Parse("PB2"), Pin.Parse("PB3")],
            Crystal, Ctune: 140),
    ];

    /// <summary>The board with this name in any case, also <see cref="None"/>, or null.</summary>
    public static Board? Find(string name) =>
        name.Equals(None.Name, StringComparison.OrdinalIgnoreCase)
            ? None
            : All.FirstOrDefault(board => board.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static Led ActiveLow(string name, string pin) => new(name, Pin.Parse(pin), IsActiveLow: true);

    private static Led ActiveHigh(string name, string pin) => new(name, Pin.Parse(pin), IsActiveLow: false);
}
