using Adc.Compiler.Ir;

namespace Adc.Compiler.Targets;

/// <summary>A board one can buy, or <see cref="Boards.None"/>.</summary>
/// <param name="Name">Name in a configuration, lower case.</param>
/// <param name="PartNumbers">The part it carries, newest revision first.</param>
/// <param name="HfxoInHz">Frequency of the crystal.</param>
/// <param name="Ctune">Load capacitance of the crystal's XI side, in the units of the register field.</param>
/// <param name="Buttons">All pull their pin low.</param>
public sealed record Board(
    string Name,
    string Title,
    Sequence<string> PartNumbers,
    Vcom? Vcom,
    Sequence<Led> Leds,
    Sequence<Pin> Buttons,
    int HfxoInHz,
    int Ctune)
{
    /// <summary>The part of the newest revision.</summary>
    public Part Part => Parts.Get(PartNumbers[0]);

    public bool Carries(Part part) => PartNumbers.Contains(part.Opn);

    public override string ToString() => Name;
}
