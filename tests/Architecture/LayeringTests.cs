using System.Reflection;
using System.Text.RegularExpressions;
using Adc.Compiler.Ir;
using Adc.Formats.TfLite;
using Adc.Mvp;
using Adc.Simulator;

namespace Adc.Tests.Architecture;

/// <summary>Who may know whom.</summary>
public sealed class LayeringTests
{
    /// <summary>The folders of the compiler from left to right: each may name those before it, never those behind it.</summary>
    /// <remarks>Evaluation and Reports look at nouns from the side: only Pipeline, or nobody in this list, may name them.</remarks>
    private static readonly string[] Row =
    [
        "Diagnostics", "Ir", "Targets", "Configuration", "Frontends", "Quantizing", "Passes", "Lowering", "Memory", "Emission", "Toolchain", "Evaluation",
        "Pipeline", "Reports",
    ];

    public static TheoryData<string> Folders => [.. SourceFiles.Below("compiler/Adc.Compiler", ".cs").Select(path => path.Split('/')[2]).Distinct()];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_names_nothing_to_its_right(string folder)
    {
        int place = Array.IndexOf(Row, folder);
        Assert.True(place >= 0, $"{folder} is a new folder: give it a place in the row");
        string right = string.Join('|', Row.Skip(place + 1));
        if (right.Length == 0)
        {
            return;
        }

        var toTheRight = new Regex($@"using (static )?Adc\.Compiler\.({right})\b|(?<![\w.])(Adc\.Compiler\.)?({right})\.[A-Z]\w*\b(?!\s*=[^=>])");
        Assert.All(SourceFiles.Below($"compiler/Adc.Compiler/{folder}", ".cs"), path =>
        {
            Match match = toTheRight.Match(SourceFiles.Code(path));
            Assert.False(match.Success, $"{path} names '{match.Value}', which lies to its right");
        });
    }

    [Fact]
    public void The_check_would_notice()
    {
        // Pipeline uses everything, so that calling it Memory's neighbour on the left must fail.
        Assert.Contains(SourceFiles.Below("compiler/Adc.Compiler/Pipeline", ".cs"), path => SourceFiles.Code(path).Contains("using Adc.Compiler.Emission", StringComparison.Ordinal));
        Assert.Equal(" \nstring a = \"\"; char b = \"\";", SourceFiles_Code("// using x;\nstring a = \"Emission.X\"; char b = '\"';"));
    }

    [Fact]
    public void Formats_and_the_accelerator_know_nothing_of_compiling()
    {
        Assert.Empty(Own(typeof(TfLiteReader).Assembly));
        Assert.Empty(Own(typeof(MvpProgram).Assembly));
    }

    [Fact]
    public void The_compiler_does_not_know_its_simulators_nor_the_command_line()
    {
        Assert.Equal(["Adc.Formats", "Adc.Mvp"], Own(typeof(Graph).Assembly));
        Assert.DoesNotContain("Adc.Cli", Own(typeof(Engines).Assembly));
    }

    [Fact]
    public void The_reference_shares_no_arithmetic_with_what_it_judges() => Assert.All(
        SourceFiles.Below("compiler/Adc.Simulator/Reference", ".cs"),
        path =>
        {
            Match other = Regex.Match(SourceFiles.Code(path), @"Adc\.(Compiler\.(?!Ir\b)\w+|Simulator\.(?!Reference\b)\w+|Mvp)|(?<![\w.])Lowering\.");
            Assert.False(other.Success, $"{path} names '{other.Value}'; the reference may know Ir alone");
        });

    [Fact]
    public void The_command_line_knows_no_stage() => Assert.All(SourceFiles.Below("compiler/Adc.Cli", ".cs"), path =>
        Assert.DoesNotMatch(@"using Adc\.Compiler\.(Frontends|Lowering|Emission)\b", SourceFiles.Code(path)));

    private static IEnumerable<string> Own(Assembly assembly) => assembly.GetReferencedAssemblies()
        .Select(name => name.Name!).Where(name => name.StartsWith("Adc.", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static string SourceFiles_Code(string text)
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllText(path, text);
        try
        {
            return SourceFiles.Code(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
