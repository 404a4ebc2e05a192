using Adc.Compiler.Ir;
using Adc.Formats.Npy;

namespace Adc.Compiler.Pipeline;

/// <summary>Rows of equal size on their way into a .npy file: kept on disk, since there may be more than fit into memory.</summary>
/// <remarks>Different rows may be written from several threads at a time. What is not saved is gone with this.</remarks>
internal sealed class SpooledRows : IDisposable
{
    private readonly string path = Path.GetTempFileName();
    private readonly FileStream file;
    private readonly int headerSize;
    private readonly int rowSize;

    /// <param name="name">Of the file to come.</param>
    /// <param name="rows">How many there will be.</param>
    /// <param name="row">Type of each; a leading 1 of its shape is the batch and left out.</param>
    public SpooledRows(string name, int rows, TensorType row)
    {
        Name = name;
        IEnumerable<int> shape = row.Shape.Extents.Skip(row.Shape is { Rank: > 1 } && row.Shape[0] == 1 ? 1 : 0);
        byte[] header = NpyWriter.Header(Evaluation.NpyRows.NpyElementTypeOf(row.Element), [rows, .. shape]);
        headerSize = header.Length;
        rowSize = row.SizeInBytes;
        file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        file.Write(header);
    }

    public string Name { get; }

    public void Write(int position, ConstantData row) => RandomAccess.Write(file.SafeFileHandle, row.Bytes.Span, headerSize + ((long)position * rowSize));

    public void SaveIn(string folder)
    {
        using FileStream copy = File.Create(Path.Combine(folder, Name));
        file.Position = 0;
        file.CopyTo(copy);
    }

    public void Dispose()
    {
        file.Dispose();
        File.Delete(path);
    }
}
