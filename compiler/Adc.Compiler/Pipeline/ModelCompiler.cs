using System.Globalization;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Emission;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Ir;
using Adc.Compiler.Memory;
using Adc.Compiler.Toolchain;

namespace Adc.Compiler.Pipeline;

/// <summary>The whole row: model file to graph, lowered model, plan, sources, image, and the proof that the image is right.</summary>
/// <param name="engines">The simulators.</param>
/// <param name="progress">Told what begins, for people who wait.</param>
public sealed class ModelCompiler(IEngines engines, IProgress<string>? progress = null)
{
    /// <summary>Everything up to the emitted sources; touches no disk but the model file.</summary>
    /// <returns>Null when <paramref name="diagnostics"/> got an error.</returns>
    public Compilation? Emit(CompileRequest request, Func<Graph, TestSelection?> select, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        progress?.Report("reading the model");
        if (FrontHalf.Load(request, engines, diagnostics) is not LoadedModel model
            || FrontHalf.Plan(model.Graph, request, engines, diagnostics) is not PlannedModel plan
            || select(model.Graph) is not TestSelection selection)
        {
            return null;
        }

        progress?.Report("running the reference");
        TestVectors vectors = Expect(model.Graph, request.Lowering.Rounding, selection, cancellation);
        progress?.Report("emitting C");
        ModelIdentity identity = FrontHalf.Identity(request, model);
        SourceTree sources = Emitter.Emit(plan, identity, vectors, request.Target.Layout, request.Target.Optimisation);
        return new Compilation(request, model, plan, identity, vectors, sources);
    }

    /// <summary>Builds the firmware in a folder that holds the sources.</summary>
    public Compilation Build(Compilation compilation, string folder, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        progress?.Report("building the firmware");
        TargetRequest target = compilation.Request.Target;
        return compilation with { Image = FirmwareBuilder.Build(compilation.Sources, folder, target.Optimisation, target.ToolFolder, diagnostics, cancellation) };
    }

    /// <summary>Builds the desktop program and runs the test vectors with it.</summary>
    public Compilation RunOnHost(Compilation compilation, string folder, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        progress?.Report("running the test vectors on this machine");
        if (HostBuilder.Build(compilation.Sources, folder, diagnostics, cancellation) is not string program)
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
        if (engines.Board(compilation.Image.Elf, diagnostics, cancellation) is not IBoardSession session)
        {
            return compilation;
        }

        using (session)
        {
            SelfTestResult? result = SelfTestResult.FromConsole(session.Console);
            Judge("the firmware on the emulated board", result, diagnostics);
            BoardMeasurement? measurement = null;
            try
            {
                measurement = session.Measure($"{compilation.Identity.Name}_invoke", compilation.LayerFunctions);
            }
            catch (BoardException exception)
            {
                diagnostics.Report(Catalogue.BoardRunFailed, Origin.None, exception.Message);
            }

            return compilation with { Board = result, Measurement = measurement };
        }
    }

    private static void Judge(string who, SelfTestResult? result, DiagnosticBag diagnostics)
    {
        if (result is null)
        {
            diagnostics.Report(Catalogue.BoardRunFailed, Origin.None, $"{who} printed no verdict");
        }
        else if (!result.Succeeded)
        {
            diagnostics.Report(
                Catalogue.SelfTestFailed, Origin.None,
                string.Create(CultureInfo.InvariantCulture, $"{who} is right on {result.Passed} of {result.Count} test vectors; expected all"));
        }
    }

    private TestVectors Expect(Graph graph, Rounding rounding, TestSelection selection, CancellationToken cancellation)
    {
        TestRows rows = selection.Rows ?? SeededRows.For(graph, selection.Count);
        Sequence<Sequence<ConstantData>> inputs = rows.Rows.Take(Math.Max(1, selection.Count)).ToSequence();
        Sequence<Sequence<ConstantData>> outputs = engines.Reference(graph, rounding, inputs, cancellation);
        return new TestVectors(rows.Origin, inputs.Zip(outputs, (input, output) => new TestVector(input, output)).ToSequence());
    }
}
