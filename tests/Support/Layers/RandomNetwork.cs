using System.Globalization;
using Adc.Compiler.Ir;

namespace Adc.Tests.Support.Layers;

/// <summary>Draws whole networks: 3 to 20 layers of any kind, with branches, several inputs and outputs, and dead ends.</summary>
internal static class RandomNetwork
{
    private const int FewestLayers = 3, MostLayers = 20, MostElements = 600, MostOutputs = 4;

    /// <summary>How many networks the tests draw: ADC_RANDOM_NETWORKS, or 2,000.</summary>
    public static int Count { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("ADC_RANDOM_NETWORKS"), CultureInfo.InvariantCulture, out int asked) ? asked : 2000;

    /// <param name="kinds">The layers to draw from.</param>
    public static Graph Of(int seed, IReadOnlyList<RandomLayer> kinds)
    {
        var random = new Random(seed);
        var draft = new LayerDraft(random, string.Create(CultureInfo.InvariantCulture, $"net{seed}"));
        int fewest = random.Next(FewestLayers, MostLayers + 1);
        for (int layers = 0; layers < fewest; layers++)
        {
            if (layers == 0 || draft.OneIn(10))
            {
                draft.Input(draft.Any([.. kinds]).AnyInput(draft));
            }

            AddLayer(draft, kinds);
        }

        return Finish(draft);
    }

    private static void AddLayer(LayerDraft draft, IReadOnlyList<RandomLayer> kinds)
    {
        // Mostly chains, as networks are; large tensors are not made larger.
        Value[] small = [.. draft.Values.Where(value => value.Shape.ElementCount is > 0 and <= MostElements)];
        Value[] candidates = small.Length == 0 ? [] : [draft.OneIn(3) ? draft.Any(small) : small[^1]];
        if (!candidates.Any(value => kinds.Any(kind => kind.Accepts(value.Type))))
        {
            candidates = [draft.Input(draft.Any([.. kinds]).AnyInput(draft))];
        }

        Value input = candidates[0];
        draft.Any([.. kinds.Where(kind => kind.Accepts(input.Type))]).Add(draft, input);
    }

    /// <summary>Most of the values that nobody reads become outputs, at least the last one; the others are dead ends.</summary>
    private static Graph Finish(LayerDraft draft)
    {
        Graph graph = draft.Build([]);
        Value[] leaves = [.. draft.Values.Where(value => !graph.ReadersOf(value.Id).Any() && graph.WriterOf(value.Id) is not null)];
        Value[] outputs = [.. leaves.Where((_, index) => index == leaves.Length - 1 || !draft.OneIn(6)).TakeLast(MostOutputs)];
        return graph with { Outputs = outputs.Select(value => value.Id).ToSequence() };
    }
}
