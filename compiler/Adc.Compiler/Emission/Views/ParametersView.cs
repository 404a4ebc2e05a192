namespace Adc.Compiler.Emission.Views;

/// <summary>Feeds parameters.h.hbs and parameters.c.hbs.</summary>
internal sealed record ParametersView(string Name, string Macro, string Source, string Hash, string Version, IReadOnlyList<ParameterView> Parameters)
{
    public int Count => Parameters.Count;
}

/// <summary>A value, or a list of them.</summary>
/// <param name="Key">Name in the configuration, safe in a comment.</param>
/// <param name="Text">The same as a C string.</param>
/// <param name="CType">Type of the constant, with qualifiers: "const float".</param>
/// <param name="Kind">End of the enumerator that tells the type: "FLOAT".</param>
/// <param name="Body">The value, or the values between the braces.</param>
internal sealed record ParameterView(string Key, string Text, string Constant, string Macro, string CType, string Kind, bool IsList, int Count, string Body)
{
    /// <summary>There are values; C knows no empty arrays.</summary>
    public bool HasValues => Count > 0;
}
