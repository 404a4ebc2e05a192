using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Emission;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Pipeline;

/// <summary>Turns what a configuration says about generated files into their style.</summary>
internal static class ConfiguredStyle
{
    /// <returns>Null when <paramref name="diagnostics"/> got an error.</returns>
    public static CodeStyle? From(ModelConfig config, DiagnosticBag diagnostics)
    {
        string? licence = null;
        if (config.Codegen.LicenceHeader is { } header)
        {
            try
            {
                licence = File.ReadAllText(header.Value.Full);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                string reason = exception is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : exception.Message;
                diagnostics.Report(Catalogue.FileMissing, header.Origin, "codegen.licence_header", header.Value.Written, reason);
                return null;
            }
        }

        return !HasFloats(config.Codegen.EmbedParameters, diagnostics) ? null : new CodeStyle(
            config.Codegen.StaticAsserts.Value, config.Codegen.AxonNames.Value, licence,
            config.Memory.ArenaSection is { IsDefault: false } arena ? arena.Value : null, config.Memory.ConstSection is { IsDefault: false } constants ? constants.Value : null)
        {
            Language = config.Codegen.Language.Value,
            ArrayFormat = config.Codegen.ArrayFormat.Value,
            LayerModels = config.Codegen.LayerModels.Value,
            Layout = config.Codegen.Layout.Value,
            HasAsync = config.Codegen.Api.Value == CallStyle.SyncAndAsync,
            Arena = config.Codegen.Arena.Value,
            ProgramCompression = config.Mvp.ProgramCompression.Value,
            ProgramPlacement = config.Mvp.ProgramPlacement.Value,
            Parameters = config.Codegen.EmbedParameters.Value,
        };
    }

    private static bool HasFloats(Setting<Sequence<NamedValue<ParameterValue>>> parameters, DiagnosticBag diagnostics)
    {
        bool fits = true;
        foreach (NamedValue<ParameterValue> parameter in parameters.Value)
        {
            ParameterValue[] values = parameter.Value is ParameterValue.List list ? [.. list.Items] : [parameter.Value];
            foreach (ParameterValue.Number number in values.OfType<ParameterValue.Number>().Where(number => !float.IsFinite((float)number.Value)))
            {
                diagnostics.Report(Catalogue.OutOfRange, parameters.Origin, $"codegen.embed_parameters.{parameter.Name}", number, "a number that a float holds");
                fits = false;
            }
        }

        return fits;
    }
}
