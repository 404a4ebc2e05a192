using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;

namespace Adc.Tests.Configuration;

public class PathsTests
{
    [Theory]
    [InlineData("data/x.npy", "data/x.npy")]
    [InlineData("./x.npy", "./x.npy")]
    [InlineData("data/../x.npy", "data/../x.npy")]
    [InlineData("/abs/x.npy", "/abs/x.npy")]
    public void Relative_paths_start_at_the_folder_of_the_file(string written, string full)
    {
        var bag = new DiagnosticBag();
        CompilerConfig config = ConfigReader.Read(ReadConfig.Test($"test_data: {written}"), "sub/ad.yaml", ConfigOptions.Default, bag)!;

        FilePath path = config.Models[0].Data.TestData!.Value;
        Assert.Equal((written, full.StartsWith('/') ? full : Path.Combine("sub", full)), (path.Written, path.Full));
    }

    [Theory]
    [InlineData("../x.npy")]
    [InlineData("a/../../x.npy")]
    [InlineData("..")]
    [InlineData(@"..\x.npy")]
    [InlineData("a/./../../b")]
    public void Leaving_the_folder_needs_permission(string written)
    {
        string yaml = ReadConfig.Test($"test_data: {written}");

        Assert.Contains("error ADC1012", ReadConfig.Diagnostics(yaml), StringComparison.Ordinal);
        Assert.Equal(
            written.Replace('\\', '/'),
            ReadConfig.Accepted(yaml, new() { AllowOutside = true }).Config.Models[0].Data.TestData!.Value.Written);
    }

    [Theory]
    [InlineData("/abs")]
    [InlineData("C:/abs")]
    [InlineData("../up")]
    public void Output_stays_below_the_folder_unless_permitted(string written)
    {
        string yaml = $"adc: {{ output_dir: '{written}' }}\n" + ReadConfig.Test();

        Assert.Contains("error ADC1012", ReadConfig.Diagnostics(yaml), StringComparison.Ordinal);
        Assert.Equal(written, ReadConfig.Clean(yaml, new() { AllowOutside = true }).OutputDir.Value.Written);
    }

    [Fact]
    public void Out_on_the_command_line_names_any_folder()
    {
        CompilerConfig config = ReadConfig.Clean("adc: { output_dir: mine }\n" + ReadConfig.Test(), new() { OutputDir = "/tmp/elsewhere" });

        Assert.Equal(("/tmp/elsewhere", "--out"), (config.OutputDir.Value.Full, config.OutputDir.Origin.ToString()));
    }

    [Fact]
    public void Missing_input_files_are_reported_with_their_keys()
    {
        string folder = Directory.CreateTempSubdirectory("adc-config-").FullName;
        try
        {
            string file = Path.Combine(folder, "ad.yaml");
            File.WriteAllText(Path.Combine(folder, "ad.tflite"), "");
            File.WriteAllText(file, ReadConfig.Test("test_data: x.npy", "codegen: { licence_header: . }", "target: { energy_model: e.csv }"));
            var bag = new DiagnosticBag();
            CompilerConfig config = ConfigReader.ReadFile(file, ConfigOptions.Default, bag)!;

            InputFiles.Check(config, bag);

            Assert.Equal(
                $"""
                {file}(3,14): error ADC1101: test_data: cannot read the file 'x.npy': there is no such file
                {file}(4,30): error ADC1101: codegen.licence_header: cannot read the file '.': it is a folder
                {file}(5,27): error ADC1101: target.energy_model: cannot read the file 'e.csv': there is no such file

                """.ReplaceLineEndings("\n"),
                ReadConfig.Lines(bag));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
