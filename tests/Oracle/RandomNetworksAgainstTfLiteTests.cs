using Adc.Tests.Support.Layers;

namespace Adc.Tests.Oracle;

/// <summary>Random networks: the reference under the library's rounding is the library, bit for bit.</summary>
public sealed class RandomNetworksAgainstTfLiteTests
{
    private const int Batches = 20, RowsEach = 2;

    private static readonly RandomLayer[] Kinds = [.. RandomLayers.All.Where(layer => layer.WithLibrary == Agreement.BitForBit)];

    public static TheoryData<int> Parts => [.. Enumerable.Range(0, Batches)];

    [OracleTheory]
    [MemberData(nameof(Parts))]
    public void The_reference_equals_the_library(int part)
    {
        for (int seed = part + 1; seed <= RandomNetwork.Count; seed += Batches)
        {
            LibraryComparison.AssertAgreement($"network {seed}", RandomNetwork.Of(seed, Kinds), Agreement.BitForBit, RowsEach, seed);
        }
    }
}
