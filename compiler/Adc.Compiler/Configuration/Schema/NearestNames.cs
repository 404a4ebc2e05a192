namespace Adc.Compiler.Configuration.Schema;

/// <summary>Finds what somebody may have meant by a misspelt name.</summary>
internal static class NearestNames
{
    private const int MostSuggestions = 3;

    // Names longer than this are not misspelt keys, and comparing them would take quadratic time.
    private const int LongestName = 64;

    /// <summary>The nearest candidates that are near enough to be meant, nearest first; in any case.</summary>
    public static IReadOnlyList<string> Among(IEnumerable<string> candidates, string name)
    {
        if (name.Length > LongestName)
        {
            return [];
        }

        string wanted = name.ToLowerInvariant();
        int farthest = Math.Max(1, name.Length / 4);
        (string Candidate, int Distance)[] near =
        [
            .. candidates.Where(candidate => Math.Abs(candidate.Length - name.Length) <= farthest)
                .Select(candidate => (candidate, Distance(candidate.ToLowerInvariant(), wanted)))
                .Where(pair => pair.Item2 <= farthest)
                .OrderBy(pair => pair.Item2)
        ];
        return [.. near.Where(pair => pair.Distance == near[0].Distance).Take(MostSuggestions).Select(pair => pair.Candidate)];
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbours that turn one text into the other.</summary>
    internal static int Distance(string from, string to)
    {
        var rows = new int[from.Length + 1, to.Length + 1];
        for (int i = 0; i <= from.Length; i++)
        {
            rows[i, 0] = i;
        }

        for (int j = 0; j <= to.Length; j++)
        {
            rows[0, j] = j;
        }

        for (int i = 1; i <= from.Length; i++)
        {
            for (int j = 1; j <= to.Length; j++)
            {
                int replaced = rows[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(replaced, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[from.Length, to.Length];
    }
}
