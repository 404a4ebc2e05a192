using System.Text;

namespace Adc.Compiler.Emission;

/// <summary>Makes text from model files safe inside a C block comment.</summary>
public static class CComment
{
    private const int LongestName = 60;

    /// <summary>ASCII, one line, no end of comment, no trigraph, no line continuation.</summary>
    public static string Text(string text)
    {
        var safe = new StringBuilder();
        foreach (char c in text)
        {
            if (safe.Length == LongestName)
            {
                return safe.Append("...").ToString();
            }

            bool unsafeHere = c is < ' ' or > '~' or '\\' or '?' || (c == '/' && safe.Length > 0 && safe[^1] == '*') || (c == '*' && safe.Length > 0 && safe[^1] == '/');
            safe.Append(unsafeHere ? '_' : c);
        }

        return safe.ToString();
    }
}
