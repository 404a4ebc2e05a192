using System.Globalization;

namespace Adc.Compiler.Configuration;

/// <summary>Names one layer by its index, or all layers of one operator by its name.</summary>
/// <param name="Index">Index in execution order, from 0; null when <paramref name="Operator"/> is given.</param>
/// <param name="Operator">Name of an operator in any case, such as FULLY_CONNECTED; null when <paramref name="Index"/> is given.</param>
public sealed record LayerSelector(int? Index, string? Operator)
{
    public static LayerSelector Of(int index) => new(index, null);

    public static LayerSelector Of(string operatorName) => new(null, operatorName);

    public override string ToString() => Operator ?? Index!.Value.ToString(CultureInfo.InvariantCulture);
}
