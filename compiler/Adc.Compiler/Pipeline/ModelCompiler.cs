using System.Globalization;
using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Emission;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Evaluation.Metrics;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Lowering.Mvp;
using Adc.Compiler.Memory;
using Adc.Compiler.Toolchain;

namespace Adc.Compiler.Pipeline;

/// <summary>The whole row: model file to graph, lowered model, plan, sources, image, and the proof that the image is right.</summary>
/// <param name="engines">The simulators.</param>
/// <param name="progress">Told what begins, for people who wait.</param>
public sealed class ModelCompiler(IEngines engines, IProgress<WorkStep>? progress = null)
{
    /// <summary>Everything up to the emitted sources; touches no disk but the model file.</summary>
    /// <returns>Null when <paramref name="diagnostics"/> got an error.</returns>
    /// <param name="select">Rows for the test vectors; null with a diagnostic when the user's data does not fit.</param>
    /// <param name="calibrate">Rows that stand for real inputs, or null for seeded ones; asked only when the accelerator is used or the model is quantized.</param>
    /// <param name="score">How anomalies are scored on the target, or null for models that detect none.</param>
    /// <param name="evaluate">What the test data says of the planned model, or null when nobody asks.</param>
    public Compilation? Emit(
        CompileRequest request, Func<Graph, TestSelection?> select, Func<Graph, TestRows?> calibrate, DiagnosticBag diagnostics, CancellationToken cancellation,
        Func<PlannedModel, TestResult?>? evaluate = null, Func<Graph, TestResult?, ModelScore?>? score = null)
    {
        progress?.Report("reading the model");
        if (FrontHalf.Load(request, engines, calibrate, diagnostics, cancellation, progress) is not LoadedModel model
            || select(model.Graph) is not TestSelection selection)
        {
            return null;
        }

        var calibration = new Lazy<Calibration>(() => Calibrate(model.Graph, request, calibrate(model.Graph)));
        progress?.Report("lowering");
        if (FrontHalf.Plan(model, request, engines, () => calibration.Value, diagnostics) is not PlannedModel plan || diagnostics.HasErrors)
        {
            return null;
        }

        progress?.Report("running the reference");
        TestVectors vectors = Expect(plan, request, selection, cancellation);
        TestResult? test = evaluate?.Invoke(plan);
        NetworkError? error = request.Accelerator is null ? null
            : test?.OfAccelerator is OutputDifference difference ? NetworkComparison.Judge(difference, request, diagnostics)
            : NetworkComparison.Judge(plan, request, engines, calibration.Value, diagnostics, cancellation);
        progress?.Report("emitting C");
        ModelIdentity identity = FrontHalf.Identity(request, model);
        FirmwareOptions firmware = request.Target.Firmware with { Tolerance = request.DeviceGate is OutputGate gate ? ToleranceOf(plan.Lowered.Graph, gate) : null };
        ModelScore? ofModel = score?.Invoke(model.Graph, test);
        SourceTree sources = Emitter.Emit(plan, identity, vectors, request.Target.Layout, firmware, ofModel);
        return new Compilation(request, model, plan, identity, vectors, sources, error, test)
        {
            Score = ofModel,
            SimulatedCycles = request is { Cycles: CycleSource.Simulation, Accelerator: AcceleratorRequest accelerator } ? engines.ProgramCycles(plan, accelerator) : null,
            LayerDifferences = test is not null && request.Accelerator is not null && request.ComparesBits
                ? LayerDifference.Measure(plan, request, engines, calibration.Value, cancellation)
                : [],
        };
    }

    /// <summary>Lowers and plans a loaded model; nothing is emitted.</summary>
    public PlannedModel? Plan(CompileRequest request, LoadedModel model, Func<Graph, TestRows?> calibrate, DiagnosticBag diagnostics) =>
        FrontHalf.Plan(
            model, request, engines, () => Calibrate(model.Graph, request, calibrate(model.Graph)), diagnostics);

    /// <summary>Builds the firmware in a folder that holds the sources.</summary>
    /// <param name="cache">Objects of a former build, or null.</param>
    public Compilation Build(Compilation compilation, string folder, DiagnosticBag diagnostics, CancellationToken cancellation, ObjectCache? cache = null)
    {
        progress?.Report("building the firmware");
        TargetRequest target = compilation.Request.Target;
        return compilation with { Image = FirmwareBuilder.Build(compilation.Sources, folder, target.Firmware.Optimisation, target.ToolFolder, diagnostics, cancellation, cache) };
    }

    /// <summary>Builds the desktop program and runs the test vectors with it.</summary>
    /// <param name="cache">Objects of a former build, or null.</param>
    public Compilation RunOnHost(Compilation compilation, string folder, DiagnosticBag diagnostics, CancellationToken cancellation, ObjectCache? cache = null)
    {
        progress?.Report("running the test vectors on this machine");
        if (HostBuilder.Build(compilation.Sources, folder, diagnostics, cancellation, cache: cache) is not string program)
        {
            return compilation;
        }

        SelfTestResult? result = SelfTestResult.FromConsole(ToolRun.Of(program, [], folder, cancellation).Output);
        Judge("the emitted C on this machine", result, diagnostics);
        return compilation with { Host = result };
    }

    /// <summary>Runs the linked image on the emulated board and counts one inference.</summary>
    public Compilation RunOnBoard(Compilation compilation, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        if (compilation.Image is null)
        {
            return compilation;
        }

        progress?.Report("running the firmware on the emulated board");
        if (engines.Board(compilation.Image.Elf, compilation.Request.Target.TimeLimit, diagnostics, cancellation) is not IBoardSession session)
        {
            return compilation;
        }

        using (session)
        {
            SelfTestResult? result = compilation.Request.Target.Firmware.Channel == ResultChannel.None ? session.Result : SelfTestResult.FromConsole(session.Console);
            Judge("the firmware on the emulated board", result, diagnostics);
            BoardMeasurement? measurement = null;
            try
            {
                measurement = session.Measure($"{compilation.Identity.Name}_invoke", compilation.LayerFunctions);
            }
            catch (BoardException exception)
            {
                diagnostics.Add(exception.ToDiagnostic());
            }

            CheckStack(measurement, compilation.Request.Target.Layout.StackSize, diagnostics);
            return compilation with { Board = result, Measurement = measurement };
        }
    }

    private static void CheckStack(BoardMeasurement? measurement, int available, DiagnosticBag diagnostics)
    {
        const int AroundInference = 256; // frames of main and of one interrupt with its floating-point registers
        if (measurement is { StackInBytes: int used } && used + AroundInference > available)
        {
            diagnostics.Report(
                Catalogue.StackExceeded, Origin.None,
                string.Create(CultureInfo.InvariantCulture, $"one inference takes {used:N0} bytes of stack, what is around it about {AroundInference}, but memory.stack gives {available:N0}"));
        }
    }

    /// <summary>The limits of the whole network's outputs, for the self-test.</summary>
    private static OutputTolerance ToleranceOf(Graph graph, OutputGate gate) =>
        new(gate.MeanAbsLsb ?? double.MaxValue, gate.WithinOneRatio, gate.MaxAbsLsb, graph.Outputs.Select(id => StepSize(graph, id)).ToSequence());

    private static double? StepSize(Graph graph, TensorId output) => ComparedOutput.Of(graph, output) is not ComparedOutput compared ? null
        : graph.TypeOf(output) is { Element: not ElementType.Float32, Quantization: { } own } ? (compared.Id == output ? compared.Steps.Scale : own.Scale) / (double)own.Scale
        : compared.Steps.Scale;

    private static void Judge(string who, SelfTestResult? result, DiagnosticBag diagnostics)
    {
        if (result is null)
        {
            diagnostics.Report(Catalogue.BoardRunFailed, Origin.None, $"{who} gave no verdict");
        }
        else if (!result.Succeeded)
        {
            diagnostics.Report(
                Catalogue.SelfTestFailed, Origin.None,
                string.Create(CultureInfo.InvariantCulture, $"{who} is right on {result.Passed} of {result.Count} test vectors; expected all"));
        }
    }

    private Calibration Calibrate(Graph graph, CompileRequest request, TestRows? rows)
    {
        const int MostRows = 128, MostSeededRows = 16, FewestSeededRows = 2;
        const long MostWork = 200_000_000;
        long work = Math.Max(1, graph.Nodes.Sum(node => Work.MultiplyAdds(node, graph)));
        TestRows used = rows ?? SeededRows.For(graph, (int)Math.Clamp(MostWork / work, FewestSeededRows, MostSeededRows), seed: request.Seed + 1);
        int step = Math.Max(1, used.Rows.Count / MostRows);
        Sequence<ConstantData>[] chosen = [.. used.Rows.Where((_, index) => index % step == 0)];
        return new Calibration(
            [.. chosen.Zip(engines.ReferenceTensors(graph, request.Lowering.Rounding, chosen), (row, tensors) => WithInputs(graph, row, tensors))], rows is not null);
    }

    private static Dictionary<TensorId, ConstantData> WithInputs(
        Graph graph, Sequence<ConstantData> row, IReadOnlyDictionary<TensorId, ConstantData> tensors)
    {
        Dictionary<TensorId, ConstantData> all = new(tensors);
        foreach ((TensorId id, ConstantData value) in graph.Inputs.Zip(row).Concat(graph.States.Select(state => (state.Before, state.Initial))))
        {
            all[id] = value;
        }

        return all;
    }

    /// <summary>Rows with the outputs that the target must give.</summary>
    internal TestVectors Expect(PlannedModel plan, CompileRequest request, TestSelection selection, CancellationToken cancellation)
    {
        Graph graph = plan.Lowered.Graph;
        TestRows rows = selection.Rows ?? SeededRows.For(graph, selection.Count, request.Seed);
        Sequence<Sequence<ConstantData>> inputs = rows.Rows.Take(Math.Max(1, selection.Count)).ToSequence();
        Sequence<Sequence<ConstantData>> outputs = request.Accelerator is null
            ? engines.Reference(graph, request.Lowering.Rounding, inputs, cancellation)
            : engines.Accelerated(plan, request, inputs, cancellation).Select(row => graph.Outputs.Select(id => row[id]).ToSequence()).ToSequence();
        return new TestVectors(rows.Origin, inputs.Zip(outputs, (input, output) => new TestVector(input, output)).ToSequence());
    }
}
