using System.Globalization;
using System.Text.RegularExpressions;
using Adc.Formats.Elf;
using Adc.Simulator.Board;
using Adc.Tests.Cli;
using Adc.Tests.Lowering.Mvp;
using Adc.Tests.Support;

namespace Adc.Tests.EndToEnd;

/// <summary>The applications that firmware is built with.</summary>
public sealed class FirmwareAppTests
{
    [ToolTheory("arm-none-eabi-gcc", "cc", "libunicorn.so.2")]
    [InlineData("mvp")]
    [InlineData("none")]
    public void The_bench_tells_the_cycles_of_each_layer_and_of_an_inference(string accelerator)
    {
        using WorkFolder folder = Compiled("bench", $"target: {{ accelerator: {accelerator} }}\n  mvp: {{ force_mvp: [0] }}");
        string console = Boot(folder);
        long[][] layers = [.. Regex.Matches(console, @"adc bench layer (\d+) tiny_layer0(\d)_\w+ cycles (\d+) most (\d+)\r\n").Select(Numbers)];
        long[] total = Numbers(Assert.Single(Regex.Matches(console, @"adc bench total cycles (\d+) most (\d+) rounds (\d+)\r\n")));
        Assert.Equal([0, 1], layers.Select(layer => layer[0]));
        Assert.All(layers, layer => Assert.Equal(layer[0], layer[1]));
        Assert.All(layers, layer => Assert.InRange(layer[2], 500, layer[3]));
        Assert.InRange(total[0], layers.Sum(layer => layer[2]) * 0.9, layers.Sum(layer => layer[3]) * 1.1);
        Assert.InRange(total[0], 2000, total[1]);
        Assert.Equal(8, total[2]);
        Assert.EndsWith("adc verdict PASS 4/4\r\n", console, StringComparison.Ordinal);
    }

    [ToolFact("arm-none-eabi-gcc", "cc", "libunicorn.so.2")]
    public void The_self_test_does_not_measure()
    {
        using WorkFolder folder = Compiled("selftest");
        Assert.DoesNotContain("adc bench", Boot(folder), StringComparison.Ordinal);
    }

    [ToolFact("cc")]
    public void Without_application_there_is_a_library_to_link()
    {
        using WorkFolder folder = Compiled("none");
        string project = File.ReadAllText(folder["outputs/tiny/CMakeLists.txt"]);
        Assert.Contains("add_library(tiny STATIC", project, StringComparison.Ordinal);
        Assert.Contains("runtime/adc_mvp_hw.c", project, StringComparison.Ordinal);
        Assert.DoesNotContain("firmware/startup.c", project, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["outputs/tiny/firmware/selftest.c"]) || File.Exists(folder["outputs/tiny/firmware/tiny.elf"]));
        Assert.True(File.Exists(folder["outputs/tiny/firmware/startup.c"]) && File.Exists(folder["outputs/tiny/host/tiny"]));
    }

    [ToolFact("arm-none-eabi-gcc", "libunicorn.so.2")]
    public void A_configuration_without_application_still_runs_on_the_emulated_board()
    {
        using WorkFolder folder = Compiled("none", "", "--no-build");
        folder.Write("x.npy", Adc.Formats.Npy.NpyArray.Of(new sbyte[40], 1, 40));
        AdcRun.Of("run", folder["tiny.yaml"], "--input", folder["x.npy"], "--output", folder["y.npy"], "--engine", "board").Succeeded();
        Assert.Equal([1, 32], folder.ReadNpy("y.npy").Shape);
    }

    [ToolFact("arm-none-eabi-gcc", "cc", "libunicorn.so.2")]
    public void Behind_a_bootloader_the_image_begins_further_up_and_takes_the_chip_over()
    {
        using WorkFolder folder = Compiled("selftest, flash_offset: 24KiB");
        ElfImage image = ElfReader.Read(File.ReadAllBytes(folder["outputs/tiny/firmware/tiny.elf"])).Image!;
        Assert.Equal(0x0800_6000u, image.Segments.Where(segment => !segment.Data.IsEmpty).Min(segment => segment.PhysicalAddress));
        using EmulatedBoard board = EmulatedBoard.Load(image, BoardOptions.Default);
        BoardRun run = board.Boot();
        Assert.EndsWith("adc verdict PASS 4/4\r\n", board.Console, StringComparison.Ordinal);
        Assert.Contains("non-secure", Assert.Single(run.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1000", "multiple of 8")]
    [InlineData("800KiB", "first half")]
    public void An_offset_that_no_image_can_begin_at_is_refused(string offset, string words)
    {
        using WorkFolder folder = SmallModel.Folder();
        folder.Write("small.yaml", SmallModel.Yaml() + $"  firmware: {{ flash_offset: {offset} }}\n");
        AdcRun.Of("compile", folder["small.yaml"], "--check").Failed(3, "ADC1006", "firmware.flash_offset", words);
    }

    [ToolFact("cc")]
    public void Without_board_there_is_a_library_and_no_boot_code()
    {
        using WorkFolder folder = Compiled("selftest", "target: { board: none }");
        Assert.Contains("add_library(tiny STATIC", File.ReadAllText(folder["outputs/tiny/CMakeLists.txt"]), StringComparison.Ordinal);
        Assert.Equal(
            ["adc_app_binding.c", "adc_app_binding.h", "registers.h"],
            Directory.GetFiles(folder["outputs/tiny/firmware"]).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));
        Assert.True(File.Exists(folder["outputs/tiny/host/tiny"]));
    }

    private static string Boot(WorkFolder folder)
    {
        using EmulatedBoard board = EmulatedBoard.Load(
            ElfReader.Read(File.ReadAllBytes(folder["outputs/tiny/firmware/tiny.elf"])).Image!, BoardOptions.Default);
        board.Boot();
        return board.Console;
    }

    private static WorkFolder Compiled(string app, string keys = "", params string[] arguments)
    {
        var folder = new WorkFolder();
        folder.Write("tiny.tflite", GraphFile.Of(RandomFullyConnected.Chain(5, 40, 48, 32)));
        folder.Write("tiny.yaml", $"tiny:\n  tflite_model: tiny.tflite\n  firmware: {{ app: {app} }}\n  {keys}\n");
        AdcRun.Of(["compile", folder["tiny.yaml"], .. arguments]).Succeeded();
        return folder;
    }

    private static long[] Numbers(Match match) => [.. match.Groups.Values.Skip(1).Select(group => long.Parse(group.Value, CultureInfo.InvariantCulture))];
}
