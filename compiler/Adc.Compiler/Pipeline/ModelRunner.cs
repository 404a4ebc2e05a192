using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Emission;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Ir;
using Adc.Compiler.Memory;
using Adc.Compiler.Targets;
using Adc.Compiler.Toolchain;

namespace Adc.Compiler.Pipeline;

/// <summary>Runs a .tflite file on rows of data with one of the exact engines.</summary>
/// <param name="engines">The simulators.</param>
public sealed class ModelRunner(IEngines engines, IProgress<WorkStep>? progress = null)
{
    /// <summary>Reads the rows, runs them, writes the outputs. Files are written only when everything went well.</summary>
    /// <returns>What was written.</returns>
    /// <param name="calibrate">Rows that stand for real inputs, or null for seeded ones; asked only when the accelerator is used or the model is quantized.</param>
    public IReadOnlyList<WrittenRows> Run(CompileRequest model, RunRequest request, Func<Graph, TestRows?> calibrate, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        if (FrontHalf.Load(model, engines, calibrate, diagnostics, cancellation, progress) is not LoadedModel loaded)
        {
            return [];
        }

        Sequence<ModelPort> outputs = ModelPort.Of(loaded.Graph, loaded.Graph.Outputs);
        RunData? data = RunData.Read("--input", request.Inputs, ModelPort.Of(loaded.Graph, loaded.Graph.Inputs), diagnostics);
        if (PortFile.Match("--output", outputs, request.Outputs, allAreNeeded: false, diagnostics) is not IReadOnlyList<string?> paths || data is null)
        {
            return [];
        }

        RunResult? result = request.Engine switch
        {
            RunEngine.Reference => RunReference(model, loaded.Graph, request, data, diagnostics, cancellation),
            RunEngine.Mvp => RunAccelerated(model, loaded, request, data, calibrate, diagnostics, cancellation),
            RunEngine.Device => RunOnDevice(loaded, request, data, diagnostics, cancellation),
            _ => RunCompiled(model, request, data, calibrate, diagnostics, cancellation),
        };
        return result is not null && !diagnostics.HasErrors ? result.Write(outputs, paths, request, data, diagnostics) : [];
    }

    private RunResult? RunReference(
        CompileRequest model, Graph graph, RunRequest request, RunData data, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        progress?.Report("running the reference");
        Rounding rounding = model.Lowering.Rounding;
        try
        {
            Sequence<Sequence<ConstantData>> outputs = engines.Reference(graph, rounding, data.Rows, cancellation, request.InSequence);
            return new RunResult(outputs, request.AllTensors is null || data.Rows.Count == 0 ? null : ReferenceTensors(graph, rounding, data.Rows[0]));
        }
        catch (NotSupportedException exception)
        {
            diagnostics.Report(Catalogue.UnsupportedType, Origin.None, exception.Message);
            return null;
        }
    }

    private RunResult? RunAccelerated(
        CompileRequest model, LoadedModel loaded, RunRequest request, RunData data, Func<Graph, TestRows?> calibrate, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        progress?.Report("running the programs on the simulated accelerator");
        CompileRequest accelerated = model with { Accelerator = model.Accelerator ?? AcceleratorRequest.Default };
        if (new ModelCompiler(engines, progress).Plan(accelerated, loaded, calibrate, diagnostics) is not PlannedModel plan)
        {
            return null;
        }

        Graph graph = loaded.Graph;
        IReadOnlyList<IReadOnlyDictionary<TensorId, ConstantData>> tensors = engines.Accelerated(plan, accelerated, data.Rows, cancellation, request.InSequence);
        return new RunResult(
            tensors.Select(row => graph.Outputs.Select(id => row[id]).ToSequence()).ToSequence(),
            request.AllTensors is null || tensors.Count == 0 ? null : Named(graph, tensors[0].Select(entry => (entry.Key, entry.Value))));
    }

    private IReadOnlyList<RunTensor> ReferenceTensors(Graph graph, Rounding rounding, Sequence<ConstantData> row)
    {
        IEnumerable<(TensorId Id, ConstantData Value)> computed = engines.ReferenceTensors(graph, rounding, [row]).Single().Select(entry => (entry.Key, entry.Value));
        return Named(graph, graph.Inputs.Zip(row).Concat(computed));
    }

    /// <summary>Tensors under the numbers of the model file; those that only passes know are left out.</summary>
    internal static IReadOnlyList<RunTensor> Named(Graph graph, IEnumerable<(TensorId Id, ConstantData Value)> tensors) =>
        [.. tensors.Where(tensor => graph[tensor.Id].SourceIndex >= 0)
            .Select(tensor => new RunTensor(graph[tensor.Id].SourceIndex, graph.TypeOf(tensor.Id), tensor.Value))];

    /// <summary>On a board that was programmed before; its firmware says which model it holds.</summary>
    private RunResult? RunOnDevice(LoadedModel loaded, RunRequest request, RunData data, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        Graph graph = loaded.Graph;
        var layout = new ModelLayout(graph.Name, ModelPort.Of(graph, graph.Inputs), ModelPort.Of(graph, graph.Outputs), 0, [], []);
        progress?.Report("running the firmware on the board");
        using DeviceSession? session = DeviceSession.Open(request.Device!, loaded.Hash, build: null, progress, diagnostics, cancellation);
        return session is null ? null : new CompiledRunner(engines, layout, request with { AllTensors = null }, data).RunOn(session, diagnostics, cancellation);
    }

    private RunResult? RunCompiled(
        CompileRequest model, RunRequest request, RunData data, Func<Graph, TestRows?> calibrate, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var compiler = new ModelCompiler(engines, progress);
        // Whatever the configuration's application is: what runs here must be one that can be called.
        TargetLayout layout = model.Target.Layout;
        CompileRequest callable = model with
        {
            Target = model.Target with
            {
                Firmware = model.Target.Firmware with { App = FirmwareApp.SelfTest },
                Layout = layout.HasBoard ? layout : layout with { BoardName = Boards.Brd2601B.Name },
            },
        };
        if (compiler.Emit(callable, _ => new TestSelection(null, 1), calibrate, diagnostics, cancellation) is not Compilation compilation)
        {
            return null;
        }

        string folder = Directory.CreateTempSubdirectory("adc-run-").FullName;
        try
        {
            SourceFolder.Write(compilation.Sources, folder);
            var runner = new CompiledRunner(engines, ModelLayout.Of(compilation), request, data);
            if (request.Engine == RunEngine.Cpu)
            {
                progress?.Report("running the emitted C");
                return HostBuilder.Build(compilation.Sources, folder, diagnostics, cancellation) is string program
                    ? runner.RunOnHost(program, diagnostics, cancellation)
                    : null;
            }

            FirmwareImage? image = compiler.Build(compilation, folder, diagnostics, cancellation).Image;
            progress?.Report("running the firmware on the emulated board");
            return image is null ? null : runner.RunOnBoard(image.Elf, model.Target.TimeLimit, diagnostics, cancellation);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Report(Catalogue.CannotWriteOutput, Origin.None, folder, exception.Message.TrimEnd('.'));
            return null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
