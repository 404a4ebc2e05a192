using System.Text.Json;

namespace Adc.Tests.Support;

/// <summary>Holds JSON documents against the schemas in docs/schemas: the part of JSON Schema that they use.</summary>
/// <remarks>Stricter than the schemas in one thing: a member that no schema describes is a violation, so that the schemas stay complete.</remarks>
internal sealed class JsonSchemaCheck
{
    private static readonly string[] Keywords =
        ["$schema", "$defs", "$ref", "title", "description", "type", "const", "enum", "required", "properties", "additionalProperties", "items"];

    private readonly JsonElement root;
    private readonly List<string> violations = [];

    private JsonSchemaCheck(JsonElement root) => this.root = root;

    /// <summary>What is wrong with a document, by the schema that it names itself.</summary>
    public static IReadOnlyList<string> Violations(JsonElement document)
    {
        string name = document.GetProperty("schema").GetString()!;
        string file = Path.Combine(Repository.Root, "docs", "schemas", $"{name.Split('.')[1].Split('/')[0]}.schema.json");
        if (!File.Exists(file))
        {
            return [$"there is no {Path.GetFileName(file)} for {name}"];
        }

        using JsonDocument schema = JsonDocument.Parse(File.ReadAllBytes(file));
        return Violations(schema.RootElement, document);
    }

    public static IReadOnlyList<string> Violations(JsonElement schema, JsonElement document)
    {
        var check = new JsonSchemaCheck(schema);
        check.Visit(schema, document, "");
        return check.violations;
    }

    private void Visit(JsonElement schema, JsonElement value, string path)
    {
        foreach (JsonProperty keyword in schema.EnumerateObject().Where(keyword => !Keywords.Contains(keyword.Name)))
        {
            violations.Add($"the schema of '{path}' has the keyword '{keyword.Name}', which is not checked");
        }

        if (schema.TryGetProperty("$ref", out JsonElement reference))
        {
            Visit(root.GetProperty("$defs").GetProperty(reference.GetString()!.Split('/')[^1]), value, path);
            return;
        }

        if (schema.TryGetProperty("const", out JsonElement constant) && !JsonElement.DeepEquals(constant, value))
        {
            violations.Add($"'{path}' is {value}, not {constant}");
        }

        if (schema.TryGetProperty("enum", out JsonElement choices) && !choices.EnumerateArray().Any(choice => JsonElement.DeepEquals(choice, value)))
        {
            violations.Add($"'{path}' is {value}, none of {choices}");
        }

        if (schema.TryGetProperty("type", out JsonElement type) && !IsOf(type.GetString()!, value))
        {
            violations.Add($"'{path}' is {value}, no {type}");
            return;
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            VisitMembers(schema, value, path);
        }
        else if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out JsonElement items))
        {
            foreach ((int index, JsonElement item) in value.EnumerateArray().Index())
            {
                Visit(items, item, $"{path}[{index}]");
            }
        }
    }

    private void VisitMembers(JsonElement schema, JsonElement value, string path)
    {
        foreach (JsonElement name in schema.TryGetProperty("required", out JsonElement required) ? required.EnumerateArray() : [])
        {
            if (!value.TryGetProperty(name.GetString()!, out _))
            {
                violations.Add($"'{path}' lacks '{name}'");
            }
        }

        foreach (JsonProperty member in value.EnumerateObject())
        {
            string place = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            if (schema.TryGetProperty("properties", out JsonElement properties) && properties.TryGetProperty(member.Name, out JsonElement known))
            {
                Visit(known, member.Value, place);
            }
            else if (schema.TryGetProperty("additionalProperties", out JsonElement any))
            {
                Visit(any, member.Value, place);
            }
            else if (path.Length == 0 || !path.StartsWith("reports[", StringComparison.Ordinal))
            {
                violations.Add($"'{place}' is in no schema: describe it in docs/schemas");
            }
        }
    }

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => false,
    };
}
