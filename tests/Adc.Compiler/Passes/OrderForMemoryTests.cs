using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Passes;
using Adc.Tests.Support;
using Adc.Tests.Support.Layers;
using static Adc.Tests.Passes.Pass;

namespace Adc.Tests.Passes;

public sealed class OrderForMemoryTests
{
    private static readonly Window Same = new(Padding.Same);

    [Fact]
    public void A_branch_is_finished_before_the_next_one_begins()
    {
        var draft = new LayerDraft(new Random(1), "branches");
        Value input = Image(draft, 8, 4);
        Value wideA = Convolve(draft, input, 64), wideB = Convolve(draft, input, 48);
        Value narrowA = Convolve(draft, wideA, 4), narrowB = Convolve(draft, wideB, 4);
        Graph graph = draft.Build([narrowA, narrowB]);

        Graph ordered = After<OrderForMemory>(graph);

        TensorId[] order = [.. ordered.Nodes.Select(node => node.Output)];
        Assert.Equal(Array.IndexOf(order, wideA.Id) + 1, Array.IndexOf(order, narrowA.Id));
        Assert.Equal(Array.IndexOf(order, wideB.Id) + 1, Array.IndexOf(order, narrowB.Id));
        Assert.True(Peak(ordered) < Peak(graph));
    }

    [Fact]
    public void The_order_stays_where_no_other_needs_less()
    {
        var draft = new LayerDraft(new Random(1), "residual");
        Value input = Image(draft, 8, 16);
        Value main = Convolve(draft, Convolve(draft, input, 16), 16), side = Convolve(draft, input, 16);
        Graph graph = draft.Build([main, side]);

        Assert.Same(graph, After<OrderForMemory>(graph));
    }

    [Fact]
    public void No_order_of_small_graphs_needs_less()
    {
        int improved = 0;
        for (int seed = 1; seed <= 60; seed++)
        {
            Graph graph = AnyConvolutions(seed);

            Graph ordered = After<OrderForMemory>(graph);

            Assert.True(Peak(ordered) == Orders(graph).Min(Peak), $"seed {seed}: {Peak(ordered)} bytes");
            Assert.Equal(graph.Nodes.OrderBy(node => node.Output.Value), ordered.Nodes.OrderBy(node => node.Output.Value));
            improved += Peak(ordered) < Peak(graph) ? 1 : 0;
        }

        Assert.True(improved > 5, $"{improved} orders were improved");
    }

    private static Graph AnyConvolutions(int seed)
    {
        var draft = new LayerDraft(new Random(seed), $"graph{seed}");
        List<Value> values = [Image(draft, 4, 4)];
        for (int count = draft.Random.Next(3, 7); count > 0; count--)
        {
            values.Add(Convolve(draft, draft.Any(values.ToArray()), draft.Random.Next(1, 40)));
        }

        return draft.Build(values.Skip(1));
    }

    private static Value Image(LayerDraft draft, int side, int channels) => draft.Input(draft.AnyInt8(Shape.Of(1, side, side, channels), 0.05f));

    private static Value Convolve(LayerDraft draft, Value input, int channels)
    {
        Convolutions.Operands operands = Convolutions.AnyOperands(draft, input, Shape.Of(channels, 1, 1, input.Shape[3]), ElementType.Int32);
        Shape shape = Shape.Of(1, input.Shape[1], input.Shape[2], channels);
        return draft.Add(new Conv2D(Same, Activation.None), Convolutions.AnyOutput(draft, ElementType.Int8, shape, operands.TypicalSum), input.Id, operands.Weights, operands.Bias);
    }

    private static IEnumerable<Graph> Orders(Graph graph)
    {
        return Extend([]).Select(order => graph with { Nodes = order.ToSequence() });

        IEnumerable<Node[]> Extend(Node[] done)
        {
            if (done.Length == graph.Nodes.Count)
            {
                return [done];
            }

            return graph.Nodes.Where(node => !done.Contains(node) && node.Inputs.All(input => graph.WriterOf(input) is not Node writer || done.Contains(writer)))
                .SelectMany(node => Extend([.. done, node]));
        }
    }

    /// <summary>Most bytes of computed tensors and inputs at once, step by step.</summary>
    private static int Peak(Graph graph)
    {
        int Size(TensorId id) => graph.TypeOf(id).SizeInBytes;
        return Enumerable.Range(0, graph.Nodes.Count).Max(now =>
        {
            IEnumerable<TensorId> written = graph.Inputs.Concat(graph.Nodes.Take(now + 1).SelectMany(node => node.Outputs));
            return written.Where(id => graph.Outlives(id) || graph.Nodes[now].Outputs.Contains(id) || graph.Nodes.Skip(now).Any(node => node.Inputs.Contains(id))).Sum(Size);
        });
    }
}
