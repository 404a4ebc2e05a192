using System.Text.Json;
using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.Npy;
using Adc.Formats.TfLite;
using Adc.Tests.Support;

namespace Adc.Tests.Cli;

public sealed class ExplainTests
{
    [Fact]
    public void Tells_cause_and_remedy_of_a_diagnostic() => Snapshot.Verify(AdcRun.Of("explain", "adc1004").Succeeded().Output);

    [Fact]
    public void Tells_them_of_a_warning() => Snapshot.Verify(AdcRun.Of("explain", "ADC1912").Succeeded().Output);

    [Fact]
    public void Tells_them_of_a_model_that_is_too_large() => Snapshot.Verify(AdcRun.Of("explain", "ADC5002").Succeeded().Output);

    [Fact]
    public void Every_diagnostic_can_be_explained_in_80_columns() => Assert.All(Catalogue.All, descriptor =>
    {
        string[] lines = AdcRun.Of("explain", descriptor.Code).Succeeded().Output.TrimEnd('\n').Split('\n');
        Assert.StartsWith($"{descriptor.Code}: {descriptor.Title} (", lines[0], StringComparison.Ordinal);
        Assert.True(lines.Length > 2 && lines.All(line => line.Length <= 80), string.Join('\n', lines));
    });

    [Fact]
    public void Each_has_cause_example_and_remedy() => Assert.All(Catalogue.All, descriptor =>
    {
        Assert.InRange(descriptor.Cause.Length, 40, 1000);
        Assert.InRange(descriptor.Remedy.Length, 10, 600);
        DiagnosticExample? example = DiagnosticExamples.Of(descriptor);
        Assert.True(example is { Input.Length: > 5 }, descriptor.Code);
        Assert.Contains($"{descriptor.Code}: ", example.Message, StringComparison.Ordinal);
    });

    /// <summary>Examples that a configuration alone provokes are no inventions.</summary>
    [Theory]
    [MemberData(nameof(Configurations))]
    public void Examples_of_configurations_give_their_very_message(string code)
    {
        DiagnosticExample example = DiagnosticExamples.Of(Catalogue.All.Single(descriptor => descriptor.Code == code))!;
        using var folder = new WorkFolder();
        foreach (string file in (string[])["ad.tflite", "other.tflite", "x.npy", "y.npy", "models/ad.tflite"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder[file])!);
            folder.Write(file, "");
        }

        var diagnostics = new DiagnosticBag();
        ConfigReader.ReadFile(folder.Write("ad.yaml", example.Input + "\n"), ConfigOptions.Default with { Compatibility = Compatibility.Strict }, diagnostics);
        string[] messages = [.. diagnostics.Sorted().Select(diagnostic => diagnostic.ToString().Replace(folder["ad.yaml"], "ad.yaml", StringComparison.Ordinal))];
        Assert.True(messages.Contains(example.Message), $"expected\n{example.Message}\nfound\n{string.Join('\n', messages)}");
    }

    public static TheoryData<string> Configurations =>
    [
        "ADC1002", "ADC1003", "ADC1004", "ADC1005", "ADC1006", "ADC1007", "ADC1008", "ADC1009", "ADC1012", "ADC1013", "ADC1014", "ADC1016", "ADC1017", "ADC1018", "ADC1019",
        "ADC1109", "ADC1110", "ADC1112", "ADC1910", "ADC1911", "ADC1912",
    ];

    /// <summary>Nor are those of these commands.</summary>
    [Theory]
    [InlineData("ADC1001")]
    [InlineData("ADC1116")]
    [InlineData("ADC1117")]
    [InlineData("ADC1118")]
    [InlineData("ADC1122")]
    [InlineData("ADC2001", "summarize", "ad.tflite")]
    [InlineData("ADC2022")]
    [InlineData("ADC8006")]
    [InlineData("ADC8007")]
    public void Examples_of_commands_give_their_very_message(string code, params string[] command)
    {
        DiagnosticExample example = DiagnosticExamples.Of(Catalogue.All.Single(descriptor => descriptor.Code == code))!;
        using WorkFolder folder = WithFiles();
        string[] words = command.Length > 0 ? command : example.Input.Split(' ')[1..];
        string[] arguments = [.. words.Select((word, index) => index == 0 || word.StartsWith('-') || word == "cpu" || word.Contains('%', StringComparison.Ordinal) ? word
            : word.Contains('=', StringComparison.Ordinal) ? word.Replace("=", "=" + folder.Path + "/", StringComparison.Ordinal) : folder[word])];
        Assert.Contains(example.Message, AdcRun.Of(arguments).Error.Replace(folder.Path + "/", "", StringComparison.Ordinal).Split('\n'));
    }

    private static WorkFolder WithFiles()
    {
        var folder = new WorkFolder();
        Directory.CreateDirectory(folder["outputs"]);
        folder.Write("ad.tflite", "<html>not found</html>");
        folder.Write("clip.mp3", "ID3 and what follows");
        File.Copy(SampleFiles.FloatModel, folder["ad01.h5"]);
        folder.Write("old.json", """{ "memory": { "flash_bytes": 272476 } }""");
        folder.Write("new.json", """{ "memory": { "flash_bytes": 280112 } }""");
        folder.Write("a.npy", NpyArray.Of(new sbyte[6400], 10, 640));
        folder.Write("b.npy", NpyArray.Of(new sbyte[1280], 10, 128));
        folder.Write("x.npy", NpyArray.Of(new sbyte[2], 1, 2));
        var draft = new GraphDraft();
        TensorType type = GraphDraft.Int8(1, 0, 1, 2);
        folder.Write("m.tflite", GraphFile.Of(draft.Build(draft.Add(new Add(Activation.None), "sum", type, draft.Input("input_1", type), draft.Input("input_2", type)))));
        var builder = new TfLiteModelBuilder();
        int x = builder.AddTensor("x", TfLiteTensorType.Int8, [1, 4], new([1f], [0])), y = builder.AddTensor("y", TfLiteTensorType.Int8, [1, 4], new([1f], [0]));
        builder.AddCustomOperator("TFLite_Detection_PostProcess", 1, [x], [y]);
        folder.Write("detector.tflite", builder.Build([x], [y]));
        return folder;
    }

    [Fact]
    public void Lists_all_codes_when_none_is_given() =>
        Assert.Equal(Catalogue.All.Select(descriptor => $"{descriptor.Code}  {descriptor.Title}"), AdcRun.Of("explain").Succeeded().Output.TrimEnd('\n').Split('\n'));

    [Fact]
    public void Speaks_JSON()
    {
        using JsonDocument document = JsonDocument.Parse(AdcRun.Of("explain", "ADC7001", "--json").Succeeded().Output);
        JsonElement one = Assert.Single(document.RootElement.GetProperty("diagnostics").EnumerateArray());
        Assert.Equal("ADC7001", one.GetProperty("code").GetString());
        Assert.Equal(ExitCodes.ToolchainOrOutput, one.GetProperty("exit_code").GetInt32());
    }
}
