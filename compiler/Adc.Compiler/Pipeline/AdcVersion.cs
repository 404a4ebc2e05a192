namespace Adc.Compiler.Pipeline;

public static class AdcVersion
{
    /// <summary>Version of adc as it stands in banners and reports.</summary>
    public static string Text { get; } = typeof(AdcVersion).Assembly.GetName().Version!.ToString(3);
}
