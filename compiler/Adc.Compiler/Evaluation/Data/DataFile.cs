using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Formats.Npy;

namespace Adc.Compiler.Evaluation.Data;

/// <summary>Opens the .npy and .npz files that a configuration names.</summary>
internal static class DataFile
{
    private const int ElementsAtOnce = 1 << 18;

    /// <returns>Null when <paramref name="diagnostics"/> got an error.</returns>
    public static NpyFile? Open(string key, Setting<FilePath> path, DiagnosticBag diagnostics)
    {
        string problem;
        try
        {
            NpyFile? file = path.Value.Full.EndsWith(".npz", StringComparison.OrdinalIgnoreCase)
                ? OfArchive(path.Value.Full, out problem)
                : NpyFile.Open(path.Value.Full, out problem);
            if (file is not null)
            {
                return file;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            string reason = exception is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : exception.Message;
            diagnostics.Report(Catalogue.FileMissing, path.Origin, key, path.Value.Written, reason);
            return null;
        }

        diagnostics.Report(Catalogue.NotNpy, path.Origin, key, path.Value.Written, problem);
        return null;
    }

    /// <summary>A small file as a whole.</summary>
    /// <returns>Null when <paramref name="diagnostics"/> got an error.</returns>
    public static NpyArray? ReadArray(string key, Setting<FilePath> path, DiagnosticBag diagnostics)
    {
        using NpyFile? file = Open(key, path, diagnostics);
        if (file is null)
        {
            return null;
        }

        long elements = file.Shape.Aggregate(1L, (product, extent) => product * extent);
        if (elements * file.Type.SizeInBytes() > int.MaxValue)
        {
            diagnostics.Report(Catalogue.NotNpy, path.Origin, key, path.Value.Written, "it has 2^31 bytes or more");
            return null;
        }

        var bytes = new byte[elements * file.Type.SizeInBytes()];
        file.Read(0, bytes);
        return new NpyArray(file.Type, file.Shape, bytes);
    }

    /// <summary>The first NaN or infinity: its place on the first axis, its place within, and the value.</summary>
    public static (long Row, long Element, float Value)? FindNotFinite(NpyFile file)
    {
        if (file.Type is not (NpyElementType.Float32 or NpyElementType.Float64))
        {
            return null;
        }

        long elements = file.Shape.Aggregate(1L, (product, extent) => product * extent);
        for (long first = 0; first < elements; first += ElementsAtOnce)
        {
            var bytes = new byte[Math.Min(ElementsAtOnce, elements - first) * file.Type.SizeInBytes()];
            file.Read(first, bytes);
            float[] values = RealValues.Of(bytes, file.Type)!;
            int found = Array.FindIndex(values, value => !float.IsFinite(value));
            if (found >= 0)
            {
                long rowLength = file.Shape.Count == 0 ? 1 : elements / file.Shape[0];
                return ((first + found) / rowLength, (first + found) % rowLength, values[found]);
            }
        }

        return null;
    }

    private static NpyFile? OfArchive(string path, out string problem)
    {
        NpzReadResult result = NpzReader.Read(File.ReadAllBytes(path));
        problem = result.Problem ?? $"the archive holds {result.Arrays!.Count} arrays, expected one";
        return result.Arrays is { Count: 1 } arrays ? NpyFile.Of(arrays.Values.Single()) : null;
    }
}
