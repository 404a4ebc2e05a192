using System.Globalization;
using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Formats.Npy;

namespace Adc.Compiler.Evaluation.Data;

/// <summary>Reads <c>anomaly.groups</c>: the name of each clip's group, from a .npy array of numbers or a table in CSV.</summary>
internal static class ClipGroups
{
    private const string Key = "anomaly.groups";

    /// <summary>Columns that name groups in a table of several.</summary>
    private static readonly string[] Names = ["group", "machine_id", "machine", "id"];

    /// <returns>A name for each clip; null when there are no groups, or <paramref name="diagnostics"/> got an error.</returns>
    public static Sequence<string>? Read(ModelConfig config, int clips, DiagnosticBag diagnostics)
    {
        if (config.Anomaly.Groups is not { } path)
        {
            return null;
        }

        Sequence<string>? groups = path.Value.Full.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
            ? OfTable(path, diagnostics)
            : OfArray(path, diagnostics);
        if (groups is not null && groups.Count != clips)
        {
            diagnostics.Report(Catalogue.LabelCount, path.Origin, Key, groups.Count, clips, " or clips to group");
            return null;
        }

        return groups;
    }

    private static Sequence<string>? OfArray(Setting<FilePath> path, DiagnosticBag diagnostics)
    {
        if (DataFile.ReadArray(Key, path, diagnostics) is not NpyArray array)
        {
            return null;
        }

        if (WholeNumbers.Of(array) is not int[] numbers)
        {
            diagnostics.Report(Catalogue.DataType, path.Origin, Key, path.Value.Written, array.Type.ToString().ToLowerInvariant(), "whole numbers");
            return null;
        }

        return numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)).ToSequence();
    }

    private static Sequence<string>? OfTable(Setting<FilePath> path, DiagnosticBag diagnostics)
    {
        string[][] rows;
        try
        {
            rows = [.. File.ReadLines(path.Value.Full).Where(line => line.Trim().Length > 0).Select(line => Array.ConvertAll(line.Split(','), cell => cell.Trim().Trim('"')))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            string reason = exception is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : exception.Message;
            diagnostics.Report(Catalogue.FileMissing, path.Origin, Key, path.Value.Written, reason);
            return null;
        }

        string[] head = rows.Length == 0 ? [] : Array.ConvertAll(rows[0], name => name.ToLowerInvariant());
        int column = Array.FindIndex(head, name => Names.Contains(name));
        bool hasHead = column >= 0;
        if (!hasHead && head.Length > 1)
        {
            diagnostics.Report(Catalogue.GroupColumn, path.Origin, Key, path.Value.Written, string.Join(", ", head), string.Join(", ", Names));
            return null;
        }

        return rows.Skip(hasHead ? 1 : 0).Select(row => row.ElementAtOrDefault(Math.Max(0, column)) ?? "").ToSequence();
    }
}
