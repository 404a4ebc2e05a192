using System.Text.RegularExpressions;
using Adc.Tests.Firmware;
using Adc.Tests.Support;

namespace Adc.Tests.Cli;

public sealed partial class CompletionTests
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

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public void Scripts_have_this_form(string shell)
    {
        // Of the commands one stands for all, without its words, which the help shows.
        string script = Regex.Replace(AdcRun.Of("completion", shell).Succeeded().Output, @"(?<=words="")[^$""]+|(?<=-[ad] ')(\\'|[^'])+", "*");
        Snapshot.Verify(string.Join('\n', script.Split('\n').Where(line => !OtherCommand().IsMatch(line))), shell);
    }

    [Fact]
    public void An_unknown_shell_is_refused() => AdcRun.Of("completion", "cmd").Failed(2, "bash, zsh and fish");

    [GeneratedRegex("^ +\"(?!run)[a-z]+ -|^ +(?!run)[a-z]+\\) words|^complete .*(use_subcommand -f -a|_from) '?(?!run)[a-z]+('? -[sl]| -d)")]
    private static partial Regex OtherCommand();
}
