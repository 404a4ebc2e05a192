using System.Security.Cryptography;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Emission;
using Adc.Compiler.Frontends.TfLite;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Memory;
using Adc.Compiler.Passes;

namespace Adc.Compiler.Pipeline;

/// <summary>The first half of the row: model file to planned model. Touches no disk but the model file.</summary>
internal static class FrontHalf
{
    /// <summary>Reads a model and runs all passes.</summary>
    public static LoadedModel? Load(CompileRequest request, IEngines engines, DiagnosticBag diagnostics)
    {
        if (ReadModel(request, diagnostics) is not byte[] file
            || TfLiteFrontend.Read(file, Path.GetFileName(request.ModelDisplayPath), diagnostics) is not Graph imported)
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

        var context = new PassContext(engines.Evaluator(request.Lowering.Rounding), diagnostics);
        Graph? graph = PassPipeline.Run(imported with { Name = request.Name }, context, Dump);
        return graph is null ? null : new LoadedModel(file, imported, graph, Convert.ToHexStringLower(SHA256.HashData(file)), dumps);
    }

    /// <summary>Lowers a graph and plans its memory.</summary>
    public static PlannedModel? Plan(Graph graph, CompileRequest request, IEngines engines, DiagnosticBag diagnostics)
    {
        if (Lowerer.Lower(graph, request.Lowering, engines.Evaluator(request.Lowering.Rounding), diagnostics) is not LoweredModel lowered
            || !Budget.Check(lowered, request, diagnostics))
        {
            return null;
        }

        PlannedModel plan = MemoryPlanner.Plan(lowered, request.Memory);
        if (!Budget.Check(plan, request, diagnostics))
        {
            return null;
        }

        IReadOnlyList<string> violations = PlanVerifier.Verify(plan);
        foreach (string violation in violations)
        {
            diagnostics.Report(Catalogue.VerifierFailed, Origin.None, "the memory plan", violation);
        }

        return violations.Count == 0 ? plan : null;
    }

    public static ModelIdentity Identity(CompileRequest request, LoadedModel model) =>
        new(request.Name, Path.GetFileName(request.ModelDisplayPath), model.Hash, AdcVersion.Text, request.Lowering.Rounding);

    private static byte[]? ReadModel(CompileRequest request, DiagnosticBag diagnostics)
    {
        try
        {
            return File.ReadAllBytes(request.ModelPath);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            string reason = exception is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : exception.Message;
            string advice = KnownModels.WhereToGet(request.ModelDisplayPath) ?? (request.IsFromConfiguration ? "relative paths start at the folder of the YAML file" : "check the path");
            diagnostics.Report(Catalogue.FileMissing, request.ModelOrigin, request.IsFromConfiguration ? "tflite_model" : "MODEL", request.ModelDisplayPath, $"{reason}; {advice}");
            return null;
        }
    }
}

/// <summary>A model as it was read and as the passes left it.</summary>
/// <param name="Imported">The graph before the passes.</param>
/// <param name="Graph">The graph after them.</param>
/// <param name="Hash">SHA-256 of the file in hexadecimal.</param>
/// <param name="Dumps">Printed graphs by pass.</param>
public sealed record LoadedModel(ReadOnlyMemory<byte> File, Graph Imported, Graph Graph, string Hash, IReadOnlyDictionary<string, string> Dumps);
