using System.Globalization;
using Adc.Compiler.Diagnostics;

namespace Adc.Compiler.Configuration;

/// <summary>Rows from the first to the last, both included.</summary>
/// <param name="IsRange">Whether it was written as a-b, whose end other tools leave out.</param>
public sealed record RowRange(int First, int Last, bool IsRange, Origin Origin)
{
    public override string ToString() =>
        IsRange ? string.Create(CultureInfo.InvariantCulture, $"{First}-{Last}") : First.ToString(CultureInfo.InvariantCulture);
}
