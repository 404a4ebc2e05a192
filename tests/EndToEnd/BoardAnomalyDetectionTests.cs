using System.Text.Json;
using System.Text.RegularExpressions;
using Adc.Formats.Npy;
using Adc.Tests.Cli;
using Adc.Tests.Simulator.Reference;
using Adc.Tests.Support;

namespace Adc.Tests.EndToEnd;

/// <summary>MLPerf Tiny's anomaly detector on the CPU: exact, and within the figures that the sample's README promises.</summary>
public sealed class BoardAnomalyDetectionTests(CompiledAnomalyDetection compiled) : IClassFixture<CompiledAnomalyDetection>
{
    private const long MostInstructions = 300_000;
    private const int MostFlash = 276_000, MostRam = 4_500, MostStack = 512;

    [SharedBoardFact]
    public void Every_vector_passes_on_the_emulated_board()
    {
        string[] console = File.ReadAllLines(compiled.Output("adc.log"));
        int board = Array.IndexOf(console, "== console of the emulated board");
        Assert.All(Enumerable.Range(0, 4), vector => Assert.Contains(console[board..], line => line.StartsWith($"adc vector {vector} PASS cycles ", StringComparison.Ordinal)));
        Assert.Equal("adc verdict PASS 4/4", console[board..].Last(line => line.Length > 0));

        JsonElement comparison = compiled.Report.GetProperty("comparison");
        Assert.True(comparison.GetProperty("passed").GetBoolean());
        Assert.Equal(4, comparison.GetProperty("board").GetProperty("exact_rows").GetInt32());
        Assert.Equal(4, comparison.GetProperty("cpu").GetProperty("exact_rows").GetInt32());
    }

    [SharedBoardFact]
    public void The_model_is_as_fast_and_as_small_as_was_promised()
    {
        JsonElement memory = compiled.Report.GetProperty("memory");
        Assert.InRange(compiled.Report.GetProperty("cycles").GetProperty("instructions").GetInt64(), 1, MostInstructions);
        Assert.InRange(memory.GetProperty("flash_bytes").GetInt32(), 1, MostFlash);
        Assert.InRange(memory.GetProperty("ram_bytes").GetInt32(), 1, MostRam);
        Assert.InRange(memory.GetProperty("stack_bytes").GetInt32(), 1, MostStack);
    }

    [SharedBoardFact]
    public void The_parts_of_the_report_add_up()
    {
        JsonElement memory = compiled.Report.GetProperty("memory"), flash = memory.GetProperty("flash"), image = memory.GetProperty("image_bytes");
        int ofModel = memory.GetProperty("flash_bytes").GetInt32();
        Assert.Equal(ofModel, flash.GetProperty("code").GetInt32() + flash.GetProperty("constants").GetInt32());
        int parts = ofModel + image.GetProperty("boot").GetInt32() + image.GetProperty("app").GetInt32() + image.GetProperty("test_vectors").GetInt32();
        long binary = new FileInfo(compiled.Output("firmware/tinyml_ad.bin")).Length;
        Assert.InRange(binary, parts, parts + 256); // gaps between sections

        JsonElement[] layers = [.. compiled.Report.GetProperty("layers").EnumerateArray()];
        Assert.Equal(264_192, layers.Sum(layer => layer.GetProperty("macs").GetInt64()));
        long instructions = compiled.Report.GetProperty("cycles").GetProperty("instructions").GetInt64();
        Assert.InRange(instructions - layers.Sum(layer => layer.GetProperty("instructions").GetInt64()), 1, 200); // checks and the loop around the layers
    }

    [SharedBoardTheory]
    [InlineData("cpu")]
    [InlineData("board")]
    public void The_288_real_windows_are_equal_bit_for_bit(string engine) => AssertWindows(compiled.Output(), engine);

    [SharedFact]
    public void The_288_real_windows_are_equal_bit_for_bit_by_the_reference() => AssertWindows(Repository.Model("ad01/ad01_int8.tflite"), "reference");

    [SharedBoardFact]
    public void Another_folder_and_another_run_give_the_same_bytes()
    {
        using var other = new CompiledAnomalyDetection("some where else");
        string[] files = Files(compiled.Output());
        Assert.Equal(files, Files(other.Output()));
        Assert.All(files, file => Assert.True(
            File.ReadAllBytes(compiled.Output(file)).AsSpan().SequenceEqual(File.ReadAllBytes(other.Output(file))), $"{file} differs"));
    }

    [SharedBoardFact]
    public void No_file_tells_where_when_or_by_whom_it_was_made()
    {
        string[] telltales = [compiled.Folder, Repository.Root, Repository.Shared!, Path.GetTempPath().TrimEnd('/') + "/", Environment.MachineName, $"/{Environment.UserName}/", $"{DateTime.UtcNow.Year}-"];
        foreach (string file in Files(compiled.Output()).Where(file => Path.GetExtension(file) is not (".elf" or ".bin" or "")))
        {
            string text = File.ReadAllText(compiled.Output(file));
            Assert.All(telltales.Where(word => word.Length > 3), word => Assert.DoesNotContain(word, text, StringComparison.Ordinal));
            Assert.DoesNotMatch(new Regex(@"(^|[\s""'=(])(/(usr|home|root|opt|tmp|work|var)/|[A-Z]:\\)"), text);
        }
    }

    private static void AssertWindows(string model, string engine)
    {
        using var folder = new WorkFolder();
        NpyArray golden = Golden.Array("ad01/data/golden_int8_output.npy");
        foreach (string rows in (string[])["x_test_ad", "x_test_ad_int8"])
        {
            AdcRun.Of("run", model, "--input", Repository.Model($"ad01/data/{rows}.npy"), "--output", folder[$"{rows}.npy"], "--engine", engine).Succeeded();
            NpyArray outputs = folder.ReadNpy($"{rows}.npy");
            Assert.Equal([288, 640], outputs.Shape);
            Assert.True(golden.Data.Span.SequenceEqual(outputs.Data.Span), $"{rows}: outputs differ");
        }
    }

    private static string[] Files(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal)];
}
