using System.Globalization;
using Adc.Compiler.Diagnostics;

namespace Adc.Cli.Printing;

/// <summary>Shows the line of a configuration that a diagnostic is about, with carets below the word.</summary>
internal sealed class SourceExcerpt
{
    private const long LargestFile = 1 << 20;

    private const int LongestLine = 100;

    private readonly Dictionary<string, string[]> files = [];

    /// <returns>Two lines, or null for places that are in no text file.</returns>
    public string? Of(Origin origin)
    {
        if (origin.Line is not int line || origin.Column is not int column || Lines(origin.File) is not string[] lines || line > lines.Length)
        {
            return null;
        }

        string source = lines[line - 1].TrimEnd().Replace('\t', ' ');
        if (source.Length > LongestLine || source.Any(char.IsControl) || column > source.Length)
        {
            return null;
        }

        int width = 1;
        while (column - 1 + width < source.Length && source[column - 1 + width] is not (' ' or ':' or ',' or '[' or ']' or '{' or '}'))
        {
            width++;
        }

        string number = line.ToString(CultureInfo.InvariantCulture);
        return $"  {number} | {source}\n  {new string(' ', number.Length)} | {new string(' ', column - 1)}{new string('^', width)}\n";
    }

    private string[]? Lines(string file)
    {
        if (!files.TryGetValue(file, out string[]? lines))
        {
            try
            {
                lines = new FileInfo(file) is { Exists: true, Length: <= LargestFile } ? File.ReadAllLines(file) : [];
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
            {
                lines = [];
            }

            files[file] = lines;
        }

        return lines.Length == 0 ? null : lines;
    }
}
