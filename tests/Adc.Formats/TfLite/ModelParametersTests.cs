using System.Buffers.Binary;
using Adc.Formats.FlatBuffers;
using Adc.Formats.TfLite;
using Adc.Tests.Support;

namespace Adc.Tests.Formats.TfLite;

/// <summary>The dictionary that the vendor's tool kit puts into its models.</summary>
public sealed class ModelParametersTests
{
    [Fact]
    public void Values_of_every_type_become_text() => Assert.Equal(
        [
            new("flag", "true"), new("i8", "-3"), new("u8", "200"), new("i32", "-70000"), new("u32", "4000000000"), new("i64", "-5000000000"),
            new("u64", "18446744073709551615"), new("f32", "0.1"), new("f64", "0.1"), new("text", "normal"), new("texts", "yes, no"),
            new("numbers", "1, -2"), new("reals", "0.5, 2"), new("bytes", "3 bytes"), new("zero", "0"), new("later", "a value of the unknown type 99"),
        ],
        ModelParameters.Read(VendorParameters.Everything()).Parameters);

    [Fact]
    public void Bytes_that_are_cut_off_are_a_problem_or_a_shorter_list_and_never_an_exception()
    {
        byte[] whole = VendorParameters.Everything();
        for (int length = 0; length < whole.Length; length++)
        {
            ModelParametersResult result = ModelParameters.Read(whole.AsMemory(0, length));
            Assert.True(result.Problem is null == (result.Parameters.Count > 0), $"cut to {length} bytes");
        }

        Assert.Contains("leaves the file", ModelParameters.Read(whole.AsMemory(0, 40)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_word_set_to_extremes_ends_well()
    {
        byte[] whole = VendorParameters.Everything();
        int problems = 0;
        for (int at = 0; at + 4 <= whole.Length; at += 2)
        {
            foreach (int value in (int[])[0, -1, int.MaxValue, int.MinValue, whole.Length, -at])
            {
                byte[] broken = [.. whole];
                BinaryPrimitives.WriteInt32LittleEndian(broken.AsSpan(at), value);
                problems += ModelParameters.Read(broken).Problem is null ? 0 : 1;
            }
        }

        Assert.InRange(problems, whole.Length / 2, 3 * whole.Length);
    }

    [Fact]
    public void Nothing_at_all_is_a_problem() => Assert.Contains("too few", ModelParameters.Read(default).Problem, StringComparison.Ordinal);

    [SharedFact]
    public void The_vendors_own_model_is_read()
    {
        TfLiteModel model = TfLiteReader.Read(File.ReadAllBytes(Repository.Model("mltk_ad/anomaly_detection.tflite"))).Model!;
        TfLiteMetadata metadata = Assert.Single(model.Metadata, entry => entry.Name == ModelParameters.MetadataName);
        Assert.Equal(
            [
                new("name", "anomaly_detection"), new("version", "1"), new("classes", "normal"), new("hash", "ac01e869bb15e19764ac9da9957b0581"),
                new("date", "2022-04-13T18:14:17.517Z"), new("runtime_memory_size", "5468"), new("samplewise_norm.rescale", "0"),
                new("samplewise_norm.mean_and_std", "false"),
            ],
            ModelParameters.Read(model.Buffers[metadata.Buffer]).Parameters);
    }
}

/// <summary>Dictionaries as the vendor's tool kit writes them.</summary>
internal static class VendorParameters
{
    /// <summary>A value of every type, one of a type that nobody knows, and one that its table leaves out because it is zero.</summary>
    public static byte[] Everything() => Write(
        ("flag", 1, value => value.Boolean(0, true)),
        ("i8", 2, value => value.Byte(0, unchecked((byte)-3))),
        ("u8", 3, value => value.Byte(0, 200)),
        ("i32", 6, value => value.Int32(0, -70000)),
        ("u32", 7, value => value.Int32(0, unchecked((int)4000000000))),
        ("i64", 8, value => value.Int64(0, -5000000000)),
        ("u64", 9, value => value.Int64(0, -1)),
        ("f32", 10, value => value.Single(0, 0.1f)),
        ("f64", 11, value => value.Int64(0, BitConverter.DoubleToInt64Bits(0.1))),
        ("text", 12, value => value.String(0, "normal")),
        ("texts", 13, value => value.Strings(0, ["yes", "no"])),
        ("numbers", 14, value => value.Int32s(0, [1, -2])),
        ("reals", 15, value => value.Singles(0, [0.5f, 2])),
        ("bytes", 16, value => value.Bytes(0, new byte[3])),
        ("zero", 4, value => value),
        ("later", 99, value => value.Int32(0, 1)));

    public static byte[] Write(params (string Name, byte Type, Func<FlatTableBuilder, FlatTableBuilder> Value)[] entries) => FlatBufferWriter.Write(
        new FlatTableBuilder().Byte(0, 1).Tables(1, entries.Select(entry =>
            new FlatTableBuilder().String(0, entry.Name).Byte(1, entry.Type).Table(2, entry.Value(new FlatTableBuilder())))),
        "\0\0\0\0");
}
