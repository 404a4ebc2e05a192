using Adc.Compiler.Configuration;

namespace Adc.Tests.Configuration;

public class DefaultsAndOverridesTests
{
    private const string TwoTests =
        """
        adc:
          defaults:
            target: { board: brd4186c, clock_hz: 39MHz }
            reports: { formats: [json, md] }
        one:
          tflite_model: one.tflite
          target: { clock_hz: 20MHz }
          reports: { formats: [html] }
        two:
          tflite_model: two.tflite
          target: { board: }
        """;

    [Fact]
    public void Defaults_merge_deeply_and_lists_replace()
    {
        CompilerConfig config = ReadConfig.Clean(TwoTests);

        Assert.Equal(
            [("brd4186c", 20_000_000, "[Html]"), ("brd4186c", 39_000_000, "[Json, Markdown]")],
            config.Models.Select(model =>
                (model.Target.Board.Value.Name, model.Target.ClockInHz.Value, model.Reports.Formats.Value.ToString())));
    }

    [Fact]
    public void Each_value_keeps_its_place()
    {
        ModelConfig one = ReadConfig.Clean(TwoTests).Models[0];

        Assert.Equal("ad.yaml(3,22)", one.Target.Board.Origin.ToString());
        Assert.Equal("ad.yaml(7,23)", one.Target.ClockInHz.Origin.ToString());
    }

    [Fact]
    public void Defaults_may_hold_the_model_of_a_test_without_keys() =>
        Assert.Equal("m", ReadConfig.Clean("adc: { defaults: { tflite_model: m.tflite } }\nad:\n").Models[0].ModelName.Value);

    [Fact]
    public void A_mistake_in_the_defaults_is_told_once() =>
        Assert.Equal(
            "ad.yaml(1,30): error ADC1006: op_radix is 99, but must be an integer from 0 to 24\n",
            ReadConfig.Diagnostics("adc: { defaults: { op_radix: 99 } }\na: { tflite_model: a }\nb: { tflite_model: b }\n"));

    [Fact]
    public void A_mistake_in_the_defaults_is_told_even_when_every_test_overrides_it() =>
        Assert.Contains(
            "ADC1006",
            ReadConfig.Diagnostics("adc: { defaults: { op_radix: 99 } }\na: { tflite_model: a, op_radix: 2 }\n"),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("one.target.clock_hz=10MHz", 10_000_000, 39_000_000)]
    [InlineData("ONE.Target.CLOCK_HZ=10MHz", 10_000_000, 39_000_000)]
    [InlineData("target.clock_hz=10MHz", 10_000_000, 10_000_000)]
    [InlineData("adc.defaults.target.clock_hz=10MHz", 20_000_000, 10_000_000)]
    public void Overrides_reach_one_test_all_tests_or_the_defaults(string text, int one, int two)
    {
        CompilerConfig config = ReadConfig.Clean(TwoTests, Set(text));

        Assert.Equal((one, two), (config.Models[0].Target.ClockInHz.Value, config.Models[1].Target.ClockInHz.Value));
        Assert.Equal("brd4186c", config.Models[0].Target.Board.Value.Name);
    }

    [Fact]
    public void An_override_has_the_command_line_as_its_place() =>
        Assert.Equal("--set adc.seed=7", ReadConfig.Clean(TwoTests, Set("adc.seed=7")).Seed.Origin.ToString());

    [Fact]
    public void Values_of_overrides_are_written_as_in_the_file() =>
        Assert.Equal(
            "[0-3, 7]", ReadConfig.Clean(TwoTests, Set("one.test_vectors=[0-3, 7]")).Models[0].Data.TestVectors.Value.ToString());

    [Fact]
    public void The_last_of_several_overrides_wins() =>
        Assert.Equal(8, ReadConfig.Clean(TwoTests, Set("adc.seed=7", "adc.seed=8")).Seed.Value);

    [Theory]
    [InlineData("one.op_radix=99", "--set one.op_radix=99: error ADC1006: op_radix is 99")]
    [InlineData("one.op_radixx=9", "--set one.op_radixx=9: error ADC1004: 'op_radixx' is not a key of a test; did you mean 'op_radix'?")]
    [InlineData("three.op_radix=9", "--set three.op_radix=9: error ADC1004: 'three' is not a key of this file; the path starts with a test (one or two)")]
    [InlineData("one.test_vectors=[1", "--set one.test_vectors=[1: error ADC1002: not readable as YAML")]
    [InlineData("one=3", "--set one=3: error ADC1004")]
    public void Mistakes_in_overrides_name_the_override(string text, string expected)
    {
        string found = ReadConfig.Diagnostics(TwoTests, Set(text));

        Assert.StartsWith(expected, found, StringComparison.Ordinal);
        Assert.Equal(1, found.Count(c => c == '\n'));
    }

    [Theory]
    [InlineData("a=b=c", "a", "b=c")]
    [InlineData("a=", "a", "")]
    [InlineData("=b", null, null)]
    [InlineData("ab", null, null)]
    public void Overrides_split_at_the_first_equals_sign(string text, string? path, string? value)
    {
        SettingOverride? setting = SettingOverride.Parse(text);

        Assert.Equal((path, value), (setting?.Path, setting?.Value));
    }

    [Fact]
    public void Only_the_tests_that_were_asked_for_are_read()
    {
        Assert.Equal(["two"], ReadConfig.Clean(TwoTests, new() { Only = ["two"] }).Models.Select(model => model.Name));
        Assert.Equal(["a"], ReadConfig.Clean("a: { tflite_model: a }\nb: { op_radix: 99 }\n", new() { Only = ["a"] }).Models.Select(model => model.Name));
    }

    [Fact]
    public void Asking_for_a_test_that_is_not_there_is_an_error() =>
        Assert.Equal(
            "ad.yaml: error ADC1015: --only names 'three', but the tests of the file are one or two\n",
            ReadConfig.Diagnostics(TwoTests, new() { Only = ["one", "three"] }));

    [Fact]
    public void Defaults_that_multiply_beyond_reason_are_refused()
    {
        string Many(string prefix, int count) => string.Concat(Enumerable.Range(0, count).Select(i => $"{prefix}{i}: {{}}\n"));

        string found = ReadConfig.Diagnostics($"adc:\n  defaults:\n{Many("    k", 2000)}{Many("t", 1000)}");

        Assert.Contains("ad.yaml(3,5): error ADC1002: not readable as YAML: these defaults are too many for 1000 tests", found, StringComparison.Ordinal);
    }

    [Fact]
    public void Merge_keys_and_anchors_build_tests_from_shared_parts()
    {
        CompilerConfig config = ReadConfig.Clean(
            """
            default_values:
              base: &base { op_radix: 3, target: &target { board: brd4187c } }
            ad:
              <<: *base
              tflite_model: ad.tflite
              op_radix: 4
            kws:
              tflite_model: kws.tflite
              target: *target
            """);

        Assert.Equal((4, "brd4187c"), (config.Models[0].Variants.OutputRadix.Value, config.Models[0].Target.Board.Value.Name));
        Assert.Equal((0, "brd4187c"), (config.Models[1].Variants.OutputRadix.Value, config.Models[1].Target.Board.Value.Name));
    }

    private static ConfigOptions Set(params string[] texts) =>
        new() { Overrides = [.. texts.Select(text => SettingOverride.Parse(text)!)] };
}
