using System.Globalization;
using System.IO.Compression;
using System.Text.Json;

namespace Adc.Tests.Support;

/// <summary>The large convolutional sound autoencoder as nns builds it in Keras: its configuration, without weights.</summary>
internal static class SmdKeras
{
    /// <summary>Channels, kernel side and strides of each block of the encoder; the decoder mirrors them.</summary>
    private static readonly (int Channels, int Kernel, int StrideH, int StrideW)[] Encoder =
    [
        (64, 5, 2, 1), (64, 5, 2, 1), (96, 5, 2, 1), (96, 5, 2, 1), (128, 5, 2, 1),
        (128, 4, 2, 2), (160, 4, 2, 2), (160, 4, 2, 2), (192, 3, 2, 2), (192, 3, 2, 2),
    ];

    /// <summary>The JSON of <c>model.to_json()</c>.</summary>
    public static string Json()
    {
        List<object> layers = [];
        void Layer(string kind, string name, Dictionary<string, object> settings) => layers.Add(new { class_name = kind, config = new Dictionary<string, object>(settings) { ["name"] = name } });
        Layer("InputLayer", "spectrogram", new() { ["batch_input_shape"] = new int?[] { null, 1024, 32, 1 } });
        void Block(string kind, string block, string layer, int filters, int row, bool isLinear)
        {
            (_, int kernel, int strideH, int strideW) = Encoder[row];
            Layer(kind, $"{block}/{layer}", new()
            {
                ["filters"] = filters, ["kernel_size"] = new[] { kernel, kernel }, ["strides"] = new[] { strideH, strideW }, ["padding"] = "same", ["use_bias"] = false,
            });
            if (!isLinear)
            {
                Layer("BatchNormalization", $"{block}/bn", new() { ["scale"] = false });
                Layer("Activation", $"{block}/relu", new() { ["activation"] = "relu" });
            }
        }

        for (int row = 0; row < Encoder.Length; row++)
        {
            Block("Conv2D", string.Create(CultureInfo.InvariantCulture, $"enc/conv{row + 1:00}"), "conv", Encoder[row].Channels, row, isLinear: row == Encoder.Length - 1);
        }

        for (int row = Encoder.Length - 1; row >= 0; row--)
        {
            string block = string.Create(CultureInfo.InvariantCulture, $"dec/conv{(row == 0 ? "" : "t")}{Encoder.Length - row:00}");
            Block("Conv2DTranspose", block, "convt", row == 0 ? 1 : Encoder[row - 1].Channels, row, isLinear: row == 0);
        }

        return JsonSerializer.Serialize(new { class_name = "Sequential", config = new { name = "smd", layers } });
    }

    /// <summary>A .keras archive that holds the configuration alone.</summary>
    public static byte[] Archive()
    {
        using var buffer = new MemoryStream();
        using (var archive = new ZipArchive(buffer, ZipArchiveMode.Create))
        {
            using var writer = new StreamWriter(archive.CreateEntry("config.json").Open());
            writer.Write(Json());
        }

        return buffer.ToArray();
    }
}
