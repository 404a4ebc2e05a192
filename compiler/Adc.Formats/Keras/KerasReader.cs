using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using Adc.Formats.Hdf5;

namespace Adc.Formats.Keras;

/// <summary>Reads whole-model files of Keras: .h5 of version 2, .keras of version 3. Any bytes give a result, none an exception.</summary>
public static class KerasReader
{
    private const long MostBytes = 1 << 30;

    private const string WeightsAlone = "the file holds weights without a model; save the whole model with model.save('model.h5')";

    private static readonly byte[] Zip = [(byte)'P', (byte)'K', 3, 4];

    /// <summary>True for HDF5 and for zip archives, which no .tflite file begins like.</summary>
    public static bool IsKeras(ReadOnlySpan<byte> file) => Hdf5Reader.IsHdf5(file) || file.StartsWith(Zip);

    public static KerasReadResult Read(ReadOnlyMemory<byte> file) => Hdf5Reader.IsHdf5(file.Span) ? OfHdf5(file) : OfArchive(file);

    /// <summary>True for what <see cref="ReadArchitecture"/> reads: a Keras file, or JSON.</summary>
    public static bool HasArchitecture(ReadOnlySpan<byte> file) => IsKeras(file) || file.TrimStart(" \t\r\n"u8).StartsWith("{"u8);

    /// <summary>What a model is made of, without its weights: from a whole-model file, an archive with config.json alone, or the JSON itself.</summary>
    public static KerasArchitectureResult ReadArchitecture(ReadOnlyMemory<byte> file)
    {
        if (Hdf5Reader.IsHdf5(file.Span))
        {
            Hdf5ReadResult result = Hdf5Reader.Read(file);
            return result.Root is not Hdf5Group root ? new(null, result.Problem)
                : root.Attribute("model_config")?.Value.Text is string configuration ? new(configuration, null) : new(null, WeightsAlone);
        }

        if (!file.Span.StartsWith(Zip))
        {
            return new(Encoding.UTF8.GetString(file.Span), null);
        }

        try
        {
            using var archive = new ZipArchive(new MemoryStream(file.ToArray()));
            return archive.GetEntry("config.json") is not ZipArchiveEntry config ? new(null, "the archive holds no config.json; save the model with model.save('model.keras')")
                : config.Length > MostBytes || IsInflated(config) ? new(null, "the archive says that it holds more than can be packed into its bytes")
                : new(Encoding.UTF8.GetString(Bytes(config)), null);
        }
        catch (Exception damaged) when (damaged is InvalidDataException or EndOfStreamException or IOException or NotSupportedException)
        {
            return new(null, "the archive is damaged");
        }
    }

    private static KerasReadResult OfHdf5(ReadOnlyMemory<byte> file)
    {
        Hdf5ReadResult result = Hdf5Reader.Read(file);
        if (result.Root is not Hdf5Group root)
        {
            return new KerasReadResult(null, result.Problem);
        }

        if (root.Attribute("model_config")?.Value.Text is not string configuration || root.Find("model_weights") is not Hdf5Group layers)
        {
            return new KerasReadResult(null, WeightsAlone);
        }

        Dictionary<string, IReadOnlyList<KerasArray>> weights = [];
        long left = MostBytes;
        foreach (Hdf5Group layer in layers.Members.OfType<Hdf5Group>())
        {
            List<KerasArray> arrays = [];
            foreach (string path in WeightNames(layer))
            {
                if (Array(layer.Find(path), path, ref left) is not KerasArray array)
                {
                    return new KerasReadResult(null, $"weight '{path}' of layer '{layer.Name}' {Refusal(left)}");
                }

                arrays.Add(array);
            }

            weights[layer.Name] = arrays;
        }

        return new KerasReadResult(new KerasModel(configuration, new NamedKerasWeights(weights)), null);
    }

    /// <summary>One attribute, or several that are numbered, when the names do not fit one.</summary>
    private static IEnumerable<string> WeightNames(Hdf5Group layer) => layer.Attribute("weight_names") is Hdf5Attribute names
        ? names.Value.Strings
        : Enumerable.Range(0, layer.Attributes.Count).Select(part => layer.Attribute(string.Create(CultureInfo.InvariantCulture, $"weight_names{part}")))
            .TakeWhile(part => part is not null).SelectMany(part => part!.Value.Strings);

    private static KerasReadResult OfArchive(ReadOnlyMemory<byte> file)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(file.ToArray()));
            if (archive.GetEntry("config.json") is not ZipArchiveEntry config || archive.GetEntry("model.weights.h5") is not ZipArchiveEntry content)
            {
                return new KerasReadResult(null, "the archive holds no config.json and model.weights.h5; save the model with model.save('model.keras')");
            }

            if (config.Length > MostBytes || content.Length > MostBytes)
            {
                return new KerasReadResult(null, "the archive is larger than 1 GiB");
            }

            if (IsInflated(config) || IsInflated(content))
            {
                return new KerasReadResult(null, "the archive says that it holds more than can be packed into its bytes");
            }

            Hdf5ReadResult result = Hdf5Reader.Read(Bytes(content));
            if (result.Root is not Hdf5Group root)
            {
                return new KerasReadResult(null, $"model.weights.h5: {result.Problem}");
            }

            Dictionary<string, IReadOnlyList<KerasArray>> weights = [];
            long left = MostBytes;
            return Collect(root.Find("layers") as Hdf5Group, "", weights, ref left) is string problem
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
    private static string? Collect(Hdf5Group? layers, string folder, Dictionary<string, IReadOnlyList<KerasArray>> weights, ref long left)
    {
        foreach (Hdf5Group layer in layers?.Members.OfType<Hdf5Group>() ?? [])
        {
            string path = folder + layer.Name;
            if (layer.Find("vars") is Hdf5Group { Members.Count: > 0 } variables)
            {
                List<KerasArray> arrays = [];
                for (int index = 0; index < variables.Members.Count; index++)
                {
                    string number = index.ToString(CultureInfo.InvariantCulture);
                    if (Array(variables.Find(number), number, ref left) is not KerasArray array)
                    {
                        return $"weight {number} of layer '{path}' {Refusal(left)}";
                    }

                    arrays.Add(array);
                }

                weights[path] = arrays;
            }

            if (Collect(layer.Find("layers") as Hdf5Group, $"{path}/layers/", weights, ref left) is string problem)
            {
                return problem;
            }
        }

        return null;
    }

    /// <param name="left">Bytes that weights may still have: a file can name the same array again and again.</param>
    private static KerasArray? Array(Hdf5Object? found, string name, ref long left)
    {
        if (found is not Hdf5Dataset { Value: { Type: { Class: Hdf5Class.Float, Size: sizeof(float), IsBigEndian: false } } value })
        {
            return null;
        }

        left -= value.Data.Length;
        return left < 0 ? null : new KerasArray(name, value.Shape, MemoryMarshal.Cast<byte, float>(value.Data.Span).ToArray());
    }

    private static string Refusal(long left) => left < 0 ? "is one too many: they have more than 1 GiB" : "is missing or not float32";

    /// <summary>True for a length that no packer reaches, which would only ask for memory.</summary>
    private static bool IsInflated(ZipArchiveEntry entry)
    {
        const int MostPacked = 1040; // of DEFLATE: 258 bytes for 2 bits
        return entry.Length / MostPacked > entry.CompressedLength;
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        byte[] bytes = new byte[entry.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
