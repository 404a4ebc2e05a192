namespace Adc.Compiler.Configuration;

/// <summary>A setting from the command line, <c>--set PATH=VALUE</c>.</summary>
/// <param name="Path">Test and key joined by dots; a key without a test holds for all tests.</param>
/// <param name="Value">As it would stand in the file.</param>
public sealed record SettingOverride(string Path, string Value)
{
    /// <summary>Splits at the first '='; null when there is none or nothing in front of it.</summary>
    public static SettingOverride? Parse(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals <= 0 ? null : new(text[..equals].Trim(), text[(equals + 1)..]);
    }

    public override string ToString() => $"{Path}={Value}";
}
