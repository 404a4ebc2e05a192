namespace Adc.Compiler.Configuration.Schema;

/// <summary>Text of our own as an argument of a diagnostic: long lists of names must not be cut like names from hostile files.</summary>
internal sealed record Wording(string Text)
{
    /// <summary>"a", "a or b", "a, b or c".</summary>
    public static string AnyOf(IReadOnlyList<string> names) =>
        names.Count <= 1 ? string.Concat(names) : $"{string.Join(", ", names.SkipLast(1))} or {names[^1]}";

    public override string ToString() => Text;
}
