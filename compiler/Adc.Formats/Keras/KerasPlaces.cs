using System.Text.RegularExpressions;

namespace Adc.Formats.Keras;

/// <summary>Folders of .keras files: the class of each layer in lower case, numbered from the second of a class on.</summary>
public sealed partial class KerasPlaces
{
    private readonly Dictionary<string, int> used = new(StringComparer.Ordinal);

    /// <summary>The folder of the next layer of the model: "dense", "dense_1", "separable_conv2d".</summary>
    public string Next(string className)
    {
        string name = LowerBeforeUpper().Replace(Word().Replace(className, "$1_$2"), "$1_$2").ToLowerInvariant();
        int earlier = used.GetValueOrDefault(name);
        used[name] = earlier + 1;
        return earlier == 0 ? name : $"{name}_{earlier}";
    }

    [GeneratedRegex("(.)([A-Z][a-z]+)")]
    private static partial Regex Word();

    [GeneratedRegex("([a-z])([A-Z])")]
    private static partial Regex LowerBeforeUpper();
}
