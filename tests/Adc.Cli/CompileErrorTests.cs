using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;
using Adc.Tests.Support;

namespace Adc.Tests.Cli;

/// <summary>What is wrong, where, and with which exit code; and that nothing is left behind.</summary>
public sealed class CompileErrorTests
{
    [Fact]
    public void A_well_known_model_that_is_missing_comes_with_the_place_to_get_it()
    {
        using var folder = new WorkFolder();
        folder.Write("ad.yaml", "ad:\n  tflite_model: models/ad01_int8.tflite\n");
        AdcRun.Of("compile", folder["ad.yaml"]).Failed(
            6, "ad.yaml(2,17): error ADC1101", "models/ad01_int8.tflite", "github.com/mlcommons/tiny",
            "benchmark/training/anomaly_detection/trained_models/ad01_int8.tflite");
        Assert.Equal(["ad.yaml"], folder.Listing);
    }

    [Fact]
    public void A_missing_configuration() => AdcRun.Of("compile", "nowhere.yaml").Failed(3, "ADC1001", "'nowhere.yaml'", "no such file");

    [Fact]
    public void A_misspelt_key_names_its_place_and_the_right_one() =>
        Fails("small:\n  tflite_modle: small.tflite\n", 3, "small.yaml(2,3): error ADC1004", "'tflite_modle'", "'tflite_model'");

    [Fact]
    public void A_truncated_model()
    {
        byte[] whole = TfLiteWriter.Write(SmallModel.Build());
        Fails(SmallModel.Yaml(), whole[..(whole.Length / 2)], 4, "small.tflite: error ADC2", "leaves the file");
    }

    [Fact]
    public void A_file_that_is_no_model() => Fails(SmallModel.Yaml(), "<html>not found</html>"u8.ToArray(), 4, "small.tflite: error ADC2001");

    [Fact]
    public void A_badly_damaged_model_is_told_in_a_screenful_unless_asked_for_all()
    {
        var draft = new GraphDraft();
        TensorId last = draft.Input("x", GraphDraft.Int8(1, 0, 1, 4));
        for (int i = 0; i < 50; i++)
        {
            last = draft.Add(new Relu(Activation.Relu), $"t{i}", new TensorType(ElementType.Int8, Shape.Of(1, 4), new Quantization([float.NaN], [0])), last);
        }

        byte[] file = TfLiteWriter.Write(GraphFile.Of(draft.Build(last)));
        using WorkFolder folder = With(SmallModel.Yaml(), file);
        AdcRun brief = AdcRun.Of("compile", folder["small.yaml"]).Failed(4, "small.tflite: 30 more ADC2007; --verbose prints all");
        Assert.Equal(21, brief.Error.TrimEnd('\n').Split('\n').Length);
        AdcRun full = AdcRun.Of("compile", folder["small.yaml"], "--verbose").Failed(4);
        Assert.Equal(50, full.Error.Split('\n').Count(line => line.Contains("ADC2007", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_unknown_operator_is_named_with_its_place()
    {
        TfLiteModelBuilder builder = new();
        int x = builder.AddTensor("x", TfLiteTensorType.Int8, [1, 4], new([1], [0])), y = builder.AddTensor("wave", TfLiteTensorType.Int8, [1, 4], new([1], [0]));
        byte[] file = TfLiteWriter.Write(builder.AddOperator(BuiltinOperator.Sin, 1, [x], [y]).Build([x], [y]));
        Fails(SmallModel.Yaml(), file, 4, "small.tflite[op 0, 'wave']: error ADC4001", "SIN", "docs/operators.rst");
    }

    [Fact]
    public void A_model_of_int16() =>
        Fails(SmallModel.Yaml(), TfLiteWriter.Write(SmallModel.Build(ElementType.Int16)), 4, "small.tflite[op 0, 'sequential/dense/MatMul", "error ADC4002", "int16", "int8");

    [Fact]
    public void An_unknown_test_after_only() => Fails(SmallModel.Yaml(), 3, ["--only", "large"], "small.yaml: error ADC1015", "'large'", "small");

    [Theory]
    [InlineData("small.target.rounding=down", "--set small.target.rounding=down: error ADC1007", "tflm, tflite or single")]
    [InlineData("large.tflite_model=x.tflite", "--set large.tflite_model=x.tflite: error ADC1004", "small")]
    [InlineData("small.memory.alignment=3", "--set small.memory.alignment=3: error ADC1007", "4, 8, 16 or 32")]
    public void An_override_that_makes_no_sense(string value, params string[] words) => Fails(SmallModel.Yaml(), 3, ["--set", value], words);

    [Fact]
    public void A_budget_that_is_too_small() =>
        Fails(SmallModel.Yaml(), 5, ["--set", "small.memory.ram_budget=16"], "ADC5001", "16 bytes", "memory.ram_budget");

    [Fact]
    public void Test_data_of_another_shape()
    {
        using WorkFolder folder = SmallModel.Folder();
        folder.Write("x.npy", Adc.Formats.Npy.NpyArray.Of(new float[10], 2, 5));
        AdcRun.Of("compile", folder["small.yaml"], "--set", "small.test_data=x.npy").Failed(6, "error ADC1103", "'x.npy'", "[5]", "[1,6]");
        Assert.Equal(["small.tflite", "small.yaml", "x.npy"], folder.Listing);
    }

    [Fact]
    public void A_compiler_that_is_not_where_the_configuration_says()
    {
        using WorkFolder folder = SmallModel.Folder();
        AdcRun run = AdcRun.Of("compile", folder["small.yaml"], "--set", "small.firmware.toolchain_path=nowhere", "--no-sim")
            .Failed(8, "error ADC7001: 'arm-none-eabi-gcc'", "apt-get install");
        Assert.Contains("outputs/small/small.c", folder.Listing);
        Assert.Contains("outputs/small/report.json", folder.Listing);
        Assert.DoesNotContain("outputs/small/firmware/small.elf", folder.Listing);
        Assert.DoesNotContain("\n  flash ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_smallest_exit_code_wins_and_every_test_is_tried()
    {
        using WorkFolder folder = SmallModel.Folder();
        folder.Write("broken.tflite", "TFL3");
        string yaml = folder.Write(
            "three.yaml", "gone:\n  tflite_model: gone.tflite\nbroken:\n  tflite_model: broken.tflite\n" + SmallModel.Yaml());
        AdcRun run = AdcRun.Of("compile", yaml, "--no-build").Failed(4, "three.yaml(2,17): error ADC1101", "broken.tflite: error ADC2001");
        Assert.Contains("outputs/small/small.c", folder.Listing);
        Assert.StartsWith("small  (small.tflite)\n", run.Output, StringComparison.Ordinal);
    }

    private static void Fails(string yaml, int exitCode, params string[] words) => Fails(yaml, TfLiteWriter.Write(SmallModel.Build()), exitCode, words);

    private static void Fails(string yaml, int exitCode, string[] arguments, params string[] words)
    {
        using WorkFolder folder = With(yaml, TfLiteWriter.Write(SmallModel.Build()));
        AdcRun run = AdcRun.Of(["compile", folder["small.yaml"], .. arguments]).Failed(exitCode, words);
        Assert.Empty(run.Output);
        Assert.Equal(["small.tflite", "small.yaml"], folder.Listing);
    }

    private static void Fails(string yaml, byte[] model, int exitCode, params string[] words)
    {
        using WorkFolder folder = With(yaml, model);
        AdcRun run = AdcRun.Of("compile", folder["small.yaml"]).Failed(exitCode, words);
        Assert.Empty(run.Output);
        Assert.Equal(["small.tflite", "small.yaml"], folder.Listing);
    }

    private static WorkFolder With(string yaml, byte[] model)
    {
        var folder = new WorkFolder();
        folder.Write("small.yaml", yaml);
        folder.Write("small.tflite", model);
        return folder;
    }
}
