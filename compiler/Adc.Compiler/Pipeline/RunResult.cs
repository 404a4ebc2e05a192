using System.Globalization;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Ir;
using Adc.Formats.Npy;

namespace Adc.Compiler.Pipeline;

/// <summary>What an engine computed for the rows of <c>adc run</c>.</summary>
/// <param name="Outputs">Of every row.</param>
/// <param name="Tensors">Of row 0, by index in the model file; null when nobody asked.</param>
internal sealed record RunResult(Sequence<Sequence<ConstantData>> Outputs, IReadOnlyList<RunTensor>? Tensors)
{
    /// <summary>Writes what was asked for; each file appears whole or not at all.</summary>
    /// <param name="paths">A path or null for each output.</param>
    /// <returns>What was written; nothing when <paramref name="diagnostics"/> got an error.</returns>
    public IReadOnlyList<WrittenRows> Write(Sequence<ModelPort> ports, IReadOnlyList<string?> paths, RunRequest request, RunData data, DiagnosticBag diagnostics)
    {
        List<(string Path, NpyArray Array)> files = [];
        List<WrittenRows> written = [];
        for (int index = 0; index < ports.Count; index++)
        {
            if (paths[index] is string path)
            {
                TensorType type = ports[index].Type;
                bool dropsOne = !data.KeepsLeadingOne && type.Shape is { Rank: > 0 } && type.Shape[0] == 1;
                byte[] bytes = [.. Outputs.SelectMany(row => row[index].Bytes.ToArray())];
                int[] shape = [Outputs.Count, .. type.Shape.Extents.Skip(dropsOne ? 1 : 0)];
                files.Add((path, new NpyArray(NpyRows.NpyElementTypeOf(type.Element), [.. shape], bytes)));
                written.Add(new WrittenRows(path, $"{type.Element.DisplayName()} [{string.Join(',', shape)}]"));
            }
        }

        foreach (RunTensor tensor in Tensors ?? [])
        {
            string path = Path.Combine(request.AllTensors!, $"t{tensor.SourceIndex}.npy");
            files.Add((path, new NpyArray(NpyRows.NpyElementTypeOf(tensor.Type.Element), [.. tensor.Type.Shape.Extents], tensor.Value.Bytes)));
        }

        if (Tensors is not null)
        {
            written.Add(new WrittenRows(request.AllTensors!, string.Create(CultureInfo.InvariantCulture, $"{Tensors.Count:N0} tensor{(Tensors.Count == 1 ? "" : "s")} of row 0")));
        }

        return WholeFiles.Write([.. files.Select(file => (file.Path, (ReadOnlyMemory<byte>)NpyWriter.Write(file.Array)))], diagnostics) ? written : [];
    }
}

/// <summary>A file or folder that <c>adc run</c> has written.</summary>
/// <param name="Content">Type and shape: "int8 [576,640]".</param>
public sealed record WrittenRows(string Path, string Content);

/// <summary>A tensor of one row.</summary>
/// <param name="SourceIndex">Its index in the model file.</param>
internal sealed record RunTensor(int SourceIndex, TensorType Type, ConstantData Value);
