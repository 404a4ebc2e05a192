using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Toolchain;

namespace Adc.Compiler.Pipeline;

/// <summary>The emitted C built for this machine, fed through its standard streams.</summary>
internal sealed class HostProgram(string program, ModelLayout layout, CancellationToken cancellation)
{
    /// <summary>Outputs of each row; null, with a diagnostic, when the program fails.</summary>
    /// <param name="inSequence">The model's state goes from each row to the next.</param>
    public Sequence<Sequence<ConstantData>>? Run(Sequence<Sequence<ConstantData>> rows, bool inSequence, DiagnosticBag diagnostics)
    {
        byte[] input = [.. rows.SelectMany(row => row.SelectMany(value => value.Bytes.ToArray()))];
        int[] sizes = [.. layout.Outputs.Select(port => port.Type.SizeInBytes)];
        return Pipe(inSequence ? "--sequence" : "--rows", input, rows.Count * sizes.Sum(), diagnostics) is byte[] output
            ? Cut(output, rows.Count, sizes)
            : null;
    }

    /// <summary>The arena after each layer that computes something; null, with a diagnostic, when the program fails.</summary>
    public IReadOnlyList<byte[]>? RunLayers(Sequence<ConstantData> row, DiagnosticBag diagnostics)
    {
        byte[] input = [.. row.SelectMany(value => value.Bytes.ToArray())];
        return Pipe("--layers", input, layout.Layers.Count * layout.ArenaSizeInBytes, diagnostics) is byte[] output
            ? [.. output.Chunk(layout.ArenaSizeInBytes)]
            : null;
    }

    private byte[]? Pipe(string mode, byte[] input, int expected, DiagnosticBag diagnostics)
    {
        (int exitCode, byte[] output, string error) = ToolRun.Pipe(program, [mode], Path.GetDirectoryName(program)!, input, cancellation);
        if (exitCode != 0 || output.Length != expected)
        {
            diagnostics.Report(Catalogue.HostRunFailed, Origin.None, exitCode, error.Trim(), output.Length, expected);
            return null;
        }

        return output;
    }

    private static Sequence<Sequence<ConstantData>> Cut(byte[] bytes, int rows, int[] sizes)
    {
        int position = 0;
        return Enumerable.Range(0, rows).Select(_ => sizes.Select(size =>
        {
            var value = new ConstantData(bytes.AsMemory(position, size));
            position += size;
            return value;
        }).ToSequence()).ToSequence();
    }
}
