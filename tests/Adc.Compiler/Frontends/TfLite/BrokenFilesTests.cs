using Adc.Compiler.Diagnostics;
using Adc.Compiler.Frontends.TfLite;
using Adc.Formats.TfLite;
using Adc.Tests.Formats.TfLite;
using static Adc.Tests.Frontends.TfLite.OneOperatorFile;

namespace Adc.Tests.Frontends.TfLite;

/// <summary>Files that no converter writes: each fault has a code, a place and no exception.</summary>
public sealed class BrokenFilesTests
{
    public static TheoryData<string> Faults => [.. TfLiteBreakages.All.Keys];

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_reported_with_its_code_and_file(string fault)
    {
        TfLiteBreakages.Breakage breakage = TfLiteBreakages.All[fault];

        IReadOnlyList<Diagnostic> diagnostics = Read(breakage.File());

        Assert.Contains(diagnostics, diagnostic => diagnostic.Message.Contains(breakage.Message, StringComparison.Ordinal));
        Assert.All(diagnostics, diagnostic =>
        {
            Assert.Equal("broken.tflite", diagnostic.Origin.File);
            Assert.Equal(Severity.Error, diagnostic.Severity);
            Assert.DoesNotContain('\n', diagnostic.ToString());
            Assert.Equal(ExitCodes.Model, ExitCodes.Of(diagnostic.Code));
        });
    }

    [Fact]
    public void Faults_of_operators_and_tensors_are_placed()
    {
        Assert.Contains(Lines("too few inputs"), line => line.StartsWith("broken.tflite[op 3, 'ADD']: error ADC2013: ", StringComparison.Ordinal));
        Assert.Contains(Lines("second writer"), line => line.StartsWith("broken.tflite[op 3, 'convolved']: error ADC2009: ", StringComparison.Ordinal));
        Assert.Contains(Lines("negative scale"), line => line.StartsWith("broken.tflite['dense']: error ADC2007: tensor 12 ", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_code_of_the_frontend_is_provoked()
    {
        IEnumerable<string> provoked = TfLiteBreakages.All.Values.SelectMany(breakage => Read(breakage.File())).Select(diagnostic => diagnostic.Code)
            .Append(Refusal(BuiltinOperator.Reshape, null, [Int8(2)], Int8(3)).Split("error ")[1][..7]);

        Assert.Equal(
            Catalogue.All.Where(descriptor => descriptor.Severity == Severity.Error)
                .Except([Catalogue.NotAnOutputFolder, Catalogue.NotAKerasModel, Catalogue.UnsupportedKerasLayer, Catalogue.SavedModelFolder, Catalogue.WeightIsNoNumber]).Select(descriptor => descriptor.Code)
                .Where(code => code.StartsWith("ADC2", StringComparison.Ordinal)),
            provoked.Where(code => code.StartsWith("ADC2", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Lines(string fault) => Read(TfLiteBreakages.All[fault].File()).Select(diagnostic => diagnostic.ToString());

    private static IReadOnlyList<Diagnostic> Read(byte[] file)
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(TfLiteFrontend.Read(file, "broken.tflite", diagnostics));
        Assert.NotEmpty(diagnostics.All);
        return diagnostics.All;
    }
}
