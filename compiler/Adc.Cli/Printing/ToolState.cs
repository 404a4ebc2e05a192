namespace Adc.Cli.Printing;

/// <summary>A tool that adc calls or loads, as it was found on this machine.</summary>
/// <param name="Remark">Its version, or how to get it.</param>
/// <param name="IsOptional">Only who has a board needs it.</param>
internal sealed record ToolState(string Name, string Purpose, bool Found, string Remark, bool IsOptional = false);
