using System.Text.Json;

namespace Adc.Tests.Cli;

public sealed class BadCommandLineTests
{
    [Theory]
    [InlineData("'frob'", "frob")]
    [InlineData("'compile'", "compile")]
    [InlineData("'b.yaml'", "compile", "a.yaml", "b.yaml")]
    [InlineData("'--nonsense'", "compile", "a.yaml", "--nonsense")]
    [InlineData("auto, axon, strict", "compile", "a.yaml", "--compat", "lax")]
    [InlineData("PATH=VALUE", "compile", "a.yaml", "--set", "a.target.rounding")]
    [InlineData("PATH=VALUE", "compile", "a.yaml", "--set", "=tflite")]
    [InlineData("fuse-activations", "compile", "a.yaml", "--dump-after", "fuse")]
    [InlineData("--input", "run", "m.tflite", "--output", "y.npy")]
    [InlineData("--output Y.npy", "run", "m.tflite", "--input", "x.npy")]
    [InlineData("reference, cpu, mvp, board", "run", "m.tflite", "--input", "x.npy", "--output", "y.npy", "--engine", "gpu")]
    [InlineData("none, mvp", "run", "m.tflite", "--input", "x.npy", "--output", "y.npy", "--accelerator", "npu")]
    [InlineData("tflm, tflite, single", "run", "m.tflite", "--input", "x.npy", "--output", "y.npy", "--rounding", "down")]
    [InlineData("codes look like ADC1004", "explain", "ADC0000")]
    public void Ends_with_2_and_says_what_was_expected(string words, params string[] arguments)
    {
        AdcRun run = AdcRun.Of(arguments).Failed(2, "adc: ", words);
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("compile", "--json")]
    [InlineData("run", "--json")]
    [InlineData("compile", "a.yaml", "--set", "x", "--json")]
    public void Is_told_in_JSON_too(params string[] arguments)
    {
        using JsonDocument result = JsonDocument.Parse(AdcRun.Of(arguments).Failed(2).Output);
        Assert.Equal(2, result.RootElement.GetProperty("exit_code").GetInt32());
        Assert.NotEmpty(result.RootElement.GetProperty("reason").GetString()!);
    }

    [Theory]
    [InlineData("--engine", "CPU")]
    [InlineData("--rounding", "Single")]
    [InlineData("--accelerator", "Mvp")]
    public void Names_of_choices_are_taken_in_any_case(string option, string value) =>
        AdcRun.Of("run", "missing.tflite", "--input", "x.npy", "--output", "y.npy", option, value).Failed(6, "ADC1101");
}
