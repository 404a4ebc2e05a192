using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Lowering;
using Adc.Compiler.Lowering.Mvp;
using Adc.Simulator.Mvp;
using Adc.Tests.Support;

namespace Adc.Tests.Lowering.Mvp;

/// <summary>Where the error of an accelerated layer comes from, and how large it can be.</summary>
public sealed class LayerErrorTests
{
    private const int Models = 80;

    private static readonly AcceleratorOptions Anything = AcceleratorOptions.Default with { ExactRatio = 0, MaxAbsLsb = 255 };

    [Theory]
    [InlineData(MvpMultiplyAdd.Fused, MvpTies.ToEven)]
    [InlineData(MvpMultiplyAdd.RoundedTwice, MvpTies.AwayFromZero)]
    public void No_layer_differs_by_more_than_its_bound(MvpMultiplyAdd multiplyAdd, MvpTies ties)
    {
        var simulator = new MvpSimulatorOptions(multiplyAdd, ties);
        int layers = 0;
        for (int seed = 1; seed <= Models; seed++)
        {
            Graph graph = RandomFullyConnected.Of(seed);
            var calibration = new Calibration(AcceleratedModel.Exact(graph, 12, seed), IsFromData: seed % 2 == 0);
            AcceleratedModel model = AcceleratedModel.Of(graph, Anything with { ForceMvp = AcceleratedModel.AllLayers(graph) }, calibration, simulator);
            foreach (LoweredLayer layer in model.Lowered.Layers.Where(layer => layer.Error is not null))
            {
                layers++;
                LayerError error = layer.Error!;
                string label = $"seed {seed}, layer {layer.Index}: {error}";
                Assert.True(error.MaxAbsLsb <= error.Analysis!.BoundLsb && error.Analysis!.BoundLsb <= error.Analysis!.WorstCaseLsb, label);
                Assert.True(model.Differences(layer, AcceleratedModel.Exact(graph, Extremes(graph, seed)), simulator).Max() <= error.Analysis!.WorstCaseLsb, label);
                Assert.Equal(error.MeanAbsLsb, error.Analysis!.Split.Total, 1e-9);
            }
        }

        Assert.True(layers > 90, $"{layers} accelerated layers");
    }

    [Fact]
    public void Small_sums_and_powers_of_two_leave_only_the_rounding()
    {
        LayerError error = Layer(inputs: 8, weight: 1, multiplier: 0.25f);
        Assert.Equal((0, 0), (error.Analysis!.Split.Accumulation, error.Analysis!.Split.Constants));
        Assert.Equal((0, 0), (error.Analysis!.BoundSplit.Accumulation, error.Analysis!.BoundSplit.Constants));
        Assert.True(error.Analysis!.Split.Rounding > 0, $"{error}");
        Assert.Equal(1, error.Analysis!.WorstCaseLsb);
    }

    [Fact]
    public void A_multiplier_that_half_precision_does_not_hold_counts_as_constants()
    {
        LayerError error = Layer(inputs: 8, weight: 1, multiplier: 0.25f * 1.00048f);
        Assert.Equal((0, 0), (error.Analysis!.Split.Accumulation, error.Analysis!.BoundSplit.Accumulation));
        Assert.NotEqual(0, error.Analysis!.Split.Constants);
        Assert.InRange(error.Analysis!.BoundSplit.Constants, 0.01, 255 * 0.25 * 8 * 0.0005);
    }

    [Fact]
    public void Long_sums_count_as_accumulation()
    {
        LayerError error = Layer(inputs: 600, weight: 64, multiplier: 1f / 16384);
        Assert.Equal((0, 0), (error.Analysis!.Split.Constants, error.Analysis!.BoundSplit.Constants));
        Assert.InRange(error.Analysis!.Split.Accumulation, error.Analysis!.Split.Rounding, error.Analysis!.BoundSplit.Accumulation);
    }

    [Fact]
    public void Terms_that_are_lost_behind_a_large_sum_come_near_the_bound()
    {
        // Three products of 127 * 127 make a sum with a grid of 32; each of the 15 that follow is rounded away.
        const int Large = 3, Small = 500, Lost = 15, Divisor = 500;
        Graph graph = Dense(Large + Small, 1f / Divisor, column => (sbyte)(column < Large ? 127 : 1));
        sbyte[] row = [.. Enumerable.Range(0, Large + Small).Select(column => (sbyte)(column < Large ? 127 : Lost))];
        var calibration = new Calibration(AcceleratedModel.Exact(graph, [[ConstantData.Of<sbyte>(row)]]), IsFromData: true);

        LayerError error = AcceleratedModel.Of(graph, Anything with { Centre = false }, calibration, MvpSimulatorOptions.Default).Lowered.Layers[0].Error!;

        Assert.Equal(Math.Round(Small * Lost / (double)Divisor), error.MaxAbsLsb, 1.0);
        Assert.InRange(error.Analysis!.BoundLsb, error.MaxAbsLsb, error.MaxAbsLsb + 4);
    }

    private static LayerError Layer(int inputs, sbyte weight, float multiplier)
    {
        var random = new Random(inputs);
        Graph graph = Dense(inputs, multiplier, _ => random.Next(2) == 0 ? weight : (sbyte)-weight);
        return AcceleratedModel.Of(graph, Anything with { ForceMvp = ["0"], Centre = false }, rows: 64).Lowered.Layers[0].Error!;
    }

    // 32 equal scales, no bias, zero points 0: the output is the sum times the multiplier.
    private static Graph Dense(int inputs, float multiplier, Func<int, sbyte> weight)
    {
        const int Outputs = 32;
        var draft = new GraphDraft();
        TensorId weights = draft.Constant(
            "w", GraphDraft.Int8(multiplier, 0, Outputs, inputs), [.. Enumerable.Range(0, Outputs * inputs).Select(index => weight(index % inputs))]);
        return draft.Build(draft.Add(new FullyConnected(), "y", GraphDraft.Int8(1, 0, 1, Outputs), draft.Input("x", GraphDraft.Int8(1, 0, 1, inputs)), weights, TensorId.None));
    }

    // Rows of least and greatest values in runs of all lengths: sums go as far as they can.
    private static IEnumerable<Sequence<ConstantData>> Extremes(Graph graph, int seed)
    {
        var random = new Random(seed);
        int count = graph.TypeOf(graph.Inputs[0]).Shape.ElementCount;
        for (int row = 0; row < 12; row++)
        {
            int run = random.Next(1, count + 1);
            yield return [ConstantData.Of<sbyte>([.. Enumerable.Range(0, count).Select(index => ((index / run) + row) % 2 == 0 ? sbyte.MinValue : sbyte.MaxValue)])];
        }
    }
}
