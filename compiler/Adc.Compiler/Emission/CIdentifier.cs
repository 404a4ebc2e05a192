using System.Text;

namespace Adc.Compiler.Emission;

/// <summary>Turns names of models and layers into C identifiers.</summary>
public static class CIdentifier
{
    private const int LongestLayerName = 32;

    private static readonly HashSet<string> OperatorSuffixes = new(StringComparer.OrdinalIgnoreCase)
    {
        "MatMul", "Relu", "Relu6", "BiasAdd", "Identity", "Add", "Reshape", "Softmax", "Tanh", "Sigmoid", "BatchNorm", "FusedBatchNormV3", "batchnorm", "add_1", "mul_1",
    };

    private static readonly string[] Wrappers = ["functional", "sequential", "model", "activation", "batch_normalization", "batch_norm", "StatefulPartitionedCall"];

    /// <summary>Lower-case letters, digits and single underscores; starts with a letter, and not as our handwritten C does.</summary>
    public static string Of(string text)
    {
        var name = new StringBuilder();
        foreach (char c in text.ToLowerInvariant())
        {
            if (c is (>= 'a' and <= 'z') or (>= '0' and <= '9'))
            {
                name.Append(c);
            }
            else if (name.Length > 0 && name[^1] != '_')
            {
                name.Append('_');
            }
        }

        string trimmed = name.ToString().TrimEnd('_');
        bool isTaken = trimmed.StartsWith("adc_", StringComparison.Ordinal) || trimmed == "adc";
        return isTaken || trimmed.Length == 0 || char.IsAsciiDigit(trimmed[0]) ? "m" + trimmed : trimmed;
    }

    /// <summary>The part of a tensor name that a person would call the layer: "sequential/dense_2/MatMul;…" becomes "dense_2".</summary>
    /// <remarks>
    /// Converters join the names of fused operators by semicolons, start each with the name of the model, and call the model's
    /// outputs "Identity" or "StatefulPartitionedCall:0"; a layer without a name of its own takes its operator's.
    /// </remarks>
    public static string OfLayer(string tensorName, string operatorName)
    {
        string[] parts = [.. tensorName.Split('/', ';').Where(part => part.Length > 0)];
        string best = parts.FirstOrDefault(part => !OperatorSuffixes.Contains(part) && !Wrappers.Any(wrapper => part.StartsWith(wrapper, StringComparison.OrdinalIgnoreCase)))
            ?? operatorName;
        string name = Of(best);
        return name.Length > LongestLayerName ? name[..LongestLayerName].TrimEnd('_') : name;
    }
}
