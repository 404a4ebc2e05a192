using System.CommandLine;
using System.CommandLine.Parsing;
using Adc.Cli.Help;
using Adc.Cli.Printing;
using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Pipeline;
using Adc.Simulator;

namespace Adc.Cli.Commands;

/// <summary><c>adc run MODEL --input X.npy --output Y.npy</c>.</summary>
internal static class RunCommand
{
    private const int DefaultSeconds = 30;

    public static Command Create(GlobalOptions global, Terminal terminal)
    {
        var model = new Argument<string>("MODEL") { Description = "a .tflite or Keras file, a YAML configuration with one test, or a folder that adc compile has written" };
        var inputs = new Option<string[]>("--input", "-i") { Description = "rows of the input; NAME=X.npy for one of several inputs, repeatable", Required = true, HelpName = "X.npy" };
        var outputs = new Option<string[]>("--output", "-o") { Description = "where the outputs go; NAME=Y.npy for one of several outputs, repeatable", HelpName = "Y.npy" };
        var engine = new ChoiceOption<RunEngine>("--engine", RunEngine.Reference)
        {
            Description = "reference (default): plain integer semantics; cpu: the emitted C on this machine; mvp: the programs on the simulated accelerator; board: the firmware on the emulated board; device: the firmware on the board at --port, programmed before with firmware.app: device",
        };
        var accelerator = new ChoiceOption<AcceleratorChoice>("--accelerator", AcceleratorChoice.None)
        {
            Description = "what board is compiled for: none (default), the CPU alone; mvp, the accelerator; a folder or YAML keeps its own",
        };
        var rounding = new ChoiceOption<Rounding>("--rounding", Rounding.Tflm) { Description = "requantization of the integer path; default tflm" };
        var tensors = new Option<string?>("--all-tensors") { Description = "folder for t<index>.npy of every tensor of row 0", HelpName = "DIR" };
        var sequence = new Option<bool>("--sequence") { Description = "rows follow each other in time: the model's state goes from each to the next" };
        var port = new Option<string?>("--port") { Description = "serial port of the board, for --engine device; without it the only one", HelpName = "P" };
        var timeout = new Option<int>("--timeout") { Description = $"seconds that the board may take for an answer; default {DefaultSeconds}", HelpName = "S", DefaultValueFactory = _ => DefaultSeconds };
        var command = new ExampleCommand(
            "run", "Runs a model on rows of data.", "adc run ad01_int8.tflite --input x.npy --output y.npy --engine board")
        {
            model, inputs, outputs, engine, accelerator, rounding, tensors, sequence, port, timeout,
        };
        command.SetAction((parsed, cancellation) =>
        {
            Printer printer = global.Printer(parsed, terminal);
            string path = parsed.GetRequiredValue(model);
            var request = new RunRequest(parsed.GetValue(engine), PortFile.Parse(parsed.GetValue(inputs)), PortFile.Parse(parsed.GetValue(outputs)), parsed.GetValue(tensors), parsed.GetValue(sequence),
                new DeviceChoices(parsed.GetValue(port), TimeSpan.FromSeconds(parsed.GetValue(timeout))));
            bool isFolder = Directory.Exists(path);
            bool IsGiven(Option option) => parsed.GetResult(option) is OptionResult { Implicit: false };
            string? problem = (request, isFolder) switch
            {
                _ when parsed.GetValue(timeout) < 1 => $"--timeout {parsed.GetValue(timeout)}: expected 1 or more seconds",
                ({ Engine: RunEngine.Device, AllTensors: not null }, false) => "--all-tensors on a device needs the compiled folder, which tells where tensors lie",
                _ when request.Outputs.Count == 0 && request.AllTensors is null => "nowhere to put the results; give --output Y.npy or --all-tensors DIR",
                ({ Engine: RunEngine.Reference or RunEngine.Mvp }, true) => $"'{path}' is a compiled folder, which --engine cpu, board or device can run; the others need the .tflite or YAML file",
                (_, true) when IsGiven(rounding) => $"'{path}' is a compiled folder and keeps the rounding that it was compiled with; leave --rounding out",
                _ => null,
            };
            if (problem is not null)
            {
                return Task.FromResult(printer.Refuse(problem));
            }

            var diagnostics = new DiagnosticBag();
            bool accelerated = parsed.GetValue(accelerator) == AcceleratorChoice.Mvp && request.Engine != RunEngine.Cpu;
            IReadOnlyList<WrittenRows> written = printer.WithProgress("run", progress => isFolder
                ? new FolderRunner(new Engines(), progress).Run(path, request, diagnostics, cancellation)
                : RunModel(path, parsed.GetValue(rounding), accelerated, request, new ModelRunner(new Engines(), progress), diagnostics, cancellation));
            foreach (WrittenRows rows in written)
            {
                printer.Summary($"  {"file",-9} {Printable.Text(rows.Path)}: {rows.Content}\n");
            }

            return Task.FromResult(printer.Finish(diagnostics));
        });
        return command;
    }

    private static IReadOnlyList<WrittenRows> RunModel(
        string path, Rounding rounding, bool accelerated, RunRequest request, ModelRunner runner, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        if (!path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) && !path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase))
        {
            // Who asks for all tensors wants those of the file.
            CompileRequest compiled = ConfiguredRequest.ForModel(path, rounding, accelerated) with
            {
                PrunesConstantChannels = request.AllTensors is null,
                OnExceed = request.Engine == RunEngine.Cpu ? ExceedPolicy.EstimateOnly : ExceedPolicy.Error, // this machine has memory enough
            };
            return runner.Run(compiled, request, _ => null, diagnostics, cancellation);
        }

        if (ConfigReader.ReadFile(path, ConfigOptions.Default, diagnostics) is CompilerConfig { Models: [ModelConfig model, ..] }
            && (request.Engine != RunEngine.Device || HasLine(model, diagnostics))
            && ConfiguredRequest.From(model, diagnostics) is CompileRequest configured)
        {
            CompileRequest compile = request.Engine == RunEngine.Cpu ? configured with { Accelerator = null } : configured;
            return runner.Run(compile, request, graph => ConfiguredRequest.CalibrationRows(model, graph, diagnostics), diagnostics, cancellation);
        }

        return [];
    }

    private static bool HasLine(ModelConfig model, DiagnosticBag diagnostics)
    {
        if (model.Firmware.Uart.Value != ResultChannel.Vcom)
        {
            diagnostics.Report(
                Catalogue.ConsoleElsewhere, model.Firmware.Uart.Origin, $"the test '{model.Name}'", model.Firmware.Uart.Value.ToString().ToLowerInvariant(), "--engine device");
        }

        return model.Firmware.Uart.Value == ResultChannel.Vcom;
    }
}
