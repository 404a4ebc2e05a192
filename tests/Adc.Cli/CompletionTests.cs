using Adc.Tests.Firmware;
using Adc.Tests.Support;

namespace Adc.Tests.Cli;

public sealed class CompletionTests
{
    [ToolTheory("bash")]
    [InlineData("adc pro", "profile")]
    [InlineData("adc ex", "explain")]
    [InlineData("adc compile --no-", "--no-build --no-sim")]
    [InlineData("adc run m.tflite --engine m", "mvp")]
    [InlineData("adc quantize --method per", "percentile")]
    [InlineData("adc explain ADC700", "ADC7001 ADC7002 ADC7003 ADC7004 ADC7005 ADC7006 ADC7007 ADC7008 ADC7009")]
    [InlineData("adc completion f", "fish")]
    [InlineData("adc summarize --js", "--json")]
    public void Bash_completes(string line, string expected)
    {
        using var folder = new WorkFolder();
        string script = folder.Write("adc.bash", AdcRun.Of("completion", "bash").Succeeded().Output);
        string[] words = line.Split(' ');
        string test = $"source '{script}'; COMP_WORDS=({line}); COMP_CWORD={words.Length - 1}; _adc; echo \"${{COMPREPLY[*]}}\"";
        (int exitCode, string output) = NativeTool.TryRun("bash", "-c", test);
        Assert.Equal((0, expected), (exitCode, output.Trim()));
    }

    [ToolFact("bash")]
    public void Bash_completes_files_where_they_may_stand()
    {
        using var folder = new WorkFolder();
        string script = folder.Write("adc.bash", AdcRun.Of("completion", "bash").Succeeded().Output);
        folder.Write("model.tflite", "");
        (_, string output) = NativeTool.TryRun("bash", "-c", $"source '{script}'; COMP_WORDS=(adc scan '{folder["mod"]}'); COMP_CWORD=2; _adc; echo \"${{COMPREPLY[*]}}\"");
        Assert.Equal(folder["model.tflite"], output.Trim());
    }

    [Theory]
    [InlineData("zsh", "bashcompinit")]
    [InlineData("fish", "complete -c adc -n '__fish_seen_subcommand_from run' -l engine -x -a 'reference cpu mvp board device'")]
    public void Other_shells_get_a_script_too(string shell, string words) => Assert.Contains(words, AdcRun.Of("completion", shell).Succeeded().Output, StringComparison.Ordinal);

    [Fact]
    public void An_unknown_shell_is_refused() => AdcRun.Of("completion", "cmd").Failed(2, "bash, zsh and fish");
}
