using System.Globalization;
using System.Text;
using Adc.Compiler.Configuration.Schema;
using Adc.Compiler.Configuration.Schema.Keys;
using Adc.Compiler.Targets;

namespace Adc.Compiler.Configuration;

/// <summary>Prints what holds after anchors, defaults and overrides, each value with its place.</summary>
/// <remarks>The text is YAML and reads back as the same configuration.</remarks>
public static class EffectiveConfigPrinter
{
    private const int CommentColumn = 50;

    public static string Print(CompilerConfig config)
    {
        var text = new StringBuilder();
        PrintSection(ConfigSchema.File, "adc", key => EffectiveOf(key, config), 0, text);
        foreach (ModelConfig model in config.Models)
        {
            text.Append(model.Name).Append(":\n");
            PrintSection(ConfigSchema.Model, "", key => EffectiveOf(key, model), 2, text);
        }

        return text.ToString();
    }

    private static Setting? EffectiveOf(SettingKey key, CompilerConfig config) =>
        config.Settings.Written(key)
        ?? (key == FileKeys.Strict ? new Setting<bool>(config.IsStrict, config.Settings.Owner, IsDefault: true) : null);

    // Where a default depends on other keys, what it comes to is worth more than how it comes about.
    private static Setting? EffectiveOf(SettingKey key, ModelConfig model)
    {
        Part part = model.Target.Part.Value;
        return model.Settings.Written(key)
            ?? (key == DataKeys.ModelName ? model.ModelName
                : key == DataKeys.TestLabelsFormat ? model.Data.TestLabelsFormat
                : key == TargetKeys.Part ? model.Target.Part
                : key == TargetKeys.Accelerator ? model.Target.Accelerator
                : key == MvpKeys.Tiling ? model.Mvp.Tiling
                : key == MemoryKeys.Constants ? model.Memory.Constants
                : key == MemoryKeys.FlashBudget ? model.Memory.FlashBudgetInBytes(part).Select(Budget.OfBytes)
                : key == MemoryKeys.RamBudget ? model.Memory.RamBudgetInBytes(part).Select(Budget.OfBytes)
                : null);
    }

    private static void PrintSection(
        ConfigSchema schema, string section, Func<SettingKey, Setting?> effectiveOf, int indentation, StringBuilder text)
    {
        if (section.Length > 0)
        {
            text.Append(' ', indentation).Append(section.AsSpan(section.LastIndexOf('.') + 1)).Append(":\n");
            indentation += 2;
        }

        foreach (string name in schema.NamesIn(section))
        {
            string path = ConfigSchema.Join(section, name);
            if (schema.Find(path) is SettingKey key)
            {
                PrintKey(key, effectiveOf(key), indentation, text);
            }
            else
            {
                PrintSection(schema, path, effectiveOf, indentation, text);
            }
        }
    }

    private static void PrintKey(SettingKey key, Setting? setting, int indentation, StringBuilder text)
    {
        string value = setting is null ? key.DefaultValueText : key.Format(setting);
        string comment = setting is { IsDefault: false } ? setting.Origin.ToString()
            : value == key.DefaultText || key.DefaultText.Length == 0 ? "default"
            : $"default: {key.DefaultText}";
        string space = value.Length == 0 ? "" : " ";
        string line = string.Create(CultureInfo.InvariantCulture, $"{new string(' ', indentation)}{key.Name}:{space}{value}");
        text.Append(line.PadRight(CommentColumn)).Append(" # ").Append(comment).Append('\n');
    }
}
