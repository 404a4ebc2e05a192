using System.CommandLine;
using Adc.Cli.Printing;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Pipeline;
using Adc.Simulator;

namespace Adc.Cli.Commands;

/// <summary><c>adc run MODEL --input X.npy --output Y.npy</c>.</summary>
internal static class RunCommand
{
    public static Command Create(GlobalOptions global)
    {
        var model = new Argument<string>("MODEL") { Description = "a .tflite file" };
        var inputs = new Option<string[]>("--input", "-i") { Description = "rows of the input, or NAME=X.npy for one of several inputs", Required = true, HelpName = "X.npy" };
        var outputs = new Option<string[]>("--output", "-o") { Description = "where the outputs go, or NAME=Y.npy for one of several outputs", HelpName = "Y.npy" };
        var engine = new Option<RunEngine>("--engine")
        {
            Description = "reference: plain integer semantics; cpu: the emitted C on this machine; board: the firmware on the emulated board",
            DefaultValueFactory = _ => RunEngine.Reference,
        };
        var rounding = new Option<Rounding>("--rounding") { Description = "requantization of the integer path", DefaultValueFactory = _ => Rounding.Tflm };
        var tensors = new Option<string?>("--all-tensors") { Description = "folder for t<index>.npy of every computed tensor of row 0", HelpName = "DIR" };
        var command = new Command("run", "Runs a model on rows of data with one of the exact engines.\n\nExample: adc run ad01_int8.tflite --input x_test_ad.npy --output y.npy --engine board")
        {
            model, inputs, outputs, engine, rounding, tensors,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var diagnostics = new DiagnosticBag();
            var printer = new Printer(parsed.GetValue(global.Json), parsed.GetValue(global.Quiet), parsed.GetValue(global.Verbose));
            var request = new RunRequest(
                ConfiguredRequest.ForModel(parsed.GetRequiredValue(model), parsed.GetValue(rounding)),
                parsed.GetValue(engine), Ports(parsed.GetValue(inputs)), Ports(parsed.GetValue(outputs)), parsed.GetValue(tensors));
            printer.WithProgress("run", progress =>
            {
                new ModelRunner(new Engines(), progress).Run(request, diagnostics, cancellation);
                return true;
            });
            return Task.FromResult(printer.Finish(diagnostics));
        });
        return command;
    }

    private static Sequence<PortFile> Ports(string[]? values) => (values ?? []).Select(value =>
    {
        int equals = value.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 ? new PortFile(value[..equals], value[(equals + 1)..]) : new PortFile(null, value);
    }).ToSequence();
}
