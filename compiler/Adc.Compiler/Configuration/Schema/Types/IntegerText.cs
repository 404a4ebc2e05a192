namespace Adc.Compiler.Configuration.Schema.Types;

/// <summary>Integers as the configuration writes them: decimal or 0x, with '_' between digits.</summary>
internal static class IntegerText
{
    /// <summary>False when the text is no integer. Numbers beyond 64 bits become the nearest end of that range.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out long value)
    {
        value = 0;
        text = text.Trim();
        bool isNegative = text is ['-', ..];
        if (text is ['-' or '+', ..])
        {
            text = text[1..];
        }

        int radix = 10;
        if (text is ['0', 'x' or 'X', ..])
        {
            radix = 16;
            text = text[2..];
        }

        if (text.IsEmpty || text[0] == '_' || text[^1] == '_')
        {
            return false;
        }

        // A sum that would pass the end stays there.
        foreach (char c in text)
        {
            if (c == '_')
            {
                continue;
            }

            if (!char.IsAsciiHexDigit(c) || (radix == 10 && !char.IsAsciiDigit(c)))
            {
                return false;
            }

            int digit = char.IsAsciiDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10;
            value = value > (long.MaxValue - digit) / radix ? long.MaxValue : (value * radix) + digit;
        }

        value = isNegative ? -value : value;
        return true;
    }
}
