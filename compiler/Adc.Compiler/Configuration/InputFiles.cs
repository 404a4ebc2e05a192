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
            foreach (SettingKey key in ConfigSchema.Model.Keys)
            {
                if (key.Type is PathType { IsInput: true } && model.Settings.Written(key) is Setting<FilePath> path)
                {
                    Check(key, path, bag);
                }
            }

            if (model.Target.EnergyModel is { Value.File: { } file } energyModel)
            {
                Check(TargetKeys.EnergyModel, energyModel.Select(_ => file), bag);
            }
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
