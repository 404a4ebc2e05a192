using System.Text;
using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;

namespace Adc.Tests.Configuration;

public class ReadingFilesTests
{
    private const string Smallest = "ad:\n  tflite_model: ad01_int8.tflite\n";

    [Fact]
    public void Reads_the_smallest_file() =>
        Assert.Equal("ad01_int8", ReadConfig.Clean(Smallest).Models.Single().ModelName.Value);

    [Fact]
    public void Accepts_carriage_returns_and_keeps_places_right()
    {
        string found = ReadConfig.Diagnostics(Smallest.ReplaceLineEndings("\r\n") + "  op_radix: x\r\n");

        Assert.StartsWith("ad.yaml(3,13): error ADC1005", found, StringComparison.Ordinal);
    }

    [Fact]
    public void Accepts_a_byte_order_mark_and_keeps_places_right()
    {
        byte[] bytes = [.. Encoding.UTF8.Preamble, .. "AD: 3\n"u8];

        Assert.StartsWith("ad.yaml(1,5): error ADC1005", Bytes(bytes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# only a comment\n")]
    [InlineData("---\n...\n")]
    [InlineData("~\n")]
    public void An_empty_document_has_no_test(string yaml) =>
        Assert.Equal(
            "ad.yaml: error ADC1015: the file is empty; write a test's name and, below it, 'tflite_model'\n",
            ReadConfig.Diagnostics(yaml));

    [Fact]
    public void Refuses_bytes_that_are_no_text()
    {
        byte[] bytes = [.. "ad:\n  name: \u00e4"u8, 0xFF, .. "\n"u8];

        Assert.Equal("ad.yaml(2,10): error ADC1002: not readable as YAML: not UTF-8 text; save the file as UTF-8\n", Bytes(bytes));
    }

    [Fact]
    public void Refuses_files_beyond_a_mebibyte()
    {
        Assert.Equal("ad.yaml: error ADC1002: not readable as YAML: longer than 1 MiB\n", Bytes(new byte[(1024 * 1024) + 1]));
        Assert.Equal("", Bytes(Encoding.UTF8.GetBytes(Smallest + "#" + new string('x', (1024 * 1024) - Smallest.Length - 1))));
    }

    [Fact]
    public void Reports_a_missing_file()
    {
        var bag = new DiagnosticBag();

        Assert.Null(ConfigReader.ReadFile("no/such.yaml", ConfigOptions.Default, bag));
        Assert.Equal(
            "no/such.yaml: error ADC1001: cannot read the configuration 'no/such.yaml': there is no such file\n", ReadConfig.Lines(bag));
    }

    [Fact]
    public void Reports_a_folder()
    {
        string folder = Path.GetTempPath();
        var bag = new DiagnosticBag();

        Assert.Null(ConfigReader.ReadFile(folder, ConfigOptions.Default, bag));
        Assert.Contains("ADC1001", ReadConfig.Lines(bag), StringComparison.Ordinal);
        Assert.Contains("it is a folder", ReadConfig.Lines(bag), StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_a_file_and_resolves_paths_against_its_folder()
    {
        string folder = Directory.CreateTempSubdirectory("adc-config-").FullName;
        try
        {
            string file = Path.Combine(folder, "ad.yaml");
            File.WriteAllText(file, Smallest);
            var bag = new DiagnosticBag();

            CompilerConfig? config = ConfigReader.ReadFile(file, ConfigOptions.Default, bag);

            Assert.Equal(Path.Combine(folder, "ad01_int8.tflite"), config!.Models[0].Data.TfliteModel!.Value.Full);
            Assert.Equal("ad01_int8.tflite", config.Models[0].Data.TfliteModel!.Value.Written);
            Assert.Equal(Path.Combine(folder, "outputs"), config.OutputDir.Value.Full);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Bytes(byte[] bytes)
    {
        var bag = new DiagnosticBag();
        ConfigReader.Read(bytes, "ad.yaml", ConfigOptions.Default, bag);
        return ReadConfig.Lines(bag);
    }
}
