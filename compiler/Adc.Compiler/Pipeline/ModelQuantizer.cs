using Adc.Compiler.Diagnostics;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Frontends.TfLite.Export;
using Adc.Compiler.Ir;
using Adc.Compiler.Passes;
using Adc.Compiler.Quantizing;
using Adc.Compiler.Configuration;

namespace Adc.Compiler.Pipeline;

/// <summary>Reads a float model and makes an int8 .tflite file of it.</summary>
/// <param name="engines">The simulators.</param>
public sealed class ModelQuantizer(IEngines engines, IProgress<WorkStep>? progress = null)
{
    /// <param name="request">With a <see cref="CompileRequest.Quantization"/>.</param>
    /// <param name="calibrate">Rows for the float graph; null with a diagnostic when the user's data does not fit.</param>
    /// <returns>Null when <paramref name="diagnostics"/> got an error.</returns>
    public QuantizedFile? Run(CompileRequest request, Func<Graph, TestRows?> calibrate, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        QuantizationRequest how = request.Quantization ?? throw new ArgumentException("nothing says how to quantize", nameof(request));
        IEvaluator evaluator = engines.Evaluator(request.Lowering.Rounding);
        progress?.Report("reading the float model");
        if (FrontHalf.ReadModel(request, diagnostics) is not byte[] file
            || FrontHalf.Import(file, Path.GetFileName(request.ModelDisplayPath), diagnostics) is not Graph imported
            || PassPipeline.Run(imported with { Name = request.Name }, new PassContext(evaluator, diagnostics, PrunesConstantChannels: false)) is not Graph graph
            || RowsOf(graph, calibrate, request, diagnostics) is not TestRows rows)
        {
            return null;
        }

        Sequence<ConstantData>[] used = [.. CalibrationRows.Spread(rows.Rows, how.MostRows)];
        return new Quantizer(evaluator, progress).Quantize(graph, used, how.Options, diagnostics, cancellation) is QuantizedModel model
            ? new QuantizedFile(TfLiteExport.Write(model.Graph), model, Path.GetFileName(request.ModelDisplayPath), rows.Origin)
            : null;
    }

    private static TestRows? RowsOf(Graph graph, Func<Graph, TestRows?> calibrate, CompileRequest request, DiagnosticBag diagnostics)
    {
        if (request.IsFromConfiguration && graph.Inputs.Count > 1)
        {
            diagnostics.Report(
                Catalogue.NotQuantizable, request.ModelOrigin,
                $"'train_data' holds rows for one input, but it has {graph.Inputs.Count}; quantize it by 'adc quantize' with a --train-data NAME=X.npy for each");
            return null;
        }

        TestRows? rows = calibrate(graph);
        if (!diagnostics.HasErrors && (rows?.Rows.Count ?? 0) is int count && count < SampleLimit.Fewest)
        {
            diagnostics.Report(Catalogue.TooFewCalibrationRows, request.ModelOrigin, rows?.Origin ?? "train_data", count, SampleLimit.Fewest);
            return null;
        }

        return rows;
    }

    /// <summary>Rows from one .npy file for each input.</summary>
    /// <returns>Null when <paramref name="diagnostics"/> got an error.</returns>
    public static TestRows? Rows(Sequence<PortFile> files, Graph graph, DiagnosticBag diagnostics) =>
        RunData.Read("--train-data", files, ModelPort.Of(graph, graph.Inputs), diagnostics) is RunData data
            ? new TestRows(string.Join(", ", files.Select(file => Path.GetFileName(file.Path))), data.Rows)
            : null;
}

/// <summary>An int8 model with its file, and where it came from.</summary>
/// <param name="File">The .tflite file.</param>
/// <param name="SourceFile">Name of the float model's file.</param>
/// <param name="RowsOrigin">Name of the file with the calibration rows.</param>
public sealed record QuantizedFile(byte[] File, QuantizedModel Model, string SourceFile, string RowsOrigin);
