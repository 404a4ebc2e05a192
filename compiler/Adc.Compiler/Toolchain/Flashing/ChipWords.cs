using System.Globalization;
using System.Text.RegularExpressions;
using Adc.Compiler.Targets;

namespace Adc.Compiler.Toolchain.Flashing;

/// <summary>The chip's identity as debuggers print memory: an address, then words in hexadecimal.</summary>
internal static partial class ChipWords
{
    /// <summary>Null when the words are not there.</summary>
    public static ChipIdentity? In(string output)
    {
        Match match = Line().Match(output);
        return match.Success ? ChipIdentity.FromWords(Word(match, 1), Word(match, 3)) : null;
    }

    private static uint Word(Match match, int group) => uint.Parse(match.Groups[group].Value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\b(?:0x)?0*fe08004\s*[:=]\s*([0-9a-f]{8})\s+([0-9a-f]{8})\s+([0-9a-f]{8})", RegexOptions.IgnoreCase)]
    private static partial Regex Line();
}
