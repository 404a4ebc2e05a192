using Adc.Compiler.Ir;
using Adc.Tests.Support.Layers;

namespace Adc.Tests.Oracle;

/// <summary>Every kind of layer, drawn at random, against the TensorFlow Lite library.</summary>
public sealed class RandomLayersAgainstTfLiteTests
{
    private const int Cases = 200, RowsEach = 3;

    public static TheoryData<string> Names => [.. RandomLayers.All.Where(layer => layer.WithLibrary.IsCompared).Select(layer => layer.Name)];

    [OracleTheory]
    [MemberData(nameof(Names))]
    public void Random_models_of_one_layer_agree(string name)
    {
        RandomLayer layer = RandomLayers.Named(name);
        for (int seed = 1; seed <= Cases; seed++)
        {
            Graph drawn = layer.Alone(seed);
            LibraryComparison.AssertAgreement($"{name}, seed {seed}", drawn, layer.WithLibrary, RowsEach, seed);
        }
    }
}
