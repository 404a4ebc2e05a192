using System.Reflection;
using System.Text.RegularExpressions;
using Adc.Compiler.Configuration;
using Adc.Compiler.Configuration.Schema;
using Adc.Compiler.Configuration.Schema.Keys;

namespace Adc.Tests.Architecture;

/// <summary>A key that nothing acts on says so when it is set.</summary>
public sealed class SettingEffectTests
{
    /// <summary>Keys that only the reader of configurations acts on.</summary>
    private static readonly string[] OfTheReader = 
    [
        FileKeys.Schema.Path, FileKeys.Strict.Path, FeatureKeys.AudioLength.Path, FeatureKeys.SamplingRate.Path, FeatureKeys.HopLength.Path, FeatureKeys.FftLength.Path,
    ];

    [Fact]
    public void A_key_warns_that_it_has_no_effect_yet_exactly_when_nothing_reads_it()
    {
        HashSet<string> read = KeysReadOutsideTheConfiguration();
        FieldInfo[] keys =
        [
            .. typeof(DataKeys).Assembly.GetTypes().Where(type => type.Namespace == typeof(DataKeys).Namespace)
                .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static)).Where(field => field.FieldType.IsAssignableTo(typeof(SettingKey))),
        ];

        Assert.NotEmpty(keys);
        foreach (FieldInfo field in keys)
        {
            var key = (SettingKey)field.GetValue(null)!;
            if (key.Status != SettingStatus.Never && !OfTheReader.Contains(key.Path))
            {
                bool isRead = read.Contains($"{field.DeclaringType!.Name}.{field.Name}");
                Assert.True(
                    isRead == (key.Status == SettingStatus.Active),
                    isRead ? $"'{key.Path}' is acted on now: make it active" : $"nothing reads '{key.Path}': give it the status NotYet");
            }
        }
    }

    private static HashSet<string> KeysReadOutsideTheConfiguration()
    {
        string users = string.Concat(
            SourceFiles.Below("compiler", ".cs").Where(path => !path.Contains("/Configuration/", StringComparison.Ordinal)).Select(SourceFiles.Code));
        HashSet<string> read = [];
        foreach (PropertyInfo section in typeof(ModelConfig).GetProperties().Where(property => property.PropertyType.Name.EndsWith("Config", StringComparison.Ordinal)))
        {
            Collect($"Sections/{section.PropertyType.Name}", member => Regex.IsMatch(users, $@"\.{section.Name}\.{member}\b"), read);
        }

        Collect(nameof(ModelConfig), member => Regex.IsMatch(users, $@"\bconfig\.{member}\b"), read);
        Collect(nameof(CompilerConfig), member => Regex.IsMatch(users, $@"\bconfig\.{member}\b"), read);
        return read;
    }

    /// <summary>Adds the keys that a record's members look up, where somebody outside reads the member, itself or through another one.</summary>
    private static void Collect(string record, Func<string, bool> isRead, HashSet<string> read)
    {
        string code = SourceFiles.Code($"compiler/Adc.Compiler/Configuration/{record}.cs");
        Dictionary<string, string> bodies = Regex.Split(code, @"\n    (?=public |private |internal )").Skip(1)
            .Select(body => (Name: Regex.Match(body, @"^[\w<>?\[\], .]*? (\w+)(?:<\w+>)?\s*(\(|=>|=|\{)").Groups[1].Value, Body: body))
            .GroupBy(member => member.Name).ToDictionary(group => group.Key, group => string.Concat(group.Select(member => member.Body)));
        var open = new Queue<string>(bodies.Keys.Where(isRead));
        HashSet<string> seen = [.. open];
        while (open.TryDequeue(out string? member))
        {
            read.UnionWith(Regex.Matches(bodies[member], @"\b\w+Keys\.\w+").Select(match => match.Value));
            foreach (string other in bodies.Keys.Where(other => Regex.IsMatch(bodies[member], $@"(?<![.\w]){other}\b") && seen.Add(other)))
            {
                open.Enqueue(other);
            }
        }
    }
}
