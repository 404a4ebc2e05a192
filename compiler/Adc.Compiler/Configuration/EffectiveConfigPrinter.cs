using System.Globalization;
using System.Text;
using Adc.Compiler.Configuration.Schema;
using Adc.Compiler.Configuration.Schema.Keys;

namespace Adc.Compiler.Configuration;

/// <summary>Prints what holds after anchors, defaults and overrides, each value with its place: YAML that reads back as the same configuration.</summary>
public static class EffectiveConfigPrinter
{
    private const int CommentColumn = 50;

    public static string Print(CompilerConfig config)
    {
        var text = new StringBuilder();
        PrintKeys(ConfigSchema.File, "adc", config.Settings, key => key == FileKeys.Strict ? (config.IsStrict ? "true" : "false") : null, 0, text);
        foreach (ModelConfig model in config.Models)
        {
            text.Append(model.Name).Append(":\n");
            PrintKeys(ConfigSchema.Model, "", model.Settings, key => ResolvedDefault(key, model), 2, text);
        }

        return text.ToString();
    }

    // Defaults that depend on other keys of the file: what they come to is worth more than how they come about.
    private static string? ResolvedDefault(SettingKey key, ModelConfig model) =>
        key == DataKeys.ModelName ? model.ModelName.Value
        : key == TargetKeys.Part ? model.Target.Part.Value.Opn
        : key == TargetKeys.Accelerator ? (model.Target.Accelerator.Value == Accelerator.MvpV1 ? "mvpv1" : "none")
        : null;

    private static void PrintKeys(
        ConfigSchema schema, string section, SettingTable settings, Func<SettingKey, string?> resolve, int indentation, StringBuilder text)
    {
        if (section.Length > 0)
        {
            string name = section[(section.LastIndexOf('.') + 1)..];
            text.Append(' ', indentation).Append(name).Append(":\n");
            indentation += 2;
        }

        foreach (string name in schema.NamesIn(section))
        {
            string path = ConfigSchema.Join(section, name);
            if (schema.Find(path) is SettingKey key)
            {
                PrintKey(key, settings, resolve(key), indentation, text);
            }
            else
            {
                PrintKeys(schema, path, settings, resolve, indentation, text);
            }
        }
    }

    private static void PrintKey(SettingKey key, SettingTable settings, string? resolved, int indentation, StringBuilder text)
    {
        Setting? written = settings.Written(key);
        string value = written is null ? resolved ?? key.DefaultValueText : key.Format(written);
        string comment = written is not null ? written.Origin.ToString()
            : value == key.DefaultText || key.DefaultText.Length == 0 ? "default"
            : $"default: {key.DefaultText}";
        string line = string.Create(CultureInfo.InvariantCulture, $"{new string(' ', indentation)}{key.Name}:{(value.Length == 0 ? "" : " ")}{value}");
        text.Append(line.PadRight(CommentColumn)).Append(" # ").Append(comment).Append('\n');
    }
}
