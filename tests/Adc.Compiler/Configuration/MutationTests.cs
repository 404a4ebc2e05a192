using System.Text;
using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Tests.Support;

namespace Adc.Tests.Configuration;

public class MutationTests
{
    private const int MutationsPerSeed = 100;

    private static readonly string[] Snippets =
    [
        "\t", "\n", "  ", ": ", "- ", "[", "]", "{", "}", "'", "\"", "#", "&a ", "*a", "<<: *a", "!x ", "|\n", ">-\n", "? ", "---\n", "...\n",
        "%", "\r\n", "\0", "\u2028", "\uD83D", "\uFEFF", "null", "0x", "1e999", "-1", "all", "99999999999999999999", "adc:\n", "memory:", "@",
        "`", ",", "é",
    ];

    private static readonly string[] Files =
    [
        """
        default_values: &a
          rows: &rows [0-10] #all
        adc:
          schema: adc/1
          defaults: { target: { board: brd2601b, clock_hz: 78MHz } }
        tinyml_ad:
          <<: { op_radix: 0 }
          model_name: TINYML_AD
          tflite_model: ad01_int8.tflite
          test_data: data/x_test_ad.npy
          test_labels_format: per_clip
          test_vectors: *rows
          header_file_test_vector_cnt: 3
          classification_labels: [on, "off", 'yes']
          task: anomaly
          anomaly: { windows_per_label: 196, threshold: fpr:0.1, max_fpr: 0.1 }
          memory: { ram_budget: 16KiB, flash_budget: 50%, stack: 8k }
          mvp: { force_cpu: [3, SOFTMAX], parallel: off }
          compare:
            output:
              mean_abs_lsb: 1.2
          reports: { formats: [console, json, html] }
          codegen: { embed_parameters: { a: [1, 2.5], b: text } }
        """,
        """
        Old :
          TFLITE_MODEL: m.tflite # comment
          run_all_variants : [softmax, conv2d_settings]
          cpu_op_codes_list: { 25: 100}
          float_model: 
          log_level : debug
          description: |
            free text
            over lines
        """,
    ];

    [Theory]
    [Seeds(20)]
    public void Broken_files_give_diagnostics_and_never_an_exception(int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < MutationsPerSeed; i++)
        {
            string yaml = Mutate(Files[random.Next(Files.Length)], random);
            try
            {
                var bag = new DiagnosticBag();
                CompilerConfig? config = ConfigReader.Read(yaml, "ad.yaml", Options(random), bag);

                Assert.Equal(config is null, bag.HasErrors);
                Assert.All(bag.All, diagnostic => Assert.DoesNotContain('\n', diagnostic.ToString()));
                if (config is not null)
                {
                    EffectiveConfigPrinter.Print(config);
                    Assert.All(config.Models, model => model.Variants.Expand());
                }
            }
            catch (Exception problem) when (problem is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"seed {seed}, mutation {i}: {problem}\n---\n{yaml}\n---");
            }
        }
    }

    [Theory]
    [Seeds(20)]
    public void Broken_bytes_give_diagnostics_and_never_an_exception(int seed)
    {
        var random = new Random(seed);
        byte[] bytes = Encoding.UTF8.GetBytes(Files[0]);
        for (int flips = random.Next(1, 20); flips > 0; flips--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        var bag = new DiagnosticBag();
        Assert.Equal(ConfigReader.Read(bytes, "ad.yaml", ConfigOptions.Default, bag) is null, bag.HasErrors);
    }

    private static string Mutate(string yaml, Random random)
    {
        var text = new StringBuilder(yaml);
        for (int edits = random.Next(1, 6); edits > 0 && text.Length > 0; edits--)
        {
            int position = random.Next(text.Length);
            int length = Math.Min(random.Next(1, 12), text.Length - position);
            switch (random.Next(5))
            {
                case 0:
                    text.Remove(position, length);
                    break;
                case 1:
                    text.Insert(position, text.ToString(position, length));
                    break;
                case 2:
                    text[position] = text[random.Next(text.Length)];
                    break;
                case 3:
                    text.Length = position;
                    break;
                default:
                    text.Insert(position, Snippets[random.Next(Snippets.Length)]);
                    break;
            }
        }

        return text.ToString();
    }

    private static ConfigOptions Options(Random random) => new()
    {
        Compatibility = (Compatibility)random.Next(3),
        AllowOutside = random.Next(2) == 0,
        Overrides = random.Next(4) == 0 ? [new SettingOverride("memory.stack", Snippets[random.Next(Snippets.Length)])] : [],
    };
}
