using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Pipeline;
using Adc.Simulator;
using Adc.Tests.Cli;
using Adc.Tests.Emission;
using Adc.Tests.Support;

namespace Adc.Tests.Pipeline;

/// <summary>A model file in a folder of its own, and requests about it.</summary>
internal sealed class ModelFile : IDisposable
{
    public ModelFile(Graph graph) => Folder.Write("tiny.tflite", GraphFile.Of(graph));

    public WorkFolder Folder { get; } = new();

    /// <summary>Compiles it for the default board; messages call it by its bare name.</summary>
    public CompileRequest Request => ConfiguredRequest.ForModel(Folder["tiny.tflite"], Rounding.Tflm) with { ModelDisplayPath = "tiny.tflite" };

    public static ModelFile Tiny() => new(EmitterTests.Tiny());

    public static ModelFile TwoByTwo() => new(EmitterTests.TwoByTwo());

    /// <summary>Emits the model, which must go well.</summary>
    public Compilation Emit(CompileRequest? request = null, TestSelection? selection = null)
    {
        var diagnostics = new DiagnosticBag();
        Compilation? compilation = new ModelCompiler(new Engines())
            .Emit(request ?? Request, _ => selection ?? TestSelection.Seeded, _ => null, diagnostics, CancellationToken.None);
        Assert.Empty(diagnostics.All);
        return compilation!;
    }

    /// <summary>The diagnostics with which the model is not emitted.</summary>
    public string[] Refusals(CompileRequest? request = null)
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(new ModelCompiler(new Engines()).Emit(request ?? Request, _ => TestSelection.Seeded, _ => null, diagnostics, CancellationToken.None));
        return [.. diagnostics.All.Select(diagnostic => diagnostic.ToString())];
    }

    public void Dispose() => Folder.Dispose();
}
