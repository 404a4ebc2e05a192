using Adc.Compiler.Evaluation;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Tests.Support;

namespace Adc.Tests.Evaluation;

public sealed class SeededRowsTests
{
    [Fact]
    public void The_first_two_rows_are_the_extremes_and_the_others_lie_between()
    {
        TestRows rows = SeededRows.For(OneInput(GraphDraft.Int8(0.5f, 3, 1, 1000)), 4);

        Assert.All(rows.Rows[0][0].ToArray<sbyte>(), value => Assert.Equal(sbyte.MinValue, value));
        Assert.All(rows.Rows[1][0].ToArray<sbyte>(), value => Assert.Equal(sbyte.MaxValue, value));
        Assert.InRange(rows.Rows[2][0].ToArray<sbyte>().Distinct().Count(), 200, 256);
        Assert.NotEqual(rows.Rows[2], rows.Rows[3]);
        Assert.Equal("seeded rows", rows.Origin);
    }

    [Fact]
    public void The_same_seed_gives_the_same_rows_and_another_seed_others()
    {
        Graph graph = OneInput(GraphDraft.Int8(0.5f, 3, 1, 10));

        Assert.Equal(SeededRows.For(graph, 5, seed: 1), SeededRows.For(graph, 5, seed: 1));
        Assert.NotEqual(SeededRows.For(graph, 5, seed: 1), SeededRows.For(graph, 5, seed: 2));
    }

    [Fact]
    public void A_float_input_takes_the_range_of_the_quantization_behind_it()
    {
        var draft = new GraphDraft();
        TensorId x = draft.Input("x", GraphDraft.Float32(1, 3));
        TestRows rows = SeededRows.For(draft.Build(draft.Add(new Quantize(), "q", GraphDraft.Int8(0.5f, -28, 1, 3), x)), 3);

        Assert.Equal([-50f, -50f, -50f], rows.Rows[0][0].ToArray<float>());
        Assert.Equal([77.5f, 77.5f, 77.5f], rows.Rows[1][0].ToArray<float>());
        Assert.All(rows.Rows[2][0].ToArray<float>(), value => Assert.InRange(value, -50f, 77.5f));
    }

    [Fact]
    public void A_float_input_without_quantization_lies_between_minus_one_and_one() =>
        Assert.Equal([-1f, 1f], SeededRows.For(OneInput(GraphDraft.Float32(1)), 2).Rows.Select(row => row[0].ToArray<float>()[0]));

    [Fact]
    public void Values_stay_finite_however_large_the_scale_is()
    {
        var draft = new GraphDraft();
        TensorId x = draft.Input("x", GraphDraft.Float32(1, 3));
        TestRows rows = SeededRows.For(draft.Build(draft.Add(new Quantize(), "q", GraphDraft.Int8(float.MaxValue, 0, 1, 3), x)), 4);

        Assert.All(rows.Rows.SelectMany(row => row[0].ToArray<float>()), value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Every_element_type_gets_rows_of_its_size() => Assert.All(Enum.GetValues<ElementType>(), element =>
    {
        var type = new TensorType(element, Shape.Of(2, 3));
        Assert.All(SeededRows.For(OneInput(type), 3).Rows, row => Assert.Equal(type.SizeInBytes, row[0].Bytes.Length));
    });

    private static Graph OneInput(TensorType type)
    {
        var draft = new GraphDraft();
        draft.Input("x", type);
        return draft.Build();
    }
}
