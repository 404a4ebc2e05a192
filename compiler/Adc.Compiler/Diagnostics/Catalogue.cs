using System.Reflection;

namespace Adc.Compiler.Diagnostics;

/// <summary>Every diagnostic that adc knows; one file per thousand, in the order of the pipeline's stages.</summary>
public static partial class Catalogue
{
    private static readonly Lazy<IReadOnlyList<DiagnosticDescriptor>> Everything = new(() =>
        [.. typeof(Catalogue).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => field.GetValue(null)).OfType<DiagnosticDescriptor>()
            .OrderBy(descriptor => descriptor.Code, StringComparer.Ordinal)]);

    /// <summary>All descriptors, by code.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All => Everything.Value;
}
