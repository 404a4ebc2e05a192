namespace Adc.Compiler.Configuration;

/// <summary>Where current figures for energy estimates come from.</summary>
/// <param name="Name">"builtin", "none" for no estimate, or the path as written.</param>
/// <param name="File">A file of measured figures, or null.</param>
public sealed record EnergyModel(string Name, FilePath? File = null)
{
    public static EnergyModel BuiltIn { get; } = new("builtin");

    public static EnergyModel None { get; } = new("none");

    public override string ToString() => Name;
}
