using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using Adc.Formats.Hdf5;

namespace Adc.Formats.Keras;

/// <summary>Reads whole-model files of Keras: .h5 of version 2, .keras of version 3. Any bytes give a result, none an exception.</summary>
public static class KerasReader
{
    private const long MostBytes = 1 << 30;

    private static readonly byte[] Zip = [(byte)'P', (byte)'K', 3, 4];

    /// <summary>True for HDF5 and for zip archives, which no .tflite file begins like.</summary>
    public static bool IsKeras(ReadOnlySpan<byte> file) => Hdf5Reader.IsHdf5(file) || file.StartsWith(Zip);

    public static KerasReadResult Read(ReadOnlyMemory<byte> file) => Hdf5Reader.IsHdf5(file.Span) ? OfHdf5(file) : OfArchive(file);

    private static KerasReadResult OfHdf5(ReadOnlyMemory<byte> file)
    {
        Hdf5ReadResult result = Hdf5Reader.Read(file);
        if (result.Root is not Hdf5Group root)
        {
            return new KerasReadResult(null, result.Problem);
        }

        if (root.Attribute("model_config")?.Value.Text is not string configuration || root.Find("model_weights") is not Hdf5Group layers)
        {
            return new KerasReadResult(null, "the file holds weights without a model; save the whole model with model.save('model.h5')");
        }

        Dictionary<string, IReadOnlyList<KerasArray>> weights = [];
        foreach (Hdf5Group layer in layers.Members.OfType<Hdf5Group>())
        {
            List<KerasArray> arrays = [];
            foreach (string path in layer.Attribute("weight_names")?.Value.Strings ?? [])
            {
                if (Array(layer.Find(path), path) is not KerasArray array)
                {
                    return new KerasReadResult(null, $"weight '{path}' of layer '{layer.Name}' is missing or not float32");
                }

                arrays.Add(array);
            }

            weights[layer.Name] = arrays;
        }

        return new KerasReadResult(new KerasModel(configuration, new NamedKerasWeights(weights)), null);
    }

    private static KerasReadResult OfArchive(ReadOnlyMemory<byte> file)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(file.ToArray()));
            if (archive.GetEntry("config.json") is not ZipArchiveEntry config || archive.GetEntry("model.weights.h5") is not ZipArchiveEntry content)
            {
                return new KerasReadResult(null, "the archive holds no config.json and model.weights.h5; save the model with model.save('model.keras')");
            }

            if (config.Length + content.Length > MostBytes)
            {
                return new KerasReadResult(null, "the archive is larger than 1 GiB");
            }

            Hdf5ReadResult result = Hdf5Reader.Read(Bytes(content));
            if (result.Root is not Hdf5Group root)
            {
                return new KerasReadResult(null, $"model.weights.h5: {result.Problem}");
            }

            Dictionary<string, IReadOnlyList<KerasArray>> weights = [];
            return Collect(root.Find("layers") as Hdf5Group, "", weights) is string problem
                ? new KerasReadResult(null, problem)
                : new KerasReadResult(new KerasModel(Encoding.UTF8.GetString(Bytes(config)), new PlacedKerasWeights(weights)), null);
        }
        catch (Exception damaged) when (damaged is InvalidDataException or EndOfStreamException or IOException or NotSupportedException)
        {
            return new KerasReadResult(null, "the archive is damaged");
        }
    }

    /// <summary>A layer's group has a group 'vars', which numbers the arrays; that of a model inside has a group 'layers' again.</summary>
    /// <returns>Null, or what is wrong.</returns>
    private static string? Collect(Hdf5Group? layers, string folder, Dictionary<string, IReadOnlyList<KerasArray>> weights)
    {
        foreach (Hdf5Group layer in layers?.Members.OfType<Hdf5Group>() ?? [])
        {
            string path = folder + layer.Name;
            if (layer.Find("vars") is Hdf5Group { Members.Count: > 0 } variables)
            {
                KerasArray?[] arrays = [.. Enumerable.Range(0, variables.Members.Count).Select(index => index.ToString(System.Globalization.CultureInfo.InvariantCulture))
                    .Select(number => Array(variables.Find(number), number))];
                if (arrays.Contains(null))
                {
                    return $"a weight of layer '{path}' is missing or not float32";
                }

                weights[path] = arrays!;
            }

            if (Collect(layer.Find("layers") as Hdf5Group, $"{path}/layers/", weights) is string problem)
            {
                return problem;
            }
        }

        return null;
    }

    private static KerasArray? Array(Hdf5Object? found, string name) =>
        found is Hdf5Dataset { Value: { Type: { Class: Hdf5Class.Float, Size: sizeof(float), IsBigEndian: false } } value }
            ? new KerasArray(name, value.Shape, MemoryMarshal.Cast<byte, float>(value.Data.Span).ToArray())
            : null;

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        byte[] bytes = new byte[entry.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
