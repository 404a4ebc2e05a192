namespace Adc.Compiler.Configuration.Yaml;

/// <summary>Looks at the blanks that start the lines of a text.</summary>
internal sealed class Indentation(string text)
{
    private int currentLine = 1;
    private int startOfLine;

    /// <summary>Column of the first tab in front of anything else on a line; lines and columns count from 1.</summary>
    public int? FirstTab(long line)
    {
        GoTo(line);
        int i = startOfLine;
        while (i < text.Length && text[i] == ' ')
        {
            i++;
        }

        return i < text.Length && text[i] == '\t' ? i - startOfLine + 1 : null;
    }

    // Questions come in the order of lines, so that one walk over the text answers them all.
    private void GoTo(long line)
    {
        if (line < currentLine)
        {
            currentLine = 1;
            startOfLine = 0;
        }

        while (currentLine < line && startOfLine < text.Length)
        {
            int lineBreak = text.AsSpan(startOfLine).IndexOfAny('\r', '\n');
            startOfLine = lineBreak < 0 ? text.Length : startOfLine + lineBreak + 1;
            if (startOfLine < text.Length && text[startOfLine - 1] == '\r' && text[startOfLine] == '\n')
            {
                startOfLine++;
            }

            currentLine++;
        }
    }
}
