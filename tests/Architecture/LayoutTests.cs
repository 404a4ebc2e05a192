using System.Reflection;
using System.Text.RegularExpressions;
using Adc.Compiler.Ir;
using Adc.Formats.TfLite;
using Adc.Mvp;
using Adc.Simulator;
using Adc.Tests.Support;

namespace Adc.Tests.Architecture;

/// <summary>Where things stand and what they are called.</summary>
public sealed class LayoutTests
{
    private const int MostLines = 450;

    /// <summary>One interpreter of one instruction set: its parts only mean something together.</summary>
    private static readonly string[] LongOnPurpose = ["firmware/mvp/adc_mvp_soft.c"];

    /// <summary>Parts of the configuration: many small records that whoever reads a configuration needs together.</summary>
    private static readonly string[] SharingTheirParentsNamespace =
        ["Adc.Compiler.Configuration.Choices", "Adc.Compiler.Configuration.Sections", "Adc.Compiler.Configuration.Values"];

    private static readonly Assembly[] Assemblies = [typeof(TfLiteReader).Assembly, typeof(MvpProgram).Assembly, typeof(Graph).Assembly, typeof(Engines).Assembly];

    public static TheoryData<string> Projects => [.. Directory.GetDirectories(Path.Combine(Repository.Root, "compiler")).Select(path => Path.GetFileName(path)!)];

    [Fact]
    public void No_file_is_longer_than_a_reader_likes() => Assert.All(
        SourceFiles.Below("compiler", ".cs").Concat(SourceFiles.Below("tests", ".cs", ".c")).Concat(SourceFiles.Below("bench", ".cs"))
            .Concat(SourceFiles.Below("firmware", ".c", ".h", ".S")).Concat(SourceFiles.Below("templates", ".hbs")).Except(LongOnPurpose),
        path => Assert.True(SourceFiles.Read(path).Count(c => c == '\n') <= MostLines, $"{path} has more than {MostLines} lines: what two things does it hold?"));

    [Fact]
    public void No_type_has_a_name_that_says_nothing() => Assert.All(Assemblies.SelectMany(assembly => assembly.GetTypes()).Where(type => type.Name[0] != '<'), type =>
    {
        Assert.DoesNotMatch("(Util|Utils|Utilities|Helper|Helpers|Manager|Common|Misc)$", type.Name);
        Assert.False(type is { IsClass: true, IsAbstract: true, IsSealed: false } && type.Name.EndsWith("Base", StringComparison.Ordinal), type.FullName);
    });

    // The compiler adds types of its own, for regular expressions for example.
    private static bool IsOurs(Type type) => type.Namespace?.StartsWith("Adc", StringComparison.Ordinal) ?? false;

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folder_and_namespace_agree(string project) => Assert.All(SourceFiles.Below($"compiler/{project}", ".cs"), path =>
    {
        string expected = Path.GetDirectoryName(path)!.Replace('\\', '/')["compiler/".Length..].Replace('/', '.');
        string found = SourceFiles.NamespaceOf(path);
        bool shares = SharingTheirParentsNamespace.Contains(expected) && expected.StartsWith(found + ".", StringComparison.Ordinal);
        Assert.True(found == expected || shares || Path.GetFileName(path) == "Program.cs", $"{path} stands in {expected}, but says {found}");
    });

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_file_is_called_like_a_type_in_it(string project) => Assert.All(SourceFiles.Below($"compiler/{project}", ".cs"), path =>
    {
        string name = Path.GetFileNameWithoutExtension(path);
        bool isFamily = Regex.IsMatch(name, "^Catalogue|Choices$|Views$") || name == "Program"; // small relatives in one file
        Assert.True(isFamily || Regex.IsMatch(SourceFiles.Code(path), $@"\b(class|record|struct|interface|enum|delegate [\w?<>\[\]]+) {name}\b"), $"{path} declares no {name}");
    });

    [Fact]
    public void Tests_stand_where_their_subject_does() => Assert.All(SourceFiles.Below("tests", ".cs").Where(path => path.StartsWith("tests/Adc.", StringComparison.Ordinal)), path =>
    {
        string folder = Path.GetDirectoryName(path)!.Replace('\\', '/')["tests/".Length..];
        Assert.True(folder.EndsWith("/Fixtures", StringComparison.Ordinal) || Directory.Exists(Path.Combine(Repository.Root, "compiler", folder)), $"{path} mirrors no folder of compiler/");
    });

    [Fact]
    public void Every_folder_of_the_compiler_has_tests() => Assert.All(
        SourceFiles.Below("compiler/Adc.Compiler", ".cs").Select(path => path.Split('/')[2]).Distinct(),
        folder => Assert.True(SourceFiles.Below("tests/Adc.Compiler", "Tests.cs").Any(path => path.Split('/')[2] == folder), $"{folder} has no tests"));

    [Fact]
    public void Namespaces_of_tests_follow_their_folders() => Assert.All(SourceFiles.Below("tests", ".cs"), path =>
    {
        // The compiler's own name is left out: Adc.Tests.Ir, but Adc.Tests.Formats.TfLite.
        string[] folders = Path.GetDirectoryName(path)!.Replace('\\', '/').Split('/')[1..];
        string expected = string.Join('.', folders.Select(folder => folder.Replace("Adc.", "", StringComparison.Ordinal)).Where(folder => folder != "Compiler").Prepend("Adc.Tests"));
        Assert.Equal((path, expected), (path, SourceFiles.NamespaceOf(path)));
    });

    [Fact]
    public void Nothing_is_left_to_be_done_later()
    {
        string[] markers = ["TO" + "DO", "FIX" + "ME", "NotImplemented" + "Exception"];
        Assert.All(
            SourceFiles.Below("compiler", ".cs").Concat(SourceFiles.Below("firmware", ".c", ".h", ".S")).Concat(SourceFiles.Below("templates", ".hbs")),
            path => Assert.All(markers, marker => Assert.DoesNotContain(marker, SourceFiles.Read(path), StringComparison.Ordinal)));
    }
}
