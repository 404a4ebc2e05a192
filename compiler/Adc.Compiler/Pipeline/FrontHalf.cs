using System.Globalization;
using System.Security.Cryptography;
using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Emission;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Frontends;
using Adc.Compiler.Frontends.Keras;
using Adc.Compiler.Frontends.TfLite;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Lowering.Mvp;
using Adc.Compiler.Memory;
using Adc.Compiler.Passes;
using Adc.Formats.Keras;
using Adc.Mvp;

namespace Adc.Compiler.Pipeline;

/// <summary>The first half of the row: model file to planned model. Touches no disk but the model file.</summary>
internal static class FrontHalf
{
    // State word and segments of the context, rounded up generously.
    private const int ContextOverheadInBytes = 64;

    /// <summary>Reads a model, quantizes it if that is asked for, and runs all passes.</summary>
    /// <param name="calibrate">Rows to quantize with; null with a diagnostic when the user's data does not fit.</param>
    public static LoadedModel? Load(
        CompileRequest request, IEngines engines, Func<Graph, TestRows?> calibrate, DiagnosticBag diagnostics, CancellationToken cancellation, IProgress<WorkStep>? progress = null)
    {
        QuantizedFile? quantized = null;
        if (request.Quantization is not null)
        {
            quantized = new ModelQuantizer(engines, progress).Run(request, calibrate, diagnostics, cancellation);
            if (quantized is null)
            {
                return null;
            }
        }

        if ((quantized?.File ?? ReadModel(request, diagnostics)) is not byte[] file
            || Import(file, FileName(request), diagnostics) is not Graph imported)
        {
            return null;
        }

        Dictionary<string, string> dumps = [];
        void Dump(string pass, Graph graph)
        {
            if (request.DumpAfter.Contains(pass))
            {
                dumps[pass] = GraphPrinter.Print(graph);
            }
        }

        var context = new PassContext(engines.Evaluator(request.Lowering.Rounding), diagnostics, request.PrunesConstantChannels, request.SkipsSoftmax, request.WideOutput, request.TransposesKernels)
        {
            FusesActivations = request.FusesActivations,
        };
        Graph? graph = PassPipeline.Run(imported with { Name = request.Name }, context, Dump);
        return graph is null ? null : new LoadedModel(file, imported, graph, Convert.ToHexStringLower(SHA256.HashData(file)), dumps, quantized);
    }

    /// <summary>Lowers the graph of a model and plans its memory.</summary>
    /// <param name="calibration">Rows for the accelerator's error budget; not asked for without accelerator.</param>
    public static PlannedModel? Plan(LoadedModel model, CompileRequest request, IEngines engines, Func<Calibration> calibration, DiagnosticBag diagnostics)
    {
        // What cannot be compiled at all is refused before any row is run for the accelerator.
        Graph graph = model.Graph;
        if (!FiniteConstants.Check(model.Imported, diagnostics) | !Lowerer.Check(graph, diagnostics))
        {
            return null;
        }

        AcceleratorSupport? support = null;
        if (request.Accelerator is AcceleratorRequest accelerator)
        {
            if (!Budget.CheckTensors(graph, request, diagnostics))
            {
                return null;
            }

            CheckNames(accelerator.Options, graph, request, diagnostics);
            support = new AcceleratorSupport(accelerator.Options, engines.Numerics(accelerator), calibration(), request.Target.RamBudget);
        }

        if (LowerWithin(graph, request, engines.Evaluator(request.Lowering.Rounding), support, diagnostics) is not PlannedModel plan)
        {
            return null;
        }

        if (request.Accelerator is { Pinning: not Pinning.Flash } pinning)
        {
            LoweredModel lowered = plan.Lowered;
            int records = ConstantLayout.Of(lowered).RamSizeInBytes;
            int programs = ProgramStreams.BytesInRam(plan, request.Target.Firmware.Style);
            int left = pinning.Pinning == Pinning.Ram ? int.MaxValue : request.Target.RamBudget - plan.ArenaSizeInBytes - records - programs - ContextOverheadInBytes;
            plan = plan with { Lowered = PinnedConstants.Choose(lowered, left, pinning.Options.Timing) };
        }

        if (request.Memory.SearchesExactly && !plan.IsProvenSmallest && plan.ArenaSizeInBytes > plan.LowerBoundInBytes)
        {
            diagnostics.Report(
                Catalogue.PlanNotProven, request.ModelOrigin, plan.ArenaSizeInBytes, plan.LowerBoundInBytes,
                string.Create(CultureInfo.InvariantCulture, $"{request.Memory.SearchLimit:N0} comparisons"));
        }

        if (!Budget.Check(plan, request, diagnostics))
        {
            return null;
        }

        IReadOnlyList<string> violations = PlanVerifier.Verify(plan);
        foreach (string violation in violations)
        {
            diagnostics.Report(Catalogue.VerifierFailed, Origin.None, "the memory plan", violation);
        }

        return violations.Count == 0 && VerifyPrograms(plan, diagnostics) ? plan : null;
    }

    // What layers may use for themselves is known before all layers are: where it was too much, they get less and choose again, at last without any.
    private static PlannedModel? LowerWithin(Graph graph, CompileRequest request, IEvaluator evaluator, AcceleratorSupport? support, DiagnosticBag diagnostics)
    {
        const int MostAttempts = 4;
        int budget = request.Target.RamBudget;
        for (int attempt = 1; ; attempt++)
        {
            var found = new DiagnosticBag();
            LoweredModel? lowered = Lowerer.Lower(graph, request.Lowering, evaluator, found, support is null ? null : support with { RamBudgetInBytes = budget });
            PlannedModel? plan = lowered is not null && Budget.Check(lowered, request, found) ? MemoryPlanner.Plan(lowered, request.Memory) : null;
            int excess = plan is null ? 0 : plan.ArenaSizeInBytes + ConstantLayout.Of(plan.Lowered).RamSizeInBytes + ContextOverheadInBytes - request.Target.RamBudget;
            bool hasScratch = plan is not null && plan.Lowered.Steps.Any(step => step.Call is ProgramCall && plan.Lowered[step.Output].Form == BufferForm.Scratch);
            if (excess <= 0 || !hasScratch || attempt == MostAttempts || request.OnExceed != ExceedPolicy.Error)
            {
                foreach (Diagnostic diagnostic in found.All)
                {
                    diagnostics.Add(diagnostic);
                }

                return plan;
            }

            budget = attempt == MostAttempts - 1 ? 0 : budget - excess;
        }
    }

    private static void CheckNames(AcceleratorOptions options, Graph graph, CompileRequest request, DiagnosticBag diagnostics)
    {
        foreach ((string key, Sequence<string> names) in (ReadOnlySpan<(string, Sequence<string>)>)[("mvp.force_cpu", options.ForceCpu), ("mvp.force_mvp", options.ForceMvp)])
        {
            foreach (string name in names.WithoutLayer(graph))
            {
                diagnostics.Report(Catalogue.NoSuchLayer, request.ModelOrigin, key, name);
            }
        }
    }

    private static bool VerifyPrograms(PlannedModel plan, DiagnosticBag diagnostics)
    {
        LoweredModel model = plan.Lowered;
        string[] violations = [.. model.Steps.Select(step => step.Call).OfType<ProgramCall>()
            .SelectMany(call => MvpProgramVerifier.Verify(call.Program, ProgramMemory.Describe(call.Program, model.Buffers, model.Constants)))
            .Select(violation => violation.Sentence)];
        foreach (string violation in violations)
        {
            diagnostics.Report(Catalogue.VerifierFailed, Origin.None, "an accelerator program", violation);
        }

        return violations.Length == 0;
    }

    public static ModelIdentity Identity(CompileRequest request, LoadedModel model) =>
        new(request.Name, FileName(request), model.Hash, AdcVersion.Text, request.Lowering.Rounding) { NamesHashes = request.NamesHashes, Inputs = request.Inputs };

    /// <summary>Name of the model file that is compiled; a quantized one stands beside the outputs under it.</summary>
    public static string FileName(CompileRequest request) => request.Quantization is null
        ? Path.GetFileName(request.ModelDisplayPath)
        : $"{Path.GetFileNameWithoutExtension(request.ModelDisplayPath)}_int8.tflite";

    /// <summary>A model of any format as a graph, before any pass.</summary>
    public static Graph? Import(byte[] file, string name, DiagnosticBag diagnostics) =>
        KerasReader.IsKeras(file) ? KerasFrontend.Read(file, name, diagnostics) : TfLiteFrontend.Read(file, name, diagnostics);

    public static byte[]? ReadModel(CompileRequest request, DiagnosticBag diagnostics)
    {
        string given = !request.IsFromConfiguration ? "MODEL" : request.Quantization is null ? "tflite_model" : "float_model";
        if (SavedModel.IsAt(request.ModelPath))
        {
            diagnostics.Report(Catalogue.SavedModelFolder, request.ModelOrigin, given, request.ModelDisplayPath);
            return null;
        }

        try
        {
            return File.ReadAllBytes(request.ModelPath);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            string reason = Directory.Exists(request.ModelPath) ? "it is a folder"
                : exception is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : exception.Message;
            string advice = KnownModels.WhereToGet(request.ModelDisplayPath) ?? (request.IsFromConfiguration ? "relative paths start at the folder of the YAML file" : "check the path");
            diagnostics.Report(Catalogue.FileMissing, request.ModelOrigin, given, request.ModelDisplayPath, $"{reason}; {advice}");
            return null;
        }
    }
}

/// <summary>A model as it was read and as the passes left it.</summary>
/// <param name="Imported">The graph before the passes.</param>
/// <param name="Graph">The graph after them.</param>
/// <param name="Hash">SHA-256 of the file in hexadecimal.</param>
/// <param name="Dumps">Printed graphs by pass.</param>
/// <param name="Quantized">The model as adc has quantized it, or null for one that came as it is compiled.</param>
public sealed record LoadedModel(
    ReadOnlyMemory<byte> File, Graph Imported, Graph Graph, string Hash, IReadOnlyDictionary<string, string> Dumps, QuantizedFile? Quantized = null);
