using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Evaluation.Data;
using Adc.Compiler.Ir;
using Adc.Formats.Npy;

namespace Adc.Compiler.Pipeline;

/// <summary>Writes every tensor of every selected row as the target computes it, for tests of single layers.</summary>
internal sealed class LayerArrays(ModelConfig config, Compilation compilation, IEngines engines, IProgress<WorkStep>? progress)
{
    private const int MostRowsAtOnce = 64;
    private const long MostBytesAtOnce = 1 << 26;

    private Graph Graph => compilation.Plan.Lowered.Graph;

    /// <summary>One file for each tensor of the model file: t&lt;index&gt;.npy, [rows, shape without the batch of 1].</summary>
    public void Write(string folder, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        using TestSet? data = Data();
        Sequence<Sequence<ConstantData>> vectors = compilation.Vectors.Vectors.Select(vector => vector.Inputs).ToSequence();
        // The data was read once already, so that nothing is left to complain about.
        Sequence<int>? rows = data is null ? null : config.Data.TestVectors.Value.Resolve(data.Count, new DiagnosticBag());
        int count = rows is { Count: > 0 } ? rows.Count : vectors.Count;
        for (int first = 0, size = RowsAtOnce(); first < count; first += size)
        {
            progress?.Report($"recording layers, row {first} of {count}");
            int[] piece = [.. Enumerable.Range(first, Math.Min(size, count - first))];
            Append(folder, first == 0 ? count : null, Run(piece.Select(position => rows is { Count: > 0 } ? [data!.Row(rows[position])] : vectors[position]).ToSequence(), cancellation));
        }
    }

    private TestSet? Data() => config.Data.TestData is { } path && Graph.Inputs.Count == 1
        ? TestSet.Open("test_data", path, config, Graph.TypeOf(Graph.Inputs[0]), new DiagnosticBag(), swaps: Graph.SwapsHeightAndWidth)
        : null;

    private IReadOnlyList<IReadOnlyList<RunTensor>> Run(Sequence<Sequence<ConstantData>> rows, CancellationToken cancellation)
    {
        CompileRequest request = compilation.Request;
        IEnumerable<IReadOnlyDictionary<TensorId, ConstantData>> computed = request.Accelerator is null
            ? engines.ReferenceTensors(Graph, request.Lowering.Rounding, rows)
            : engines.Accelerated(compilation.Plan, request, rows, cancellation);
        return [.. rows.Zip(computed, (row, tensors) => ModelRunner.Named(
            Graph, Graph.Inputs.Zip(row).Concat(tensors.Select(entry => (entry.Key, entry.Value))).DistinctBy(tensor => tensor.Item1)))];
    }

    /// <param name="begin">Rows to come in all, for the header of a new file; null goes on with the files.</param>
    private static void Append(string folder, int? begin, IReadOnlyList<IReadOnlyList<RunTensor>> rows)
    {
        for (int tensor = 0; tensor < rows[0].Count; tensor++)
        {
            RunTensor any = rows[0][tensor];
            using FileStream file = new(Path.Combine(folder, $"t{any.SourceIndex}.npy"), begin is null ? FileMode.Append : FileMode.Create);
            if (begin is int count)
            {
                IEnumerable<int> shape = any.Type.Shape.Extents.Skip(any.Type.Shape is { Rank: > 1 } && any.Type.Shape[0] == 1 ? 1 : 0);
                file.Write(NpyWriter.Header(NpyRows.NpyElementTypeOf(any.Type.Element), [count, .. shape]));
            }

            foreach (IReadOnlyList<RunTensor> row in rows)
            {
                file.Write(row[tensor].Value.Bytes.Span);
            }
        }
    }

    private int RowsAtOnce()
    {
        long bytes = Graph.Nodes.SelectMany(node => node.Outputs).Sum(id => (long)Graph.TypeOf(id).SizeInBytes);
        return (int)Math.Clamp(MostBytesAtOnce / Math.Max(1, bytes), 1, MostRowsAtOnce);
    }
}
