using System.Globalization;

namespace Adc.Compiler.Targets;

/// <summary>A pin of the chip, such as PA5.</summary>
/// <param name="Port">Letter of the port, 'A' to 'D'.</param>
/// <param name="Number">Number within the port, from 0.</param>
public sealed record Pin(char Port, int Number)
{
    /// <summary>Index of the port's register block, 0 for port A.</summary>
    public int PortIndex => Port - 'A';

    public static Pin Parse(string name) =>
        name is ['P', >= 'A' and <= 'D' and char port, .. { Length: > 0 } number]
            ? new(port, int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture))
            : throw new FormatException($"'{name}' is not a pin such as PA5");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"P{Port}{Number}");
}
