using System.Text.Json;
using Adc.Compiler.Configuration;
using Adc.Compiler.Configuration.Schema;
using Adc.Tests.Support;

namespace Adc.Tests.Configuration;

/// <summary>The reference of keys and the schema for editors are written by the table of keys.</summary>
public sealed class InputYamlDocumentTests
{
    private const string TableStart = ".. The test InputYamlDocumentTests writes everything below this line.\n";

    [Fact]
    public void The_document_lists_every_key()
    {
        string path = Path.Combine(Repository.Root, "docs", "input-yaml.rst");
        string[] parts = File.ReadAllText(path).Split(TableStart);
        Holds(path, parts[0] + TableStart + SchemaTables.Text());
        Assert.All(ConfigSchema.Model.Keys, key => Assert.Contains(key.Name, SchemaTables.Text(), StringComparison.Ordinal));
    }

    [Fact]
    public void The_schema_for_editors_knows_every_key()
    {
        Holds(Path.Combine(Repository.Root, "docs", "input-yaml.schema.json"), JsonSchema.Text());
        using JsonDocument schema = JsonDocument.Parse(JsonSchema.Text());
        JsonElement test = schema.RootElement.GetProperty("definitions").GetProperty("test");
        Assert.All(ConfigSchema.Model.Keys, key =>
        {
            JsonElement place = key.Path.Split('.').Aggregate(test, (section, name) => section.GetProperty("properties").GetProperty(name));
            Assert.StartsWith(key.Doc, place.GetProperty("description").GetString(), StringComparison.Ordinal);
        });
        Assert.Equal(
            ["mse", "rmse", "mae"],
            test.GetProperty("properties").GetProperty("anomaly").GetProperty("properties").GetProperty("score").GetProperty("anyOf")[0].GetProperty("enum")
                .EnumerateArray().Select(choice => choice.GetString()));
    }

    private static void Holds(string path, string expected)
    {
        if (!File.Exists(path) || File.ReadAllText(path) != expected)
        {
            File.WriteAllText(Path.ChangeExtension(path, ".received.txt"), expected);
            Assert.Fail($"{Path.GetFileName(path)} is not what the code says; the new text stands beside it");
        }
    }
}
