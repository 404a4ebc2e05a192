using System.Text.Json;
using Adc.Tests.Support;

namespace Adc.Tests.Cli;

/// <summary>firmware.uart: over which channel results leave the board, and what needs the serial port.</summary>
public sealed class ResultChannelTests : IDisposable
{
    private readonly WorkFolder folder = SmallModel.Folder();

    [ToolTheory("arm-none-eabi-gcc", "cc", "libunicorn.so.2")]
    [InlineData("vcom")]
    [InlineData("swo")]
    [InlineData("rtt")]
    [InlineData("none")]
    public void The_verdict_comes_through(string channel)
    {
        Write($"firmware: {{ uart: {channel} }}", "reports: { formats: [console, html] }", "reference: { run: [int8, board] }", "test_data: x.npy");
        folder.Write("x.npy", SmallModel.Rows(3));

        AdcRun run = AdcRun.Of("compile", folder["small.yaml"]).Succeeded();

        Assert.Contains("board     PASS: firmware on the emulated board exact on 3 of 3 test vectors", run.Output, StringComparison.Ordinal);
        Assert.Equal(
            channel == "vcom" ? ["firmware/vcom.c", "firmware/vcom.h"] : [$"firmware/{channel}.c"],
            folder.Listing.Select(path => path.Replace("outputs/small/", "", StringComparison.Ordinal))
                .Where(path => ((string[])["vcom", "swo", "rtt", "none"]).Any(name => path.StartsWith($"firmware/{name}.", StringComparison.Ordinal))));
        Assert.DoesNotContain("outputs/small/report.json", folder.Listing);
        using JsonDocument compiled = JsonDocument.Parse(File.ReadAllBytes(folder["outputs/small/compiled.json"]));
        Assert.Empty(JsonSchemaCheck.Violations(compiled.RootElement));
        Assert.Equal(channel, compiled.RootElement.GetProperty("target").GetProperty("console").GetString());
        AdcRun.Of("run", folder["outputs/small"], "--input", folder["x.npy"], "--output", folder["y.npy"], "--engine", "board").Succeeded();
    }

    [Fact]
    public void What_needs_the_serial_port_is_refused_where_the_firmware_does_not_use_it()
    {
        Write("firmware: { uart: swo }");
        folder.Write("x.npy", SmallModel.Rows(3));
        AdcRun.Of("compile", folder["small.yaml"], "--no-build").Succeeded();
        string output = folder["outputs/small"], yaml = folder["small.yaml"], rows = folder["x.npy"];

        AdcRun.Of("run", yaml, "--input", rows, "--output", folder["y.npy"], "--engine", "device").Failed(
            8, "small.yaml(4,21): error ADC7016: the test 'small' was compiled with 'firmware.uart: swo', but --engine device needs the board's serial port");
        AdcRun.Of("run", output, "--input", rows, "--output", folder["y.npy"], "--engine", "device").Failed(8, "error ADC7016", "small' was compiled with 'firmware.uart: swo', but --engine device needs");
        AdcRun.Of("profile", output, "--device").Failed(8, "error ADC7016", "but --device needs");
        AdcRun.Of("monitor", output).Failed(8, "error ADC7016", "but adc monitor needs");
        folder.Write("outputs/small/firmware/small.hex", "");
        AdcRun.Of("flash", output, "--port", "/dev/null").Failed(8, "error ADC7016", "but --port needs");

        Write("firmware: { app: device, uart: rtt }");
        AdcRun.Of("compile", yaml, "--no-build").Failed(3, "small.yaml(4,34): error ADC1009: firmware.uart rtt contradicts firmware.app device: a host asks that firmware over the serial port");
    }

    // Four vectors of about 260,000 instructions each.
    [ToolFact("arm-none-eabi-gcc", "libunicorn.so.2")]
    public void Firmware_that_takes_longer_than_it_may_on_the_emulated_board_is_told_as_a_time_out()
    {
        folder.Write("ad.tflite", File.ReadAllBytes(SampleFiles.Int8Model));
        folder.Write("ad.yaml", "ad:\n  tflite_model: ad.tflite\n  target: { accelerator: none, clock_hz: 1MHz }\n  firmware: { timeout_s: 1, host_app: false }\n");
        AdcRun.Of("compile", folder["ad.yaml"]).Failed(
            8, "ad.yaml(4,26): error ADC7004: the emulated board gave no answer to 'self-test' within 1 s; still running after 1,000,000 cycles, at 0x", "raise firmware.timeout_s");
        AdcRun.Of("compile", folder["ad.yaml"], "--set", "ad.firmware.timeout_s=3").Succeeded();
    }

    public void Dispose() => folder.Dispose();

    private void Write(params string[] lines)
    {
        string model = "small:\n  tflite_model: small.tflite\n";
        string target = lines.Any(line => line.StartsWith("target", StringComparison.Ordinal)) ? "" : "  target: { accelerator: none }\n";
        folder.Write("small.yaml", model + target + string.Concat(lines.Select(line => $"  {line}\n")));
    }
}
