using Adc.Compiler.Diagnostics;
using Adc.Compiler.Emission;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Lowering.Mvp;
using Adc.Compiler.Memory;
using Adc.Compiler.Pipeline;
using Adc.Simulator;
using Adc.Tests.Lowering;
using Adc.Tests.Lowering.Mvp;
using Adc.Tests.Passes;
using Adc.Tests.Support;
using Adc.Tests.Support.Layers;

namespace Adc.Tests.Pipeline;

public sealed class ModelCompilerTests
{
    // Centres of the inputs would be constants too.
    private static readonly AcceleratorRequest Uncentred = AcceleratorRequest.Default with { Options = AcceleratorOptions.Default with { Centre = false, ExactRatio = 0.5 } };

    [Fact]
    public void A_compilation_holds_every_noun_up_to_the_sources()
    {
        using ModelFile model = ModelFile.Tiny();

        Compilation compilation = model.Emit();

        Assert.Equal(3, compilation.Model.Graph.Nodes.Count);
        Assert.Equal("tiny", compilation.Identity.Name);
        Assert.Equal("tiny.tflite", compilation.Identity.SourceFile);
        Assert.Matches("^[0-9a-f]{64}$", compilation.Identity.Hash);
        Assert.Equal(TestSelection.SeededCount, compilation.Vectors.Vectors.Count);
        Assert.Equal(["tiny_layer00_quantized", "tiny_layer01_dense", "tiny_layer02_score"], compilation.LayerFunctions);
        Assert.Null(compilation.Image);
    }

    [Fact]
    public void The_same_file_gives_the_same_sources_and_another_one_others()
    {
        using ModelFile first = ModelFile.Tiny(), again = ModelFile.Tiny(), other = new(Adc.Tests.Emission.EmitterTests.Tiny(input: "other"));

        Assert.Equal(first.Emit().Sources, again.Emit().Sources);
        Assert.NotEqual(first.Emit().Sources, other.Emit().Sources);
    }

    [Fact]
    public void Test_vectors_hold_what_the_reference_expects()
    {
        using ModelFile model = ModelFile.Tiny();
        var rows = new TestRows("my rows", [[ConstantData.Of<float>([1f, -1f])], [ConstantData.Of<float>([0.5f, 2f])], [ConstantData.Of<float>([9f, 9f])]]);

        Compilation compilation = model.Emit(selection: new TestSelection(rows, 2));

        Assert.Equal("my rows", compilation.Vectors.Origin);
        Assert.Equal([rows.Rows[0], rows.Rows[1]], compilation.Vectors.Vectors.Select(vector => vector.Inputs));
        Assert.Equal(
            new Engines().Reference(compilation.Model.Graph, Rounding.Tflm, [rows.Rows[0], rows.Rows[1]], CancellationToken.None),
            compilation.Vectors.Vectors.Select(vector => vector.Outputs));
    }

    [Fact]
    public void A_search_for_the_smallest_plan_that_ends_early_is_a_warning()
    {
        RandomLayer[] kinds = [.. RandomLayers.All.Where(layer => layer.HasTarget)];
        Graph graph = Enumerable.Range(1, 500).Select(seed => RandomNetwork.Of(seed, kinds)).First(HasGap);
        using var model = new ModelFile(graph);
        DiagnosticBag Compiled(int limit)
        {
            var diagnostics = new DiagnosticBag();
            new ModelCompiler(new Engines()).Emit(
                model.Request with { Memory = new MemoryOptions(SearchesExactly: true, SearchLimit: limit) }, _ => TestSelection.Seeded, _ => null, diagnostics, CancellationToken.None);
            return diagnostics;
        }

        Assert.Matches(
            "^warning ADC1923: the arena takes [\\d,]+ bytes; no plan below [\\d,]+ bytes exists, but the search for a better one ended after 0 comparisons$",
            $"{Assert.Single(Compiled(0).All)}");
        Assert.Empty(Compiled(3_000_000).All);
    }

    private static bool HasGap(Graph network)
    {
        Graph graph = Pass.AfterAll(network);
        return graph.Outputs.All(output => graph.WriterOf(output) is not null) && graph.States.Count == 0
            && MemoryPlanner.Plan(LoweredText.Lower(graph, null), new MemoryOptions()) is var plan && plan.ArenaSizeInBytes > plan.LowerBoundInBytes;
    }

    [Fact]
    public void Graphs_are_dumped_after_the_passes_that_were_named()
    {
        using ModelFile model = ModelFile.Tiny();

        Compilation compilation = model.Emit(model.Request with { DumpAfter = ["fold-constants", "drop-dead-nodes"] });

        Assert.Equal(["drop-dead-nodes", "fold-constants"], compilation.Model.Dumps.Keys.Order(StringComparer.Ordinal));
        Assert.StartsWith("graph tiny\n", compilation.Model.Dumps["fold-constants"], StringComparison.Ordinal);
    }

    [Fact]
    public void Options_reach_lowering_and_memory()
    {
        using ModelFile model = ModelFile.Tiny();
        CompileRequest request = model.Request;

        Assert.Contains("rounding single", model.Emit(request with { Lowering = new LoweringOptions(Rounding.Single) }).Sources.Files[0].Text, StringComparison.Ordinal);
        Assert.Contains(
            model.Emit(request with { Lowering = new LoweringOptions(OptimisedKernels: false) }).Sources.Files,
            file => file.Path == "kernels/adc_fully_connected_s8.c");
        Assert.Contains("alignas(4)", model.Emit(request with { Memory = request.Memory with { Alignment = 4 } }).Sources.Files[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_is_not_there_is_reported_where_it_was_named()
    {
        using ModelFile model = ModelFile.Tiny();
        CompileRequest absent = model.Request with
        {
            ModelPath = model.Folder["ad01_int8.tflite"], ModelDisplayPath = "models/ad01_int8.tflite", ModelOrigin = new Origin("ad.yaml", 3, 5),
        };

        string refusal = Assert.Single(model.Refusals(absent));

        Assert.StartsWith("ad.yaml(3,5): error ADC1101: ", refusal, StringComparison.Ordinal);
        Assert.Contains("'models/ad01_int8.tflite': there is no such file; the MLPerf Tiny benchmark has it", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_no_model()
    {
        using ModelFile model = ModelFile.Tiny();

        Assert.StartsWith("error ADC1101: ", Assert.Single(model.Refusals(model.Request with { ModelPath = model.Folder.Path })), StringComparison.Ordinal);
    }

    [Fact]
    public void Both_budgets_are_checked_in_one_run()
    {
        using ModelFile model = ModelFile.Tiny();
        CompileRequest small = model.Request with { Target = model.Request.Target with { RamBudget = 20, FlashBudget = 30 } };

        Assert.Equal(
            [
                "error ADC5002: the model needs 32 bytes of flash (constants; layer 1: 32), the budget is 30 bytes; raise memory.flash_budget, or make the model smaller",
                "error ADC5001: the model needs 32 bytes of RAM (inputs, outputs and activations that are live at once), the budget is 20 bytes; "
                + "raise memory.ram_budget, or make the largest layers smaller",
            ],
            model.Refusals(small));
    }

    [Fact]
    public void Only_the_layout_that_is_compiled_has_to_fit()
    {
        // The kernel of the CPU reads inputs as int16; the accelerator's program for two outputs reads them as they are.
        using var model = new ModelFile(RandomFullyConnected.Layer(3, 640, 2));
        CompileRequest scarce = model.Request with { Target = model.Request.Target with { RamBudget = 1000 } };

        Assert.Contains("error ADC5001: ", Assert.Single(model.Refusals(scarce)), StringComparison.Ordinal);
        Compilation compilation = model.Emit(scarce with { Accelerator = Uncentred });
        Assert.Equal(Engine.Mvp, compilation.Plan.Lowered.Layers[0].Engine);
    }

    [Fact]
    public void The_layout_for_the_accelerator_has_to_fit()
    {
        using var model = new ModelFile(RandomFullyConnected.Layer(3, 640, 2));
        CompileRequest scarce = model.Request with
        {
            Accelerator = Uncentred, Target = model.Request.Target with { FlashBudget = 1200, RamBudget = 650 },
        };

        Assert.Equal(["ADC5002", "ADC5001"], model.Refusals(scarce).Select(refusal => refusal.Split(' ')[1][..^1]));
    }

    [Fact]
    public void A_tensor_that_fits_nowhere_is_refused_before_rows_are_computed()
    {
        using var model = new ModelFile(RandomFullyConnected.Layer(3, 640, 2));
        CompileRequest scarce = model.Request with { Accelerator = Uncentred, Target = model.Request.Target with { RamBudget = 639 } };

        Assert.Equal(
            "error ADC5001: the model needs 640 bytes of RAM (tensor 'x' alone), the budget is 639 bytes; raise memory.ram_budget, or make the largest layers smaller",
            Assert.Single(model.Refusals(scarce)));
    }

    [Fact]
    public void A_model_that_just_fits_is_compiled()
    {
        using ModelFile model = ModelFile.Tiny();

        model.Emit(model.Request with { Target = model.Request.Target with { RamBudget = 32, FlashBudget = 32 } });
    }

    [ToolFact("cc")]
    public void The_emitted_C_passes_its_vectors_on_this_machine_and_a_wrong_expectation_is_an_error()
    {
        using ModelFile model = ModelFile.Tiny();
        Compilation compilation = model.Emit();
        DiagnosticBag right = new(), wrong = new();
        SourceFolder.Write(compilation.Sources, model.Folder.Path);

        Assert.Equal((4, 4), Verdict(new ModelCompiler(new Engines()).RunOnHost(compilation, model.Folder.Path, right, CancellationToken.None)));
        Assert.Empty(right.All);

        string vectors = compilation.Sources.Files.Single(file => file.Path == "tiny_test_vectors.h").Text;
        SourceFolder.Write(model.Folder.Path, "tiny_test_vectors.h", vectors.Replace("0.450000018f, 0.0f, 0.25f", "0.5f, 0.0f, 0.25f", StringComparison.Ordinal));
        Assert.Equal((3, 4), Verdict(new ModelCompiler(new Engines()).RunOnHost(compilation, model.Folder.Path, wrong, CancellationToken.None)));
        Assert.Equal(
            "error ADC8004: the emitted C on this machine is right on 3 of 4 test vectors; expected all",
            Assert.Single(wrong.All).ToString());
    }

    [Theory]
    [InlineData("adc vector 0 PASS\nadc verdict PASS 4/4\n", 4, 4, true)]
    [InlineData("adc verdict FAIL 3/4\r\n", 3, 4, false)]
    [InlineData("noise\nadc verdict PASS 1/1\nmore noise", 1, 1, true)]
    [InlineData("adc verdict FAIL 4/4\n", 4, 4, false)]
    [InlineData("adc verdict PASS 0/0\n", 0, 0, false)]
    public void The_verdict_is_read_from_the_console(string console, int passed, int count, bool succeeded)
    {
        SelfTestResult? result = SelfTestResult.FromConsole(console);

        Assert.Equal((passed, count, console, succeeded), (result!.Passed, result.Count, result.Console, result.Succeeded));
    }

    [Theory]
    [InlineData("")]
    [InlineData("adc vector 0 PASS")]
    [InlineData("adc verdict PASS")]
    [InlineData("adc verdict PASS x/y")]
    public void A_console_without_a_verdict_has_no_result(string console) => Assert.Null(SelfTestResult.FromConsole(console));

    private static (int Passed, int Count) Verdict(Compilation compilation) => (compilation.Host!.Passed, compilation.Host.Count);
}
