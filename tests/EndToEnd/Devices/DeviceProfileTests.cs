using System.Runtime.Versioning;
using System.Text.Json;
using Adc.Tests.Cli;
using Adc.Tests.Simulator.Board;
using Adc.Tests.Support;
using Adc.Tests.Toolchain.Flashing;

namespace Adc.Tests.EndToEnd.Devices;

/// <summary>The whole way to a board and back: compile, flash, run, profile, compare.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class DeviceProfileTests(CompiledDevice compiled) : IClassFixture<CompiledDevice>
{
    [PseudoTerminalFact(BoardImage.Compiler, BoardImage.Emulator, "cc", "sh")]
    public void Compile_flash_run_profile_and_compare()
    {
        string modelled = compiled.Folder["modelled.json"], report = Path.Combine(compiled.Output, "report.json");
        File.Copy(report, modelled, overwrite: true);
        using StandInTool commander = StandInTool.Commander();
        using var board = new BoardOnTerminal(compiled.Image);
        AdcRun.Of("flash", compiled.Output, "--tool-path", commander.Path, "--verify", "--port", board.Port).Succeeded();
        compiled.Run(board.Port, "y.npy").Succeeded();
        AdcRun profile = AdcRun.Of("profile", compiled.Output, "--device", "--port", board.Port, "--rounds", "2").Succeeded();
        Assert.Contains("one inference", profile.Output, StringComparison.Ordinal);

        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(report));
        JsonElement cycles = document.RootElement.GetProperty("cycles");
        Assert.Equal("measured", cycles.GetProperty("kind").GetString());
        Assert.Equal("modelled", cycles.GetProperty("modelled").GetProperty("kind").GetString());
        JsonElement[] layers = [.. document.RootElement.GetProperty("layers").EnumerateArray()];
        Assert.All(layers.Where(layer => layer.GetProperty("engine").GetString() == "mvp"), layer =>
        {
            // The emulated accelerator counts what the model says.
            Assert.Equal(0, layer.GetProperty("residual").GetProperty("accelerator_cycles").GetInt64());
            Assert.Equal(layer.GetProperty("accelerator_cycles").GetInt64(), layer.GetProperty("measured").GetProperty("accelerator_cycles").GetInt64());
        });
        Assert.InRange(layers.Sum(layer => layer.GetProperty("measured").GetProperty("cycles").GetInt64()), cycles.GetProperty("total").GetInt64() * 0.9, cycles.GetProperty("total").GetInt64() * 1.1);

        // On the emulated core a cycle is an instruction; the model says 1.3 of them.
        AdcRun.Of("compare", modelled, report, "--limit", "cycles.accelerator=0", "--limit", "cycles.total=40%").Succeeded();
        AdcRun.Of("compare", modelled, report, "--limit", "cycles.total=0").Failed(7, "ADC8006", "cycles.total");

        // Measured again, the report still knows what was modelled, and says the same.
        string once = File.ReadAllText(report);
        AdcRun.Of("profile", compiled.Output, "--device", "--port", board.Port, "--rounds", "2").Succeeded();
        Assert.Equal(once, File.ReadAllText(report));
        File.Copy(modelled, report, overwrite: true);
    }

    [PseudoTerminalFact(BoardImage.Compiler, BoardImage.Emulator, "cc")]
    public void A_configuration_stands_for_the_folder_of_its_one_test()
    {
        string yaml = Directory.EnumerateFiles(compiled.Folder.Path, "*.yaml").Single(), report = Path.Combine(compiled.Output, "report.json"), before = File.ReadAllText(report);
        using var board = new BoardOnTerminal(compiled.Image);
        Assert.Contains("one inference", AdcRun.Of("profile", yaml, "--device", "--port", board.Port).Succeeded().Output, StringComparison.Ordinal);
        Assert.NotEqual(before, File.ReadAllText(report));
        File.WriteAllText(report, before);

        using WorkFolder other = SmallModel.Folder();
        AdcRun.Of("profile", other["small.yaml"], "--device").Failed(3, "error ADC1008: a measurement of the test 'small' needs 'firmware.app: device'");
        other.Write("two.yaml", "a:\n  tflite_model: small.tflite\nb:\n  model_name: other\n  tflite_model: small.tflite\n");
        AdcRun.Of("profile", other["two.yaml"], "--device").Failed(8, "two.yaml(1,1): error ADC7017: the file has 2 tests (a, b)");
        other.Write("bare.yaml", "a:\n  tflite_model: small.tflite\n  firmware: { app: device }\n  reports: { formats: [html] }\n");
        AdcRun.Of("compile", other["bare.yaml"], "--no-build").Succeeded();
        AdcRun.Of("profile", other["bare.yaml"], "--device").Failed(6, "it has no readable report.json; compile the model again, with json among reports.formats");
    }

    [PseudoTerminalFact(BoardImage.Compiler, BoardImage.Emulator, "cc")]
    public void Firmware_of_another_compilation_is_not_measured()
    {
        using WorkFolder other = new("other");
        File.Copy(compiled.Folder["tiny.tflite"], other["tiny.tflite"]);
        other.Write("tiny.yaml", "tiny:\n  tflite_model: tiny.tflite\n  firmware: { app: device }\n  target: { accelerator: none }\n");
        AdcRun.Of("compile", other["tiny.yaml"], "--no-build").Succeeded();
        using var board = new BoardOnTerminal(compiled.Image);
        AdcRun.Of("profile", other["outputs/tiny"], "--device", "--port", board.Port).Failed(8, "ADC7013", "another compilation");
    }

    [Fact]
    public void A_model_file_is_no_folder_to_measure()
    {
        using WorkFolder folder = SmallModel.Folder();
        AdcRun.Of("profile", folder["small.tflite"], "--device").Failed(2, "--device", "compiled folder");
        AdcRun.Of("profile", folder.Path, "--device", "--rounds", "0").Failed(2, "--rounds");
    }
}
