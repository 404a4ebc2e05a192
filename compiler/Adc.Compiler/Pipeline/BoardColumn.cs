using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Emission;
using Adc.Compiler.Ir;
using Adc.Compiler.Memory;
using Adc.Compiler.Toolchain;

namespace Adc.Compiler.Pipeline;

/// <summary>A planned model as firmware on the emulated board, built for the test data alone.</summary>
/// <remarks>One row runs at a time, whichever thread asks.</remarks>
internal sealed class BoardColumn : IDisposable
{
    private readonly IBoardSession session;
    private readonly Lock gate = new();

    private BoardColumn(IBoardSession session) => this.session = session;

    /// <returns>Null when <paramref name="diagnostics"/> got an error: without toolchain or emulator there is no such column.</returns>
    public static BoardColumn? Start(PlannedModel plan, CompileRequest request, IEngines engines, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        const int HashLength = 64;
        TargetRequest target = request.Target;
        TestVectors vectors = new ModelCompiler(engines).Expect(plan, request, new TestSelection(null, 1), cancellation);
        var identity = new ModelIdentity(request.Name, FrontHalf.FileName(request), new string('0', HashLength), AdcVersion.Text, request.Lowering.Rounding);
        SourceTree sources = Emitter.Emit(plan, identity, vectors, target.Layout, target.Firmware with { App = FirmwareApp.SelfTest });
        string folder = Directory.CreateTempSubdirectory("adc-board-").FullName;
        try
        {
            SourceFolder.Write(sources, folder);
            FirmwareImage? image = FirmwareBuilder.Build(sources, folder, target.Firmware.Optimisation, target.ToolFolder, diagnostics, cancellation);
            return image is not null && engines.Board(image.Elf, target.TimeLimit, diagnostics, cancellation) is IBoardSession session ? new BoardColumn(session) : null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <exception cref="BoardException">The firmware faulted or returned an error status.</exception>
    public IReadOnlyList<RowOutput> Run(Sequence<Sequence<ConstantData>> rows, bool comparesOutput, CancellationToken cancellation)
    {
        lock (gate)
        {
            return [.. rows.Select(row =>
            {
                cancellation.ThrowIfCancellationRequested();
                session.Reset();
                ConstantData output = session.Invoke(row)[0];
                return new RowOutput(output, comparesOutput ? output : null);
            })];
        }
    }

    public void Dispose() => session.Dispose();
}
