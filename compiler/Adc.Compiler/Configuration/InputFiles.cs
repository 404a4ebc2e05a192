using Adc.Compiler.Configuration.Schema;
using Adc.Compiler.Configuration.Schema.Keys;
using Adc.Compiler.Configuration.Schema.Types;
using Adc.Compiler.Diagnostics;

namespace Adc.Compiler.Configuration;

/// <summary>Checks that the files exist which a configuration names, so that a long run does not end at the last of them.</summary>
public static class InputFiles
{
    public static void Check(CompilerConfig config, DiagnosticBag bag)
    {
        foreach (ModelConfig model in config.Models)
        {
            foreach ((SettingKey key, Setting<FilePath> path) in NamedBy(model))
            {
                Check(key, path, bag);
            }
        }
    }

    /// <summary>The files that the results of a test follow from, with the keys that name them; without the baseline, which they are only compared with.</summary>
    public static IEnumerable<(string Key, FilePath Path)> Of(ModelConfig model) =>
        NamedBy(model).Where(file => file.Key != ReportKeys.Baseline).Select(file => (file.Key.Path, file.Path.Value));

    private static IEnumerable<(SettingKey Key, Setting<FilePath> Path)> NamedBy(ModelConfig model)
    {
        foreach (SettingKey key in ConfigSchema.Model.Keys)
        {
            if (key.Type is PathType { IsInput: true } && model.Settings.Written(key) is Setting<FilePath> path)
            {
                yield return (key, path);
            }
        }

        if (model.Target.EnergyModel is { Value.File: { } file } energyModel)
        {
            yield return (TargetKeys.EnergyModel, energyModel.Select(_ => file));
        }
    }

    private static void Check(SettingKey key, Setting<FilePath> path, DiagnosticBag bag)
    {
        if (SavedModel.IsAt(path.Value.Full))
        {
            bag.Report(Catalogue.SavedModelFolder, path.Origin, key.Path, path.Value.Written);
        }
        else if (!File.Exists(path.Value.Full))
        {
            string reason = Directory.Exists(path.Value.Full) ? "it is a folder" : "there is no such file";
            bag.Report(Catalogue.FileMissing, path.Origin, key.Path, path.Value.Written, reason);
        }
    }
}
