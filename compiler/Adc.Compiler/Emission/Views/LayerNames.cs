using System.Globalization;
using Adc.Compiler.Lowering;

namespace Adc.Compiler.Emission.Views;

/// <summary>The C names of what a model's layers are made of. No two are equal, whatever the tensors are called.</summary>
internal sealed class LayerNames
{
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);
    private readonly string[] functions;
    private readonly string[] arrays;
    private readonly string[][] parameters;

    public LayerNames(LoweredModel model, string modelName)
    {
        string Prefix(int layer) => string.Create(CultureInfo.InvariantCulture, $"{modelName}_layer{layer:00}_");
        functions = [.. model.Layers.Select(layer => Take(Prefix(layer.Index) + CIdentifier.OfLayer(model.Graph[layer.Node.Output].Name, layer.Node.Operator.Name)))];
        arrays = [.. model.Constants.Select(constant => Take(Prefix(constant.Layer) + constant.Role))];
        parameters = [.. model.Layers.Select(layer => layer.Steps.Select(step => Take(Prefix(layer.Index) + CIdentifier.Of(step.Purpose))).ToArray())];
    }

    /// <summary>The function of a layer.</summary>
    public string Function(int layer) => functions[layer];

    /// <summary>A constant array, by its position in the model.</summary>
    public string Array(int constant) => arrays[constant];

    /// <summary>The parameter struct of a kernel call.</summary>
    public string Parameters(int layer, int step) => parameters[layer][step];

    private string Take(string wanted)
    {
        string name = wanted;
        for (int number = 2; !taken.Add(name); number++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{wanted}_{number}");
        }

        return name;
    }
}
