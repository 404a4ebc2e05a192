namespace Adc.Cli.Printing;

/// <summary>A tool that adc calls or loads, as it was found on this machine.</summary>
/// <param name="Remark">Its version, or how to get it.</param>
internal sealed record ToolState(string Name, string Purpose, bool Found, string Remark);
