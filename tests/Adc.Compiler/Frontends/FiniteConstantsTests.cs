using Adc.Compiler.Diagnostics;
using Adc.Compiler.Frontends;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.Npy;
using Adc.Tests.Cli;
using Adc.Tests.Support;

namespace Adc.Tests.Frontends;

public sealed class FiniteConstantsTests
{
    [Fact]
    public void A_weight_that_is_no_number_is_named_with_its_place()
    {
        var diagnostics = new DiagnosticBag();
        Assert.False(FiniteConstants.Check(Dense([1, 2, 3, 4, float.NaN, float.NegativeInfinity]), diagnostics));
        Assert.Equal(
            "m.tflite[op 0, 'w']: error ADC2021: element [1,1] is NaN; 2 of 6 elements are no finite numbers", Assert.Single(diagnostics.All).ToString());
    }

    [Fact]
    public void Finite_weights_are_fine() => Assert.True(FiniteConstants.Check(Dense([1, 2, 3, 4, 5, float.MaxValue]), new DiagnosticBag()));

    [Fact]
    public void An_infinite_bound_is_no_weight()
    {
        var draft = new GraphDraft();
        TensorId x = draft.Input("x", GraphDraft.Float32(2)), bound = draft.Constant("bound", GraphDraft.Float32(1), float.PositiveInfinity);
        Graph graph = draft.Build(draft.Add(new Extremum(IsGreatest: false), "y", GraphDraft.Float32(2), x, bound));
        Assert.True(FiniteConstants.Check(graph, new DiagnosticBag()));
    }

    [Fact]
    public void Such_a_model_is_not_compiled_but_the_reference_computes_it()
    {
        using var folder = new WorkFolder();
        string model = folder.Write("m.tflite", GraphFile.Of(Dense([1, 2, 3, 4, float.NaN, 6])));
        AdcRun.Of("compile", folder.Write("m.yaml", "m:\n  model_name: M\n  tflite_model: m.tflite\n"), "--no-build").Failed(4, "m.tflite[op 0, 'w']: error ADC2021: element [1,1] is NaN");

        folder.Write("x.npy", new NpyArray(NpyElementType.Float32, [1, 3], new byte[12]));
        AdcRun.Of("run", model, "--input", folder["x.npy"], "--output", folder["y.npy"]).Succeeded();
        float[] outputs = new ConstantData(folder.ReadNpy("y.npy").Data).ToArray<float>();
        Assert.Equal([0, float.NaN], outputs);
    }

    private static Graph Dense(float[] weights)
    {
        var draft = new GraphDraft();
        TensorId x = draft.Input("x", GraphDraft.Float32(1, 3)), w = draft.Constant("w", GraphDraft.Float32(2, 3), weights);
        return draft.Build(draft.Add(new FullyConnected(), "y", GraphDraft.Float32(1, 2), x, w));
    }
}
