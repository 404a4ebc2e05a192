using Adc.Formats.TfLite;

namespace Adc.Tests.Formats.TfLite;

public class TfLiteVerifierTests
{
    public static TheoryData<string> Faults => [.. TfLiteBreakages.All.Keys];

    [Theory]
    [MemberData(nameof(Faults))]
    public void Calls_a_fault_by_its_name(string fault)
    {
        TfLiteBreakages.Breakage breakage = TfLiteBreakages.All[fault];
        TfLiteReadResult result = TfLiteReader.Read(breakage.File());
        Assert.Null(result.Model);
        Assert.Contains(
            result.Problems, problem => problem.Kind == breakage.Kind && problem.Message.Contains(breakage.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_kind_of_problem_is_provoked() => Assert.Equal(
        Enum.GetValues<TfLiteProblemKind>().Order(), TfLiteBreakages.All.Values.Select(breakage => breakage.Kind).Distinct().Order());

    [Fact]
    public void The_unbroken_model_is_sound() => Assert.Empty(TfLiteVerifier.Verify(SmallModels.Everything()));

    [Fact]
    public void Constants_and_inputs_may_be_graph_outputs()
    {
        var builder = new TfLiteModelBuilder();
        int input = builder.AddTensor("input", TfLiteTensorType.Int8, [2]);
        int constant = builder.AddTensor("constant", TfLiteTensorType.Int8, [2], data: new byte[2]);
        Assert.Empty(TfLiteVerifier.Verify(builder.Build([input], [input, constant])));
    }

    [Fact]
    public void Variables_and_empty_tensors_may_be_read_before_they_are_written()
    {
        var builder = new TfLiteModelBuilder();
        int state = builder.AddTensor("state", TfLiteTensorType.Int8, [2], isVariable: true);
        int empty = builder.AddTensor("empty", TfLiteTensorType.Int8, [0]);
        int output = builder.AddTensor("output", TfLiteTensorType.Int8, [2]);
        builder.AddOperator(BuiltinOperator.Concatenation, 1, [state, empty], [output], new ConcatenationOptions(0, TfLiteActivation.None));
        Assert.Empty(TfLiteVerifier.Verify(builder.Build([], [output])));
    }

    [Fact]
    public void Options_may_be_absent() =>
        Assert.Empty(TfLiteReader.Read(TfLiteWriter.Write(OneOperator(BuiltinOperator.Softmax, options: null))).Problems);

    [Fact]
    public void Scales_of_float_tensors_are_not_judged()
    {
        var builder = new TfLiteModelBuilder();
        int input = builder.AddTensor("input", TfLiteTensorType.Float32, [2], new([0, 0, 0], []));
        Assert.Empty(TfLiteVerifier.Verify(builder.Build([input], [input])));
    }

    [Fact]
    public void A_problem_of_a_tensor_carries_its_name()
    {
        TfLiteModelBuilder builder = new();
        builder.AddTensor("first", TfLiteTensorType.Int8, [1]);
        builder.AddTensor("se\"cond\n", TfLiteTensorType.Int8, [1, -4]);
        Assert.Equal(
            new TfLiteProblem(
                TfLiteProblemKind.BadShape, "tensor 1 has shape [1,-4], expected no negative extent", Subgraph: 0, Tensor: "se\"cond\n"),
            Assert.Single(TfLiteVerifier.Verify(builder.Build([], []))));
    }

    [Fact]
    public void Lists_no_more_problems_than_anybody_reads()
    {
        TfLiteModelBuilder builder = new();
        for (int i = 0; i < 5000; i++)
        {
            builder.AddTensor("bad", TfLiteTensorType.Int8, [-1]);
        }

        IReadOnlyList<TfLiteProblem> problems = TfLiteVerifier.Verify(builder.Build([], []));
        Assert.Equal(101, problems.Count);
        Assert.Equal(TfLiteProblemKind.TooLarge, problems[^1].Kind);
    }

    private static TfLiteModel OneOperator(BuiltinOperator builtin, TfLiteOptions? options)
    {
        var builder = new TfLiteModelBuilder();
        int input = builder.AddTensor("input", TfLiteTensorType.Float32, [2]);
        int output = builder.AddTensor("output", TfLiteTensorType.Float32, [2]);
        return builder.AddOperator(builtin, 1, [input], [output], options).Build([input], [output]);
    }
}
