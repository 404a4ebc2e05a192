using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Adc.Cli.Help;
using Adc.Cli.Printing;
using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Pipeline;
using Adc.Compiler.Quantizing;
using Adc.Compiler.Reports;
using Adc.Simulator;

namespace Adc.Cli.Commands;

/// <summary><c>adc quantize MODEL --train-data X.npy --output M.tflite</c>: a float model becomes int8.</summary>
internal static class QuantizeCommand
{
    private const int UsualSamples = 500;
    private const string All = "all";

    public static Command Create(GlobalOptions global, Terminal terminal)
    {
        var model = new Argument<string>("MODEL") { Description = "a float Keras file (.h5, .keras) or float .tflite; or a YAML configuration with a float_model, whose keys then say the rest" };
        var data = new Option<string[]>("--train-data") { Description = "calibration rows that look like what the model will meet; NAME=X.npy for one of several inputs, repeatable", HelpName = "X.npy" };
        var output = new Option<string>("--output", "-o") { Description = "where the int8 model goes", Required = true, HelpName = "M.tflite" };
        var samples = new Option<string>("--samples") { Description = "how many of the rows are used, evenly spaced: a number, or all; default 500", HelpName = "N", DefaultValueFactory = _ => UsualSamples.ToString(CultureInfo.InvariantCulture) };
        var method = new ChoiceOption<RangeMethod>("--method", RangeMethod.MinMax)
        {
            Description = "ranges of activations: minmax (default): all values seen; percentile: a share of them; mse: where the squared error is least",
        };
        var percentile = new Option<double>("--percentile") { Description = "that share, 90 to 100; default 99.99", HelpName = "P", DefaultValueFactory = _ => 99.99 };
        var perTensor = new Option<bool>("--per-tensor") { Description = "one weight scale for each convolution, instead of one for each channel" };
        var perTensorDense = new Option<bool>("--per-tensor-dense") { Description = "one weight scale for each dense layer; the default, which every TensorFlow Lite can run" };
        var perChannelDense = new Option<bool>("--per-channel-dense") { Description = "a weight scale for each channel of dense layers too" };
        var inputType = new ChoiceOption<EdgeType>("--input-type", EdgeType.Int8) { Description = "type of the inputs; float32 adds QUANTIZE" };
        var outputType = new ChoiceOption<EdgeType>("--output-type", EdgeType.Int8) { Description = "type of the outputs; float32 adds DEQUANTIZE" };
        var keepBatchNorm = new Option<bool>("--keep-batchnorm") { Description = "batch normalization stays a layer of its own, instead of joining the one in front where that is exact" };
        var correct = new Option<bool>("--bias-correction") { Description = "let biases make up for the mean error of rounded weights" };
        var equalize = new Option<bool>("--equalize") { Description = "let neighbouring layers share out the magnitudes of their weights; without it only dense layers do that have one weight scale" };
        var neverEqualize = new Option<bool>("--no-equalize") { Description = "not even those do" };
        Option[] settings = [data, samples, method, percentile, perTensor, perTensorDense, perChannelDense, inputType, outputType, keepBatchNorm, correct, equalize, neverEqualize];
        var command = new ExampleCommand(
            "quantize", "Quantizes a float model to int8 and tells what that costs, layer by layer.",
            "adc quantize ad01.h5 --train-data x.npy --output ad01_int8.tflite")
        {
            model, output,
        };
        foreach (Option setting in settings)
        {
            command.Options.Add(setting);
        }

        command.SetAction((parsed, cancellation) =>
        {
            Printer printer = global.Printer(parsed, terminal);
            string path = parsed.GetRequiredValue(model);
            bool isYaml = path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);
            Option[] given = [.. settings.Where(option => parsed.GetResult(option) is OptionResult { Implicit: false })];
            int? most = RowLimit(parsed.GetValue(samples)!);
            string? problem = given switch
            {
                [Option first, ..] when isYaml => $"'{path}' says how to quantize in its keys; leave {first.Name} out, or name the model itself",
                _ when !isYaml && !given.Contains(data) => "no calibration rows; give --train-data X.npy",
                _ when most is null => $"--samples is '{parsed.GetValue(samples)}', but must be a number of at least {SampleLimit.Fewest}, or 'all'",
                _ when parsed.GetValue(percentile) is not (>= 90 and <= 100) => "--percentile must be a number from 90 to 100",
                _ when parsed.GetValue(perTensorDense) && parsed.GetValue(perChannelDense) => "--per-tensor-dense contradicts --per-channel-dense; leave one out",
                _ when parsed.GetValue(equalize) && parsed.GetValue(neverEqualize) => "--equalize contradicts --no-equalize; leave one out",
                _ => null,
            };
            if (problem is not null)
            {
                return Task.FromResult(printer.Refuse(problem));
            }

            var diagnostics = new DiagnosticBag();
            var options = new QuantizerOptions(
                parsed.GetValue(method), parsed.GetValue(percentile), !parsed.GetValue(perTensor), parsed.GetValue(perChannelDense), parsed.GetValue(inputType), parsed.GetValue(outputType),
                parsed.GetValue(keepBatchNorm) ? BatchNormFolding.Never : BatchNormFolding.Auto, parsed.GetValue(correct),
                parsed.GetValue(equalize) ? Equalization.Always : parsed.GetValue(neverEqualize) ? Equalization.Never : Equalization.Auto);
            var request = new QuantizationRequest(options, most!.Value);
            Sequence<PortFile> files = PortFile.Parse(parsed.GetValue(data));
            QuantizedFile? quantized = printer.WithProgress("quantize", progress =>
            {
                var quantizer = new ModelQuantizer(new Engines(), progress);
                return isYaml
                    ? OfConfiguration(path, quantizer, diagnostics, cancellation)
                    : quantizer.Run(
                        ConfiguredRequest.ForModel(path, Rounding.Tflm) with { Quantization = request },
                        graph => ModelQuantizer.Rows(files, graph, diagnostics), diagnostics, cancellation);
            });
            return Task.FromResult(Finish(printer, quantized, parsed.GetRequiredValue(output), diagnostics));
        });
        return command;
    }

    private static QuantizedFile? OfConfiguration(string path, ModelQuantizer quantizer, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        if (ConfigReader.ReadFile(path, ConfigOptions.Default, diagnostics) is not CompilerConfig { Models: [ModelConfig model, ..] }
            || ConfiguredRequest.From(model, diagnostics) is not CompileRequest request)
        {
            return null;
        }

        if (request.Quantization is null)
        {
            diagnostics.Report(Catalogue.NotQuantizable, request.ModelOrigin, $"the test '{model.Name}' has a tflite_model, which is compiled as it is; leave it out to quantize the float_model");
            return null;
        }

        return quantizer.Run(request, graph => ConfiguredRequest.CalibrationRows(model, graph, diagnostics), diagnostics, cancellation);
    }

    private static int Finish(Printer printer, QuantizedFile? quantized, string output, DiagnosticBag diagnostics)
    {
        List<string> reports = [];
        if (quantized is not null && !diagnostics.HasErrors && WholeFiles.Write([(output, quantized.File)], diagnostics))
        {
            printer.Result(QuantizationText.Of(quantized, printer.Width));
            printer.Summary(string.Create(CultureInfo.InvariantCulture, $"  file      {Printable.Text(output)}: {quantized.File.Length:N0} bytes\n"));
            reports.Add(QuantizationJson.Of(quantized));
        }

        return printer.Finish(diagnostics, reports);
    }

    private static int? RowLimit(string text) =>
        text.Equals(All, StringComparison.OrdinalIgnoreCase) ? int.MaxValue
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= SampleLimit.Fewest ? number
        : null;
}
