using Adc.Compiler.Diagnostics;
using Adc.Compiler.Frontends.Keras;
using Adc.Compiler.Ir;
using Adc.Formats.Npy;
using Adc.Tests.Support;

namespace Adc.Tests.Frontends.Keras;

/// <summary>One network in all forms in which Keras saves it, against what numpy makes of its weights: Fixtures/make_fixtures.py.</summary>
public sealed class KerasFilesTests
{
    [Theory]
    [InlineData("network.h5")]
    [InlineData("network_latest.h5")]
    [InlineData("network.keras")]
    public void A_network_with_a_model_inside_gives_the_outputs_of_numpy(string name)
    {
        var diagnostics = new DiagnosticBag();
        Graph? graph = KerasFrontend.Read(Bytes(name), name, diagnostics);
        Assert.True(graph is not null, string.Join('\n', diagnostics.All));
        Assert.Empty(GraphVerifier.Verify(graph));
        float[] inputs = Floats("network_input.npy"), expected = Floats("network_output.npy");

        float[] found = [.. inputs.Chunk(4 * 4 * 2).SelectMany(row => KerasModels.Outputs(graph, row))];

        Assert.Equal(expected.Length, found.Length);
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    /// <summary>A file of the fixtures.</summary>
    internal static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Repository.Root, "tests/Adc.Compiler/Frontends/Keras/Fixtures", name));

    private static float[] Floats(string name) => new ConstantData(NpyReader.Read(Bytes(name)).Array!.Data).ToArray<float>();
}
