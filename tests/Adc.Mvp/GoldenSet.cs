using System.Globalization;
using System.Text.Json;
using Adc.Tests.Support;

namespace Adc.Tests.Mvp;

/// <summary>Programs captured from the vendor's kernels, with the memory they worked on.</summary>
/// <remarks>Of buffers only the content after the run is kept; inputs are the same before and after.</remarks>
internal sealed record GoldenSet(
    string Name, IReadOnlyList<uint[]> Programs, IReadOnlyList<GoldenMemory> Memory, long Instructions, long Cycles)
{
    private const string Folder = "mvp-golden";

    public static IReadOnlyList<string> Names { get; } = Repository.Shared is null
        ? []
        : [.. Directory.EnumerateFiles(Repository.InShared("design", Folder), "*.json")
            .Select(path => Path.GetFileNameWithoutExtension(path)).Where(name => name != "published_cycles").Order(StringComparer.Ordinal)];

    /// <summary>For theories over all sets; one row without a name where the shared folder is absent, so that the theory can be skipped.</summary>
    public static TheoryData<string> All => Names.Count == 0 ? new TheoryData<string>("") : new TheoryData<string>(Names);

    public static JsonElement Json(string name) =>
        JsonDocument.Parse(File.ReadAllBytes(Repository.InShared("design", Folder, name + ".json"))).RootElement;

    public static GoldenSet Read(string name)
    {
        JsonElement json = Json(name);
        return new GoldenSet(
            name,
            [.. json.GetProperty("programs").EnumerateArray().Select(program => Words(program.GetProperty("words")))],
            [.. json.GetProperty("memory").EnumerateArray().Select(memory => GoldenMemory.Read(memory, json.GetProperty("parameters")))],
            json.GetProperty("instructions_executed").GetInt64(),
            json.GetProperty("modelled_cycles").GetInt64());
    }

    private static uint[] Words(JsonElement words) => [.. words.EnumerateArray().Select(word => Hex(word.GetString()!))];

    internal static uint Hex(string text) => uint.Parse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}

/// <summary>A buffer of a golden set.</summary>
/// <param name="After">Content after the run; null where the file leaves it out because it is long and only read.</param>
/// <param name="AfterRoundingTwice">Content after a run that rounds products before adding, where that differs.</param>
internal sealed record GoldenMemory(string Role, uint Address, byte[] Before, byte[]? After, byte[]? AfterRoundingTwice)
{
    public static GoldenMemory Read(JsonElement memory, JsonElement parameters)
    {
        string role = memory.GetProperty("role").GetString()!;
        int size = memory.GetProperty("bytes").GetInt32();
        byte[]? after = Bytes(memory, "hex_after_run");
        bool isWritten = role.StartsWith('o') || role == "scratch";
        byte[] before = isWritten ? new byte[size] : after ?? GeneratedWeights(parameters.GetProperty("inputs").GetInt32(), size);
        return new GoldenMemory(
            role, GoldenSet.Hex(memory.GetProperty("address").GetString()!), before, after,
            Bytes(memory, "hex_after_run_if_mac_rounds_twice") ?? after);
    }

    private static byte[]? Bytes(JsonElement memory, string property) =>
        memory.TryGetProperty(property, out JsonElement hex) ? Convert.FromHexString(hex.GetString()!) : null;

    // Test data come from one generator: the inputs first, then the weights.
    private static byte[] GeneratedWeights(int inputs, int size)
    {
        byte[] weights = new byte[size];
        uint state = 1;
        for (int index = 0; index < inputs + size; index++)
        {
            state = unchecked((state * 1664525) + 1013904223);
            if (index >= inputs)
            {
                weights[index - inputs] = unchecked((byte)(-127 + (int)((state >> 8) % 255)));
            }
        }

        return weights;
    }
}
