using Adc.Formats.Npy;
using Adc.Simulator.Board;
using Adc.Tests.Cli;
using Adc.Tests.Simulator.Board;
using Adc.Tests.Support;

namespace Adc.Tests.EndToEnd.Devices;

/// <summary><c>adc run --engine device</c> against the emulated board at the other end of a pseudo-terminal, also over lines of all sorts of badness.</summary>
public sealed class DeviceRunTests(CompiledDevice compiled) : IClassFixture<CompiledDevice>
{
    [PseudoTerminalFact(BoardImage.Compiler, BoardImage.Emulator, "cc")]
    public void Outputs_are_those_of_the_emulated_board_bit_for_bit()
    {
        string image = compiled.Image;
        using var board = new BoardOnTerminal(image);
        compiled.Run(board.Port, "y.npy", "--all-tensors", compiled.Folder["tensors"]).Succeeded();
        AssertSame("y.npy");
        Assert.All(Directory.GetFiles(compiled.Folder["expected"]), path =>
            Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(compiled.Folder[$"tensors/{Path.GetFileName(path)}"])));

        // The same by the model file alone: the firmware says which model it holds.
        AdcRun.Of("run", compiled.Folder["tiny.tflite"], "--input", compiled.Folder["x.npy"], "--output", compiled.Folder["z.npy"], "--engine", "device", "--port", board.Port).Succeeded();
        AssertSame("z.npy");
        AdcRun.Of("run", compiled.Folder["other.tflite"], "--input", compiled.Folder["x.npy"], "--output", compiled.Folder["o.npy"], "--engine", "device", "--port", board.Port)
            .Failed(8, "ADC7013", "the model 'tiny'");
        Assert.False(File.Exists(compiled.Folder["o.npy"]));
    }

    [PseudoTerminalFact(BoardImage.Compiler, BoardImage.Emulator, "cc")]
    public void Damaged_lost_and_added_characters_only_cost_time()
    {
        var faults = new LineFaults(Seed: 7, Damaged: 0.0005, Dropped: 0.0005, Added: 0.0005, BadFrames: 0.004);
        using var board = new BoardOnTerminal(compiled.Image, faults);
        compiled.Run(board.Port, "noisy.npy", "--timeout", "60").Succeeded();
        AssertSame("noisy.npy");
    }

    [PseudoTerminalFact(BoardImage.Compiler, BoardImage.Emulator, "cc")]
    public void An_inference_whose_answer_is_lost_is_not_done_twice()
    {
        using var folder = new WorkFolder("streaming");
        folder.Write("streaming.tflite", GraphFile.Of(StreamingGraph.Build()));
        folder.Write("streaming.yaml", "streaming:\n  tflite_model: streaming.tflite\n  firmware: { app: device, host_app: false }\n  target: { accelerator: none }\n");
        var random = new Random(4);
        folder.Write("x.npy", NpyArray.Of([.. Enumerable.Range(0, 60).Select(_ => (sbyte)random.Next(-128, 128))], 20, 3));
        AdcRun.Of("compile", folder["streaming.yaml"]).Succeeded();
        using var board = new BoardOnTerminal(folder["outputs/streaming/firmware/streaming.elf"], new LineFaults(Seed: 9, Damaged: 0.003));
        foreach (string[] engine in (string[][])[["board"], ["device", "--port", board.Port, "--timeout", "60"]])
        {
            AdcRun.Of(["run", folder["outputs/streaming"], "--input", folder["x.npy"], "--output", $"y={folder[engine[0] + ".npy"]}", "--sequence", "--engine", .. engine]).Succeeded();
        }

        Assert.Equal(folder.ReadNpy("board.npy").Data.ToArray(), folder.ReadNpy("device.npy").Data.ToArray());
    }

    [PseudoTerminalFact(BoardImage.Compiler, BoardImage.Emulator, "cc")]
    public void A_line_that_is_all_noise_is_told_from_a_board_that_is_silent()
    {
        using var noisy = new BoardOnTerminal(compiled.Image, new LineFaults(Seed: 8, Damaged: 0.3));
        compiled.Run(noisy.Port, "none.npy", "--timeout", "3").Failed(8, "ADC7011", "'hello'");
        using var mute = new BoardOnTerminal(compiled.Image) { IsMute = true };
        compiled.Run(mute.Port, "none.npy", "--timeout", "2").Failed(8, "ADC7004", "'hello' within 2 s", "firmware.app: device");
        Assert.False(File.Exists(compiled.Folder["none.npy"]));
    }

    [PseudoTerminalFact(BoardImage.Compiler, BoardImage.Emulator, "cc")]
    public void A_board_that_is_reset_amid_the_work_is_noticed()
    {
        using var board = new BoardOnTerminal(compiled.Image) { ResetAfter = 500 };
        compiled.Run(board.Port, "reset.npy").Failed(8, "ADC7012");
        Assert.Equal(2, board.Starts);
        Assert.False(File.Exists(compiled.Folder["reset.npy"]));
        compiled.Run(board.Port, "reset.npy").Succeeded();
        AssertSame("reset.npy");
    }

    [PseudoTerminalFact(BoardImage.Compiler, BoardImage.Emulator, "cc")]
    public void An_accelerator_that_fails_ends_in_a_refusal()
    {
        // Four test vectors of two layers each run first.
        using var board = new BoardOnTerminal(compiled.Image, options: BoardOptions.Default with { MvpInjection = new MvpInjection(ProgramsOfSelfTest(), MvpMishap.BusError) });
        compiled.Run(board.Port, "fault.npy").Failed(8, "ADC7014", "'invoke'", "status 3");
    }

    [PseudoTerminalFact(BoardImage.Compiler, BoardImage.Emulator, "cc")]
    public void Other_firmware_and_a_port_that_goes_away_are_told()
    {
        using (var terminal = new PseudoTerminal())
        {
            terminal.Write("Hello from another program\r\n"u8);
            compiled.Run(terminal.Port, "none.npy", "--timeout", "1").Failed(8, "ADC7011");
        }

        compiled.Run(compiled.Folder["no-such-port"], "none.npy").Failed(8, "ADC7010");
    }

    [PseudoTerminalFact(BoardImage.Compiler, BoardImage.Emulator, "cc")]
    public void An_interruption_ends_the_wait()
    {
        using var mute = new BoardOnTerminal(compiled.Image) { IsMute = true };
        using var interruption = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
        AdcRun run = AdcRun.Of(
            interruption.Token, "run", compiled.Output, "--input", compiled.Folder["x.npy"], "--output", compiled.Folder["none.npy"], "--engine", "device",
            "--port", mute.Port, "--timeout", "600");
        Assert.Equal(130, run.ExitCode);
    }

    /// <summary>How many programs the self-test has run when the first request comes.</summary>
    private int ProgramsOfSelfTest()
    {
        using System.Text.Json.JsonDocument report = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(compiled.Output, "report.json")));
        int programs = report.RootElement.GetProperty("layers").EnumerateArray().Sum(layer => layer.TryGetProperty("programs", out System.Text.Json.JsonElement count) ? count.GetInt32() : 0);
        Assert.True(programs > 0);
        return 4 * programs;
    }

    private void AssertSame(string output)
    {
        NpyArray expected = compiled.Folder.ReadNpy("expected.npy"), got = compiled.Folder.ReadNpy(output);
        Assert.Equal(expected.Data.ToArray(), got.Data.ToArray());
    }
}
