using Adc.Compiler.Diagnostics;

namespace Adc.Compiler.Reports;

/// <summary>Diagnostics as they may stand in files: equal wherever the folders lie.</summary>
internal static class WithoutFolders
{
    public static Diagnostic Of(Diagnostic diagnostic) =>
        diagnostic with { Origin = diagnostic.Origin with { File = Path.GetFileName(diagnostic.Origin.File) } };
}
