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

        Int128 sum = 0;
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
            sum = Int128.Min((sum * radix) + digit, long.MaxValue);
        }

        value = (long)(isNegative ? -sum : sum);
        return true;
    }
}
