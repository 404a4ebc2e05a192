using Adc.Compiler.Diagnostics;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Ir;
using Adc.Compiler.Memory;
using Adc.Compiler.Toolchain;
using Adc.Formats.Npy;

namespace Adc.Compiler.Pipeline;

/// <summary>Runs a model on rows of data with one of the exact engines.</summary>
/// <param name="engines">The simulators.</param>
public sealed class ModelRunner(IEngines engines, IProgress<string>? progress = null)
{
    /// <summary>Reads the rows, runs them, writes the outputs. Files are written only when everything went well.</summary>
    public void Run(RunRequest request, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        if (FrontHalf.Load(request.Compile, engines, diagnostics) is not LoadedModel model
            || RunData.Read(request, model.Graph, diagnostics) is not RunData data)
        {
            return;
        }

        RunResult? result = request.Engine switch
        {
            RunEngine.Reference => RunReference(request, model, data, diagnostics, cancellation),
            RunEngine.Mvp => RunAccelerated(request, model, data, diagnostics, cancellation),
            _ => RunCompiled(request, data, diagnostics, cancellation),
        };
        if (result is not null && !diagnostics.HasErrors)
        {
            Write(request, model.Graph, data, result, diagnostics);
        }
    }

    private RunResult? RunReference(RunRequest request, LoadedModel model, RunData data, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        Rounding rounding = request.Compile.Lowering.Rounding;
        try
        {
            Sequence<Sequence<ConstantData>> outputs = engines.Reference(model.Graph, rounding, data.Rows, cancellation);
            return new RunResult(
                outputs,
                request.AllTensors is null || data.Rows.Count == 0 ? null : engines.ReferenceTensors(model.Graph, rounding, data.Rows[0]));
        }
        catch (NotSupportedException exception)
        {
            diagnostics.Report(Catalogue.UnsupportedType, Origin.OfFile(request.Compile.ModelDisplayPath), exception.Message);
            return null;
        }
    }

    private RunResult? RunAccelerated(RunRequest request, LoadedModel model, RunData data, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        CompileRequest compile = request.Compile with { Accelerator = request.Compile.Accelerator ?? AcceleratorRequest.Default };
        if (new ModelCompiler(engines, progress).Plan(compile, model, _ => null, diagnostics) is not PlannedModel plan)
        {
            return null;
        }

        IReadOnlyList<IReadOnlyDictionary<TensorId, ConstantData>> tensors = engines.Accelerated(plan, compile, data.Rows, cancellation);
        Graph graph = model.Graph;
        return new RunResult(
            tensors.Select(row => graph.Outputs.Select(id => row[id]).ToSequence()).ToSequence(),
            WantsTensors(request, data) ? tensors[0].Where(entry => !graph.Inputs.Contains(entry.Key)).ToDictionary() : null);
    }

    private RunResult? RunCompiled(RunRequest request, RunData data, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var compiler = new ModelCompiler(engines, progress);
        if (compiler.Emit(request.Compile, _ => new TestSelection(null, 1), _ => null, diagnostics, cancellation) is not Compilation compilation)
        {
            return null;
        }

        string folder = Directory.CreateTempSubdirectory("adc-run-").FullName;
        try
        {
            compilation.Sources.WriteTo(folder);
            return request.Engine == RunEngine.Cpu
                ? RunOnHost(compilation, folder, request, data, diagnostics, cancellation)
                : RunOnBoard(compiler.Build(compilation, folder, diagnostics, cancellation), request, data, diagnostics, cancellation);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static RunResult? RunOnHost(
        Compilation compilation, string folder, RunRequest request, RunData data, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        if (HostBuilder.Build(compilation.Sources, folder, diagnostics, cancellation) is not string program)
        {
            return null;
        }

        var host = new HostProgram(program, folder, compilation.Plan, cancellation);
        return host.Run(data.Rows, diagnostics) is Sequence<Sequence<ConstantData>> outputs
            ? new RunResult(outputs, WantsTensors(request, data) ? ArenaTensors.Collect(compilation.Plan, host.RunLayers(data.Rows[0], diagnostics)) : null)
            : null;
    }

    private RunResult? RunOnBoard(Compilation compilation, RunRequest request, RunData data, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        if (compilation.Image is null || engines.Board(compilation.Image, diagnostics, cancellation) is not IBoardSession session)
        {
            return null;
        }

        using (session)
        {
            try
            {
                Sequence<Sequence<ConstantData>> outputs = data.Rows.Select(row =>
                {
                    cancellation.ThrowIfCancellationRequested();
                    return session.Invoke(row);
                }).ToSequence();
                return new RunResult(outputs, WantsTensors(request, data) ? ArenaTensors.Collect(compilation.Plan, session.InvokeLayers(data.Rows[0], compilation.LayerFunctions, compilation.Plan.ArenaSizeInBytes)) : null);
            }
            catch (BoardException exception)
            {
                diagnostics.Report(Catalogue.BoardRunFailed, Origin.None, exception.Message);
                return null;
            }
        }
    }

    private static bool WantsTensors(RunRequest request, RunData data) => request.AllTensors is not null && data.Rows.Count > 0;

    private static void Write(RunRequest request, Graph graph, RunData data, RunResult result, DiagnosticBag diagnostics)
    {
        List<(string Path, NpyArray Array)> files = [];
        for (int index = 0; index < graph.Outputs.Count; index++)
        {
            TensorType type = graph.TypeOf(graph.Outputs[index]);
            PortFile? file = request.Outputs.FirstOrDefault(port => port.Port is null ? graph.Outputs.Count == 1 : port.Port == graph[graph.Outputs[index]].Name);
            if (file is not null)
            {
                int[] rowShape = !data.KeepsLeadingOne && type.Shape is { Rank: > 0 } && type.Shape[0] == 1 ? [.. type.Shape.Extents.Skip(1)] : [.. type.Shape.Extents];
                byte[] bytes = [.. result.Outputs.SelectMany(row => row[index].Bytes.ToArray())];
                files.Add((file.Path, new NpyArray(NpyRows.NpyElementTypeOf(type.Element), [result.Outputs.Count, .. rowShape], bytes)));
            }
        }

        if (result.Tensors is not null)
        {
            IEnumerable<(TensorId Id, ConstantData Value)> inputs = graph.Inputs.Zip(data.Rows[0], (id, value) => (id, value));
            files.AddRange(inputs.Concat(result.Tensors.Select(entry => (Id: entry.Key, entry.Value)))
                .Where(tensor => graph[tensor.Id].SourceIndex >= 0)
                .Select(tensor => TensorFile(request.AllTensors!, graph[tensor.Id], tensor.Value)));
        }

        WholeFiles.Write([.. files.Select(file => (file.Path, (ReadOnlyMemory<byte>)NpyWriter.Write(file.Array)))], diagnostics);
    }

    private static (string Path, NpyArray Array) TensorFile(string folder, Tensor tensor, ConstantData value) => (
        Path.Combine(folder, $"t{tensor.SourceIndex}.npy"),
        new NpyArray(NpyRows.NpyElementTypeOf(tensor.Type.Element), [.. tensor.Type.Shape.Extents], value.Bytes));

    private sealed record RunResult(Sequence<Sequence<ConstantData>> Outputs, IReadOnlyDictionary<TensorId, ConstantData>? Tensors);
}
