using System.CommandLine;
using Adc.Cli.Help;
using Adc.Cli.Printing;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Pipeline;
using Adc.Compiler.Toolchain.Flashing;

namespace Adc.Cli.Commands;

/// <summary><c>adc flash DIR</c>: firmware into a board.</summary>
internal static class FlashCommand
{
    private const int DefaultSeconds = 60;

    public static Command Create(GlobalOptions global, Terminal terminal)
    {
        var folder = new Argument<string>("DIR") { Description = "a folder that adc compile has written" };
        var tool = new ChoiceOption<FlashProgram>("--tool", FlashProgram.Commander)
        {
            Description = "commander (default): Simplicity Commander; openocd: a fork that knows series 2; jlink: J-Link Commander",
        };
        var toolPath = new Option<string?>("--tool-path") { Description = "the tool or its folder; else ADC_COMMANDER, ADC_OPENOCD or ADC_JLINK, then the PATH", HelpName = "PATH" };
        var format = new ChoiceOption<ImageFormat>("--format", ImageFormat.Hex) { Description = "the file to program: hex (default) or s37; openocd takes the .elf" };
        var serial = new Option<string?>("--serialno") { Description = "serial number of the debug adapter, where there are several", HelpName = "N" };
        var verify = new Option<bool>("--verify") { Description = "read everything back, beyond what the tool checks itself" };
        var port = new Option<string?>("--port") { Description = "serial port to watch until the firmware's self-test has passed", HelpName = "P" };
        var timeout = new Option<int>("--timeout") { Description = $"seconds that the tool or the self-test may take; default {DefaultSeconds}", HelpName = "S", DefaultValueFactory = _ => DefaultSeconds };
        var command = new ExampleCommand("flash", "Programs a board with compiled firmware, after a look at which part it carries.", "adc flash outputs/tinyml_ad --port /dev/ttyACM0")
        {
            folder, tool, toolPath, format, serial, verify, port, timeout,
        };
        command.SetAction((parsed, cancellation) =>
        {
            Printer printer = global.Printer(parsed, terminal);
            if (parsed.GetValue(timeout) is < 1 and int seconds)
            {
                return Task.FromResult(printer.Refuse($"--timeout {seconds}: expected 1 or more seconds"));
            }

            var diagnostics = new DiagnosticBag();
            var choices = new FlashChoices(
                parsed.GetValue(tool), parsed.GetValue(serial), parsed.GetValue(verify), TimeSpan.FromSeconds(parsed.GetValue(timeout)), parsed.GetValue(toolPath))
            {
                Format = parsed.GetValue(format),
            };
            string? done = printer.WithProgress("flash", progress => new BoardProgrammer(progress).Flash(
                parsed.GetRequiredValue(folder), choices, parsed.GetValue(port), line => printer.Summary(line + "\n"), diagnostics, cancellation));
            if (done is not null)
            {
                printer.Summary(done + "\n");
            }

            return Task.FromResult(printer.Finish(diagnostics));
        });
        return command;
    }
}
