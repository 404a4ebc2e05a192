using Adc.Compiler.Ir;
using Adc.Formats.Npy;

namespace Adc.Compiler.Pipeline;

/// <summary>Looks for the data of a model beside it and in the folder 'data' there, by shapes and names.</summary>
internal static class DataFinder
{
    /// <param name="folder">Where the model is.</param>
    /// <param name="input">The model's only input.</param>
    /// <returns>Full paths.</returns>
    public static DataBeside Find(string folder, TensorType input)
    {
        Found[] arrays = [.. ((string[])[folder, Path.Combine(folder, "data")]).Where(Directory.Exists).SelectMany(place => Directory.GetFiles(place, "*.npy"))
            .Order(StringComparer.Ordinal).Select(Open).OfType<Found>()];
        Found[] rows = [.. arrays.Where(array => !IsNamed(array, "golden", "output", "label") && Holds(array, input))];
        Found? train = rows.FirstOrDefault(array => IsNamed(array, "train", "calib"));
        Found? test = rows.Where(array => array != train).OrderByDescending(array => IsNamed(array, "test")).ThenByDescending(array => array.Type == NpyElementType.Float32)
            .FirstOrDefault(array => IsNamed(array, "test", "input") || Path.GetFileName(array.File).StartsWith('x'));
        Found? labels = test is null ? null : arrays.Where(array => IsLabels(array, test.Shape[0])).OrderByDescending(array => IsNamed(array, "test")).FirstOrDefault();
        bool reshapes = new[] { test, train }.OfType<Found>().Any(array => !array.Shape.Skip(1).SequenceEqual(input.Shape.Extents.Skip(1)));
        return new DataBeside(test?.File, labels?.File, train?.File, reshapes, labels is null ? 1 : test!.Shape[0] / labels.Shape[0]);
    }

    private static Found? Open(string path)
    {
        try
        {
            using NpyFile? file = NpyFile.Open(path, out _);
            return file is null ? null : new Found(path, file.Type, file.Shape);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool Holds(Found array, TensorType input) =>
        array.Shape.Count > 1 && array.Shape[0] > 0 && array.Shape.Skip(1).Aggregate(1L, (product, extent) => product * extent) == input.Shape.ElementCount
        && (array.Type is NpyElementType.Float32 or NpyElementType.Float64 || (array.Type == NpyElementType.Int8 && input.Element == ElementType.Int8));

    private static bool IsLabels(Found array, int rows) =>
        (Path.GetFileName(array.File).StartsWith('y') || IsNamed(array, "label")) && array.Shape is [> 0] or [> 0, 1] && rows % array.Shape[0] == 0
        && array.Type is not (NpyElementType.Float32 or NpyElementType.Float64);

    private static bool IsNamed(Found array, params string[] words) => words.Any(word => Path.GetFileName(array.File).Contains(word, StringComparison.OrdinalIgnoreCase));

    private sealed record Found(string File, NpyElementType Type, IReadOnlyList<int> Shape);
}
