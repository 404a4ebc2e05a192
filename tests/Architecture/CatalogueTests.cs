using System.Reflection;
using System.Text.RegularExpressions;
using Adc.Compiler.Diagnostics;

namespace Adc.Tests.Architecture;

/// <summary>Every diagnostic of every stage.</summary>
public sealed partial class CatalogueTests
{
    /// <summary>Codes that belong to keys whose stage is not built yet. Who reports one takes it off this list.</summary>
    private static readonly string[] NotYetReported = [];

    [Fact]
    public void Codes_are_unique_and_of_one_form() => Assert.All(Catalogue.All, descriptor =>
    {
        Assert.Matches("^ADC[1-9][0-9]{3}$", descriptor.Code);
        Assert.Single(Catalogue.All, other => other.Code == descriptor.Code);
        Assert.Single(Catalogue.All, other => other.Title == descriptor.Title);
    });

    [Fact]
    public void Each_stands_in_the_file_of_its_thousand() => Assert.All(SourceFiles.Below("compiler/Adc.Compiler/Diagnostics", ".cs"), path =>
    {
        string text = SourceFiles.Read(path);
        string[] announced = [.. Thousand().Matches(text.Split("public static partial class")[0]).Select(match => match.Groups[1].Value)];
        string[] used = [.. Code().Matches(text).Select(match => match.Groups[1].Value).Distinct()];
        Assert.True(!path.Contains("Catalogue", StringComparison.Ordinal) || used.All(announced.Contains), $"{path} holds codes of {string.Join(", ", used.Except(announced))}xxx");
    });

    [Fact]
    public void Each_is_explained_and_asks_for_its_arguments_in_order() => Assert.All(Catalogue.All, descriptor =>
    {
        Assert.InRange(descriptor.Explanation.Length, 80, 1200);
        Assert.EndsWith(".", descriptor.Explanation, StringComparison.Ordinal);
        Assert.DoesNotMatch("[.!]$", descriptor.Title);
        int[] used = [.. Placeholder().Matches(descriptor.Format).Select(match => int.Parse(match.Groups[1].Value, null)).Distinct().Order()];
        Assert.Equal(Enumerable.Range(0, used.Length), used);
    });

    [Fact]
    public void Each_has_an_exit_code_that_belongs_to_it() => Assert.All(Catalogue.All, descriptor =>
        Assert.Equal(descriptor.Code[3] == '9', ExitCodes.Of(descriptor.Code) == ExitCodes.Internal));

    [Fact]
    public void Each_is_reported_somewhere()
    {
        string compiler = string.Concat(SourceFiles.Below("compiler", ".cs").Where(path => !Regex.IsMatch(path, "/Diagnostics/(Catalogue|Examples)")).Select(SourceFiles.Code));

        Assert.Equal(NotYetReported, Fields().Where(field => !Regex.IsMatch(compiler, $@"\b{field.Name}\b")).Select(field => Descriptor(field).Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_is_provoked_by_a_test()
    {
        string tests = string.Concat(SourceFiles.Below("tests", ".cs", ".verified.txt").Where(path => !path.Contains("/Architecture/", StringComparison.Ordinal)).Select(SourceFiles.Read));

        // The codes of broken files have a test of their own: Frontends/TfLite/BrokenFilesTests.
        Assert.Equal(
            NotYetReported.Where(code => !code.StartsWith("ADC1", StringComparison.Ordinal)),
            Fields().Select(field => (field.Name, Descriptor(field).Code)).Where(entry => !entry.Code.StartsWith("ADC2", StringComparison.Ordinal))
                .Where(entry => !Regex.IsMatch(tests, $@"\b({entry.Name}|{entry.Code})\b")).Select(entry => entry.Code).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<FieldInfo> Fields() =>
        typeof(Catalogue).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.FieldType == typeof(DiagnosticDescriptor));

    private static DiagnosticDescriptor Descriptor(FieldInfo field) => (DiagnosticDescriptor)field.GetValue(null)!;

    [GeneratedRegex(@"\b([1-9])xxx\b")]
    private static partial Regex Thousand();

    [GeneratedRegex("\"ADC([1-9])[0-9]{3}\"")]
    private static partial Regex Code();

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex Placeholder();
}
