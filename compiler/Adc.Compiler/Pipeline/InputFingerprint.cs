using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Adc.Compiler.Configuration;
using Adc.Compiler.Toolchain;

namespace Adc.Compiler.Pipeline;

/// <summary>One hash of all that the output folder of a test follows from: equal ones give equal folders.</summary>
internal static class InputFingerprint
{
    private static readonly Assembly Compiler = typeof(InputFingerprint).Assembly;

    /// <returns>Null for a test that is compiled for more than its folder, or by what no hash can tell.</returns>
    public static string? Of(ModelConfig config, JobOptions options, IEngines engines, CancellationToken cancellation)
    {
        bool canTell = options is { Configuration: { Hash: not null } file, DumpAfter.Count: 0 } && file.Models.Contains(config)
            && config.Graph.DumpAfter.Value.Count == 0 && !config.Firmware.Flash.Value && config.Task.Evaluator is null;
        return canTell ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Facts(config, options, engines, cancellation))))) : null;
    }

    private static IEnumerable<string> Facts(ModelConfig config, JobOptions options, IEngines engines, CancellationToken cancellation)
    {
        // The version, and what one version has more than one of while it is worked at.
        yield return AdcVersion.Text;
        yield return IdentityOf(Compiler);
        foreach (AssemblyName name in Compiler.GetReferencedAssemblies().Where(name => name.Name!.StartsWith("Adc.", StringComparison.Ordinal)))
        {
            yield return IdentityOf(Assembly.Load(name));
        }

        yield return engines.Identity;
        yield return config.Name;
        yield return options.Configuration!.Hash!;
        yield return string.Create(CultureInfo.InvariantCulture, $"build {options.Build}, simulate {options.Simulate}, programs {options.AllowsPrograms}, seed {options.Seed}");
        foreach (SettingOverride setting in options.Overrides)
        {
            yield return setting.ToString();
        }

        // Reports name the files, without their folders unless they are asked for.
        bool redacts = config.Reports.RedactPaths.Value;
        yield return redacts ? Path.GetFileName(options.Configuration.FileName) : Path.GetFullPath(options.Configuration.FileName);
        IEnumerable<(string Key, FilePath Path)> files = InputFiles.Of(config).Concat(config.Reports.Baseline is { } baseline ? [("baseline", baseline.Value)] : []);
        foreach ((string key, FilePath path) in files)
        {
            yield return $"{key} {(redacts ? path.Written : path.Full)} {InputHashes.OfFile(path.Full)}";
        }

        if (options.Build)
        {
            yield return ToolIdentity.OfBoard(config.Firmware.ToolchainPath?.Value, cancellation);
            yield return ToolIdentity.OfHost();
        }
    }

    private static string IdentityOf(Assembly assembly) => $"{assembly.GetName().Name} {assembly.ManifestModule.ModuleVersionId}";
}
