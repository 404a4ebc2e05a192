using System.Runtime.InteropServices;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Pipeline;
using Adc.Formats.Npy;
using Adc.Simulator;
using Adc.Tests.Support;

namespace Adc.Tests.Pipeline;

public sealed class ModelRunnerTests
{
    [Theory]
    [InlineData(RunEngine.Reference)]
    [InlineData(RunEngine.Cpu)]
    public void Rows_go_in_and_rows_come_out(RunEngine engine)
    {
        using ModelFile model = ModelFile.Tiny();
        model.Folder.Write("x.npy", Floats([2, 2], -12.5f, -12.5f, 13f, 13f));

        Assert.Empty(Run(model, engine, [new(null, model.Folder["x.npy"])], [new(null, model.Folder["y.npy"])]));

        NpyArray output = model.Folder.ReadNpy("y.npy");
        Assert.Equal([2, 3], output.Shape);
        Assert.Equal([0.45f, 0f, 0.25f, 0f, 12.75f, 0f], output.ToFloat32().Select(value => MathF.Round(value, 3)));
    }

    [Theory]
    [InlineData(RunEngine.Reference)]
    [InlineData(RunEngine.Cpu)]
    public void Rows_that_carry_the_batch_axis_come_out_with_it(RunEngine engine)
    {
        using ModelFile model = ModelFile.Tiny();
        model.Folder.Write("x.npy", Floats([4, 1, 2], new float[8]));

        Assert.Empty(Run(model, engine, [new(null, model.Folder["x.npy"])], [new("score", model.Folder["y.npy"])]));

        Assert.Equal([4, 1, 3], model.Folder.ReadNpy("y.npy").Shape);
    }

    [Theory]
    [InlineData(RunEngine.Reference)]
    [InlineData(RunEngine.Cpu)]
    public void Several_inputs_and_outputs_are_told_apart_by_their_names(RunEngine engine)
    {
        using ModelFile model = ModelFile.TwoByTwo();
        model.Folder.Write("left.npy", new NpyArray(NpyElementType.Int8, [2, 4], new byte[] { 0, 1, 2, 3, 4, 5, 6, 7 }));
        model.Folder.Write("right.npy", Floats([2, 2], 1, 2, 3, 4));

        Assert.Empty(Run(
            model, engine,
            [new("right", model.Folder["right.npy"]), new("left", model.Folder["left.npy"])],
            [new("tanh", model.Folder["tanh.npy"]), new("flat", model.Folder["flat.npy"])]));

        Assert.Equal([1f, 2f, 3f, 4f], model.Folder.ReadNpy("flat.npy").ToFloat32());
        Assert.Equal([2, 4], model.Folder.ReadNpy("tanh.npy").Shape);
        Assert.Equal([-116, -97, -59, 0, 59, 97, 116, 123], MemoryMarshal.Cast<byte, sbyte>(model.Folder.ReadNpy("tanh.npy").Data.Span).ToArray().Select(value => (int)value));
    }

    [Fact]
    public void All_tensors_of_row_0_are_the_same_from_both_engines()
    {
        using ModelFile model = ModelFile.Tiny();
        model.Folder.Write("x.npy", Floats([2, 2], 1, -2, 3, 4));
        PortFile[] input = [new(null, model.Folder["x.npy"])];

        Assert.Empty(Run(model, RunEngine.Reference, input, [], model.Folder["reference"]));
        Assert.Empty(Run(model, RunEngine.Cpu, input, [], model.Folder["cpu"]));

        string[] names = [.. Directory.GetFiles(model.Folder["reference"]).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        Assert.Equal(["t0.npy", "t1.npy", "t4.npy", "t5.npy"], names);
        Assert.All(names, name => Assert.Equal(File.ReadAllBytes(model.Folder[$"reference/{name}"]), File.ReadAllBytes(model.Folder[$"cpu/{name}"])));
    }

    [Theory]
    [InlineData(RunEngine.Reference)]
    [InlineData(RunEngine.Cpu)]
    public void No_rows_give_no_rows(RunEngine engine)
    {
        using ModelFile model = ModelFile.Tiny();
        model.Folder.Write("x.npy", Floats([0, 2]));

        Assert.Empty(Run(model, engine, [new(null, model.Folder["x.npy"])], [new(null, model.Folder["y.npy"])], model.Folder["tensors"]));

        Assert.Equal([0, 3], model.Folder.ReadNpy("y.npy").Shape);
    }

    [Fact]
    public void Bad_data_is_reported_and_leaves_no_output()
    {
        using ModelFile model = ModelFile.Tiny();
        model.Folder.Write("wide.npy", Floats([1, 3], 1, 2, 3));
        model.Folder.Write("text.npy", "no array");
        model.Folder.Write("nan.npy", Floats([1, 2], 1, float.NaN));
        model.Folder.Write("words.npy", new NpyArray(NpyElementType.Int32, [1, 2], new byte[8]));

        Assert.Equal(["ADC1103"], Codes("wide.npy"));
        Assert.Equal(["ADC1102"], Codes("text.npy"));
        Assert.Equal(["ADC1104"], Codes("nan.npy"));
        Assert.Equal(["ADC1105"], Codes("words.npy"));
        Assert.Equal(["ADC1101"], Codes("absent.npy"));
        Assert.False(File.Exists(model.Folder["y.npy"]));

        string[] Codes(string name) =>
            [.. Run(model, RunEngine.Reference, [new(null, model.Folder[name])], [new(null, model.Folder["y.npy"])]).Select(diagnostic => diagnostic.Code)];
    }

    [Fact]
    public void Ports_that_do_not_match_are_reported()
    {
        using ModelFile model = ModelFile.TwoByTwo();
        model.Folder.Write("left.npy", new NpyArray(NpyElementType.Int8, [1, 4], new byte[4]));
        model.Folder.Write("right.npy", Floats([2, 2], 1, 2, 3, 4));
        PortFile left = new("left", model.Folder["left.npy"]), right = new("right", model.Folder["right.npy"]);

        Assert.Equal(["--input: there is no file for 'right'; the model has 'left', 'right'"], Messages([left]));
        Assert.Equal(["--input: there is no 'middle'; the model has 'left', 'right'"], Messages([left, right, right with { Port = "middle" }]));
        Assert.Equal(["--output: there is no 'middle'; the model has 'flat', 'tanh'"], Messages([left, left with { Port = "right" }], new PortFile("middle", "y.npy"), "--output"));
        Assert.Contains("1 and 2 rows", Assert.Single(Messages([left, right])), StringComparison.Ordinal);

        string[] Messages(PortFile[] inputs, PortFile? output = null, string about = "--input") =>
        [
            .. Run(model, RunEngine.Reference, inputs, output is null ? [] : [output])
                .Select(diagnostic => diagnostic.Message).Where(message => message.StartsWith(about, StringComparison.Ordinal)),
        ];
    }

    [Fact]
    public void An_output_that_cannot_be_written_is_reported()
    {
        using ModelFile model = ModelFile.Tiny();
        model.Folder.Write("x.npy", Floats([1, 2], 1, 2));

        Diagnostic diagnostic = Assert.Single(Run(model, RunEngine.Reference, [new(null, model.Folder["x.npy"])], [new(null, model.Folder.Path)]));

        Assert.Equal("ADC6001", diagnostic.Code);
    }

    [Fact]
    public void A_model_that_only_the_reference_can_run_is_refused_by_the_others()
    {
        var draft = new GraphDraft();
        TensorType real = GraphDraft.Float32(1, 2);
        using var model = new ModelFile(draft.Build(draft.Add(new Adc.Compiler.Ir.Operators.LogSoftmax(), "y", real, draft.Input("x", real))));
        model.Folder.Write("x.npy", Floats([1, 2], 1, 2));
        PortFile[] input = [new(null, model.Folder["x.npy"])];

        Assert.Empty(Run(model, RunEngine.Reference, input, []));
        Assert.Equal(["ADC4002"], Run(model, RunEngine.Cpu, input, []).Select(diagnostic => diagnostic.Code));
    }

    [Fact]
    public void What_the_reference_has_no_meaning_for_is_a_diagnostic()
    {
        var draft = new GraphDraft();
        var type = new TensorType(ElementType.Int16, Shape.Of(1, 2), Quantization.PerTensor(1, 0));
        using var model = new ModelFile(draft.Build(draft.Add(new Adc.Compiler.Ir.Operators.Elu(), "y", type, draft.Input("x", type))));
        model.Folder.Write("x.npy", new NpyArray(NpyElementType.Int16, [1, 2], new byte[4]));

        Diagnostic diagnostic = Assert.Single(Run(model, RunEngine.Reference, [new(null, model.Folder["x.npy"])], []));

        Assert.Equal("ADC4002", diagnostic.Code);
        Assert.Contains("tiny.tflite[op 0, 'y']: ELU has no reference", diagnostic.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<Diagnostic> Run(ModelFile model, RunEngine engine, PortFile[] inputs, PortFile[] outputs, string? allTensors = null)
    {
        var diagnostics = new DiagnosticBag();
        new ModelRunner(new Engines()).Run(
            model.Request, new RunRequest(engine, inputs.ToSequence(), outputs.ToSequence(), allTensors), _ => null, diagnostics, CancellationToken.None);
        return diagnostics.All;
    }

    private static NpyArray Floats(int[] shape, params float[] values) => new(NpyElementType.Float32, shape, ConstantData.Of<float>(values).Bytes);
}
