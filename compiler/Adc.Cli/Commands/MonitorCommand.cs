using System.CommandLine;
using Adc.Cli.Help;
using Adc.Cli.Printing;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Pipeline;
using Adc.Compiler.Toolchain.Serial;

namespace Adc.Cli.Commands;

/// <summary><c>adc monitor</c>: what a board prints, until it is interrupted.</summary>
internal static class MonitorCommand
{
    public static Command Create(GlobalOptions global, Terminal terminal)
    {
        var folder = new Argument<string?>("DIR") { Description = "the folder whose firmware the board holds; refused where that firmware prints elsewhere", Arity = ArgumentArity.ZeroOrOne };
        var port = new Option<string?>("--port") { Description = "serial port; without it the only one of a board", HelpName = "P" };
        var until = new Option<string?>("--until") { Description = "end with the first line that begins so", HelpName = "TEXT" };
        var command = new ExampleCommand("monitor", "Prints what a board says on its serial port, until Ctrl-C.", "adc monitor --port /dev/ttyACM0") { folder, port, until };
        command.SetAction((parsed, cancellation) =>
        {
            var diagnostics = new DiagnosticBag();
            Printer printer = global.Printer(parsed, terminal);
            using ISerialLine? line = parsed.GetValue(folder) is string path && BoardProgrammer.WhatIsOnLine(path, "adc monitor", diagnostics) is null
                ? null
                : SerialPorts.Open(parsed.GetValue(port), diagnostics);
            if (line is not null)
            {
                try
                {
                    string? last = parsed.GetValue(until);
                    bool Print(string text)
                    {
                        printer.Result(text + "\n");
                        return last is null || !text.StartsWith(last, StringComparison.Ordinal);
                    }

                    ConsoleText.Follow(line, Print, silence: null, cancellation);
                }
                catch (SerialLineException exception)
                {
                    diagnostics.Report(Catalogue.SerialPortFailed, Origin.None, line.Name, "failed", exception.Message.TrimEnd('.'));
                }
            }

            return Task.FromResult(printer.Finish(diagnostics));
        });
        return command;
    }
}
