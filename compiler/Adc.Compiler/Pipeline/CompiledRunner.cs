using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Pipeline;

/// <summary>Feeds rows to what a C compiler made: the desktop program, or the firmware on the emulated board.</summary>
internal sealed class CompiledRunner(IEngines engines, ModelLayout layout, RunRequest request, RunData data)
{
    private bool WantsTensors => request.AllTensors is not null && data.Rows.Count > 0;

    /// <param name="program">Path of the program.</param>
    /// <returns>Null when <paramref name="diagnostics"/> got an error.</returns>
    public RunResult? RunOnHost(string program, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var host = new HostProgram(program, layout, cancellation);
        if (host.Run(data.Rows, request.InSequence, diagnostics) is not Sequence<Sequence<ConstantData>> outputs)
        {
            return null;
        }

        if (!WantsTensors)
        {
            return new RunResult(outputs, null);
        }

        return host.RunLayers(data.Rows[0], diagnostics) is IReadOnlyList<byte[]> arenas ? new RunResult(outputs, Tensors(arenas)) : null;
    }

    /// <param name="image">The whole ELF file.</param>
    /// <param name="limit">For the boot, and for each inference.</param>
    /// <returns>Null when <paramref name="diagnostics"/> got an error.</returns>
    public RunResult? RunOnBoard(ReadOnlyMemory<byte> image, BoardTimeLimit limit, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        using IBoardSession? session = engines.Board(image, limit, diagnostics, cancellation);
        return session is null ? null : RunOn(session, diagnostics, cancellation);
    }

    /// <returns>Null when <paramref name="diagnostics"/> got an error.</returns>
    public RunResult? RunOn(IRunSession session, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        try
        {
            session.Reset(); // the self-test has left a state behind
            Sequence<Sequence<ConstantData>> outputs = data.Rows.Select(row =>
            {
                cancellation.ThrowIfCancellationRequested();
                if (!request.InSequence)
                {
                    session.Reset();
                }

                return session.Invoke(row);
            }).ToSequence();
            session.Reset();
            return new RunResult(outputs, WantsTensors ? Tensors(session.InvokeLayers(data.Rows[0], [.. layout.Layers.Select(layer => layer.Symbol)], layout.ArenaSizeInBytes)) : null);
        }
        catch (BoardException exception)
        {
            diagnostics.Add(exception.ToDiagnostic());
            return null;
        }
    }

    private IReadOnlyList<RunTensor> Tensors(IReadOnlyList<byte[]> arenas)
    {
        Dictionary<int, byte[]> arenaAfter = layout.Layers.Zip(arenas).ToDictionary(pair => pair.First.Layer, pair => pair.Second);
        return [.. layout.Tensors.Select(place => new RunTensor(place.SourceIndex, place.Type, place.Read(data.Rows[0], arenaAfter)))];
    }
}
