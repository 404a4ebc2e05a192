using Adc.Compiler.Configuration;
using Adc.Compiler.Configuration.Schema;
using Adc.Tests.Support;

namespace Adc.Tests.Configuration;

public class EffectiveConfigPrinterTests
{
    private const string Rich =
        """
        adc:
          schema: adc/1
          defaults:
            target: { board: brd2703a, clock_hz: 39MHz }
        tinyml_ad:
          model_name: TINYML_AD
          tflite_model: ad01_int8.tflite
          test_data: "data/x test.npy"
          classification_labels: [on, "it's: fine", 'a # b', null]
          test_vectors: [0-10, 15]
          skip_softmax_op: [false, true]
          run_all_variants: [softmax, transpose_kernel]
          cpu_op_codes_list: { 25: 100 }
          evaluator: python3 judge.py --all
          anomaly: { threshold: fpr:0.05, max_fpr: 0.25 }
          mvp: { force_cpu: [3, SOFTMAX] }
          memory: { ram_budget: 12.5%, flash_budget: 320KiB, stack: 5000 }
          quantization: { samples: all, max_loss: 0.001 }
          compare: { output: { max_abs_lsb: none }, layer: { exact_ratio: auto } }
          codegen: { embed_parameters: { a: 1, b: 1.0, c: [x, "2"], d: true, "e f": "\n" } }
          reports: { baseline: old.json, fail_on_regression: { flash: 0.02 } }
        """;

    [Fact]
    public void Prints_every_key_with_value_and_place() =>
        Snapshot.Verify(EffectiveConfigPrinter.Print(
            ReadConfig.Accepted(Rich, new() { Overrides = [SettingOverride.Parse("tinyml_ad.target.clock_hz=19MHz")!] }).Config));

    [Theory]
    [InlineData(Rich)]
    [InlineData("ad:\n  tflite_model: ad.tflite\n")]
    [InlineData("ad:\n  tflite_model: 3-d.tflite\n  target: { board: brd2601a }\n")]
    public void What_is_printed_reads_back_as_the_same_configuration(string yaml)
    {
        string printed = EffectiveConfigPrinter.Print(ReadConfig.Accepted(yaml).Config);
        string again = EffectiveConfigPrinter.Print(ReadConfig.Accepted(printed).Config);

        Assert.Equal(WithoutComments(printed), WithoutComments(again));
    }

    [Fact]
    public void Every_key_appears_once()
    {
        string printed = EffectiveConfigPrinter.Print(ReadConfig.Accepted(Rich).Config);

        Assert.Equal(
            ConfigSchema.File.Keys.Concat(ConfigSchema.Model.Keys).Select(key => key.Name).Order(StringComparer.Ordinal),
            printed.Split('\n').Where(line => line.Contains(" # ", StringComparison.Ordinal))
                .Select(line => line.Trim().Split(':')[0]).Order(StringComparer.Ordinal));
    }

    private static string WithoutComments(string printed) =>
        string.Join('\n', printed.Split('\n').Select(line => line.Split(" # ad.yaml")[0].Split(" # default")[0].TrimEnd()));
}
