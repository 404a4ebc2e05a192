using System.Reflection;
using Adc.Compiler.Configuration;
using Adc.Compiler.Configuration.Reading;
using Adc.Compiler.Configuration.Schema;
using Adc.Compiler.Configuration.Schema.Keys;
using Adc.Compiler.Configuration.Schema.Types;
using Adc.Compiler.Configuration.Yaml;
using Adc.Compiler.Diagnostics;
using Adc.Tests.Support;

namespace Adc.Tests.Configuration;

public class SchemaTests
{
    public static TheoryData<string> Paths { get; } = [.. ConfigSchema.File.Keys.Concat(ConfigSchema.Model.Keys).Select(key => key.Path)];

    [Fact]
    public void Lists_every_key_that_a_table_declares() =>
        Assert.Equal(
            typeof(DataKeys).Assembly.GetTypes().Where(type => type.Namespace == typeof(DataKeys).Namespace)
                .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
                .Select(field => field.GetValue(null)).OfType<SettingKey>()
                .Select(key => key.Path).Order(StringComparer.Ordinal),
            ConfigSchema.File.Keys.Concat(ConfigSchema.Model.Keys).Select(key => key.Path).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Paths))]
    public void Each_key_has_a_sentence_and_a_form(string path)
    {
        SettingKey key = Find(path);

        Assert.InRange(key.Doc.Length, 10, 140);
        Assert.EndsWith(".", key.Doc, StringComparison.Ordinal);
        Assert.NotEmpty(key.Type.Expectation);
        Assert.Equal(key.Type.Form == SettingForm.Choice, key.Type.Choices.Count > 0 && key.Type.Form is SettingForm.Choice);
        Assert.Equal(key.Status == SettingStatus.Never, key.Because is not null);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Each_default_reads_back_as_itself(string path)
    {
        SettingKey key = Find(path);
        if (key.DefaultValueText.Length == 0)
        {
            Assert.False(key.GetType().GetGenericTypeDefinition() == typeof(SettingKey<>), "a default that prints as nothing");
            return;
        }

        var bag = new DiagnosticBag();
        YamlNode node = YamlReader.ReadFragment(key.DefaultValueText, Origin.None, bag)!;

        Assert.True(key.TryRead(node, new ReadContext(path, "", AllowOutside: false, bag), out Setting? setting), ReadConfig.Lines(bag));
        Assert.True(key.IsSameAsDefault(setting));
        Assert.Equal(key.DefaultValueText, key.Format(setting));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Each_choice_is_accepted(string path)
    {
        SettingKey key = Find(path);
        foreach (string choice in key.Type.Choices)
        {
            var bag = new DiagnosticBag();
            string written = key.Type.Form == SettingForm.List ? $"[{choice}]" : choice;
            YamlNode node = YamlReader.ReadFragment(written, Origin.None, bag)!;

            Assert.True(key.TryRead(node, new ReadContext(path, "", AllowOutside: false, bag), out _), ReadConfig.Lines(bag));
        }
    }

    [Fact]
    public void A_word_for_unset_gives_the_default_again() =>
        Assert.Equal(
            ["none", "none", "auto"],
            new SettingKey[] { CompareKeys.OutputMaxAbsLsb, ReportKeys.Baseline, CompareKeys.LayerMaxAbsLsb }
                .Select(key => key.DefaultValueText));

    [Theory]
    [InlineData("0", "")]
    [InlineData("4", "ad.yaml(1,1): warning ADC1910: later has no effect: this version of adc does not act on it\n")]
    public void A_key_without_effect_yet_warns_when_it_is_changed(string value, string expected)
    {
        ConfigSchema schema = new([new SettingKey<int>("later", new IntegerType(0), 0, "Some day.") { Status = SettingStatus.NotYet }]);
        var bag = new DiagnosticBag();
        var map = (YamlMap)YamlReader.Read($"later: {value}\n", "ad.yaml", bag)!;

        new SettingBinder(schema, "", allowOutside: false, UnknownKeys.AreErrors, bag).Bind(map, "", map.Origin);

        Assert.Equal(expected, ReadConfig.LinesAboutLaterKeys(bag));
    }

    /// <summary>Keys that came later, for boards.</summary>
    private static readonly string[] BeyondTheSpecification = ["adc.together", "codegen.arena", "firmware.flash_offset", "mvp.timing"];

    [SharedFact]
    public void Has_exactly_the_keys_of_the_specification() =>
        Assert.Equal(
            DocumentedKeys().Concat(BeyondTheSpecification).Distinct().Order(StringComparer.Ordinal),
            ConfigSchema.File.Keys.Concat(ConfigSchema.Model.Keys).Select(key => key.Path).Order(StringComparer.Ordinal));

    // Names in backticks in the first column of the tables of sections 3 to 5.
    private static IEnumerable<string> DocumentedKeys()
    {
        string text = File.ReadAllText(Repository.InShared("design", "input-yaml.md"));
        string tables = text[text.IndexOf("## 3.", StringComparison.Ordinal)..text.IndexOf("## 6.", StringComparison.Ordinal)];
        foreach (string line in tables.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)))
        {
            string section = "";
            foreach (string name in line.Split('|')[1].Split(',').Select(part => part.Trim(' ', '`')))
            {
                string path = section.Length > 0 && !name.Contains('.', StringComparison.Ordinal) ? $"{section}.{name}" : name;
                section = path.Contains('.', StringComparison.Ordinal) ? path[..path.LastIndexOf('.')] : "";
                if (path is not ("default_values" or "adc" or "adc.defaults"))
                {
                    yield return path;
                }
            }
        }
    }

    private static SettingKey Find(string path) => ConfigSchema.File.Find(path) ?? ConfigSchema.Model.Find(path)!;
}
