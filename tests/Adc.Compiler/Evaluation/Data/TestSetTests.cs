using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Evaluation.Data;
using Adc.Compiler.Ir;
using Adc.Formats.Npy;
using Adc.Tests.Cli;
using Adc.Tests.Configuration;
using Adc.Tests.Support;

namespace Adc.Tests.Evaluation.Data;

public sealed class TestSetTests : IDisposable
{
    private static readonly string[] SmallClips = ["ad_frames: 2", "ad_n_mels: 3", "ad_central_part_start: 1", "ad_central_part_end: 5"];

    private readonly WorkFolder folder = new();

    [Fact]
    public void Values_beyond_the_range_saturate_and_ties_go_away_from_zero()
    {
        using TestSet set = Open(NpyArray.Of(new[] { 1000f, -1000, 0.25f, -0.25f, 0.75f, -0.75f }, 1, 6), GraphDraft.Int8(0.5f, 0, 1, 6));

        Assert.Equal([127, -128, 1, -1, 2, -2], set.Row(0).ToArray<sbyte>());
        Assert.Equal([1000f, -1000, 0.25f, -0.25f, 0.75f, -0.75f], set.Reals(0));
    }

    [Fact]
    public void Quantized_rows_are_taken_as_they_are_and_have_real_values_too()
    {
        using TestSet set = Open(NpyArray.Of(new sbyte[] { 1, -2, 3, 4 }, 2, 2), GraphDraft.Int8(0.5f, 1, 1, 2));

        Assert.Equal((2, false), (set.Count, set.IsReal));
        Assert.Equal([3, 4], set.Row(1).ToArray<sbyte>());
        Assert.Equal([1f, 1.5f], set.Reals(1));
    }

    [Fact]
    public void Doubles_in_Fortran_order_are_rows_like_all_others()
    {
        using TestSet set = Open(
            [0x93, .. "NUMPY"u8, 1, 0, 62, 0, .. "{'descr': '<f8', 'fortran_order': True, 'shape': (2, 2)}      "u8, .. Bytes(1, 3, 2, 4)], GraphDraft.Float32(1, 2));

        Assert.Equal([1f, 2], set.Reals(0));
        Assert.Equal(ConstantData.Of<float>([3f, 4]), set.Row(1));
    }

    [Fact]
    public void An_archive_of_one_array_is_as_good()
    {
        using var stream = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(stream, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        using (Stream entry = zip.CreateEntry("x.npy").Open())
        {
            entry.Write(NpyWriter.Write(NpyArray.Of(new[] { 1f, 2 }, 1, 2)));
        }

        using TestSet set = Open(stream.ToArray(), GraphDraft.Float32(1, 2), name: "x.npz");
        Assert.Equal([1f, 2], set.Reals(0));
    }

    [Theory]
    [InlineData(4, 0)] // the central part alone
    [InlineData(7, 1)] // whole clips
    public void Clips_are_cut_into_windows_each_a_frame_behind_the_former(int frames, int firstFrame)
    {
        float[] values = [.. Enumerable.Range(0, 2 * frames * 3).Select(i => (float)i)];
        using TestSet set = Open(NpyArray.Of(values, 2, frames, 3), GraphDraft.Float32(1, 6), SmallClips);

        Assert.Equal((6, 3), (set.Count, set.WindowsPerClip));
        for (int row = 0; row < 6; row++)
        {
            int first = (((row / 3) * frames) + firstFrame + (row % 3)) * 3;
            Assert.Equal(Enumerable.Range(first, 6).Select(i => (float)i), set.Reals(row));
        }
    }

    [Theory]
    [InlineData("[5]", "[1,6]", "", 2, 5)]
    [InlineData("[2,3]", "[1,6]", "", 1, 2, 3)]
    [InlineData("[3,2,1]", "[1,6]", "", 1, 3, 2, 1)]
    [InlineData("[]", "[1,6]", "", 6)]
    public void Rows_of_another_shape_are_refused_with_both_shapes(string found, string expected, string keys, params int[] shape) => Refused(
        $"error ADC1103: test_data: rows of 'x.npy' have the shape {found}, but the model's input is {expected}",
        NpyArray.Of(new float[shape.Aggregate(1, (product, extent) => product * extent)], shape), keys.Length == 0 ? [] : [keys]);

    [Fact]
    public void Rows_may_change_their_shape_when_that_is_allowed()
    {
        using TestSet set = Open(NpyArray.Of(new float[6], 1, 2, 3), GraphDraft.Float32(1, 6), "reshape_input: true");
        Assert.Equal((1, null), (set.Count, set.WindowsPerClip));
    }

    [Theory]
    [InlineData(3, "ad_n_mels 128 x ad_frames 5 contradicts test_data with 3 values a frame: the model takes 6 values, 2 frames of 3")]
    public void Clips_of_other_features_are_refused(int mels, string message) =>
        Refused("error ADC1113: " + message, NpyArray.Of(new float[4 * mels], 1, 4, mels), []);

    [Fact]
    public void Clips_of_another_length_are_refused() => Refused(
        "error ADC1113: ad_central_part_start 1, ad_central_part_end 5 contradicts test_data with 3 frames a clip: 4 frames (that part alone) or at least 5 (whole clips) are expected",
        NpyArray.Of(new float[9], 1, 3, 3), SmallClips);

    [Fact]
    public void Numbers_that_are_none_are_found_wherever_they_stand()
    {
        float[] values = new float[600_000];
        values[^2] = float.NaN;
        Refused("error ADC1104: test_data: value 4 of row 99,999 of 'x.npy' is NaN", NpyArray.Of(values, 100_000, 6), []);
    }

    [Fact]
    public void Types_that_the_input_cannot_take_are_refused() =>
        Refused("error ADC1105: test_data: 'x.npy' holds int32; expected float32, float64 or int8", NpyArray.Of(new int[6], 1, 6), []);

    [Fact]
    public void Files_that_are_no_arrays_are_refused()
    {
        folder.Write("x.npy", "x"u8.ToArray());
        Assert.Contains("error ADC1102: test_data: 'x.npy' is not a readable .npy file", Problems(GraphDraft.Int8(1, 0, 1, 6), "x.npy"), StringComparison.Ordinal);
        Assert.Contains("error ADC1101", Problems(GraphDraft.Int8(1, 0, 1, 6), "nowhere.npy"), StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private static byte[] Bytes(params double[] values) => [.. values.SelectMany(BitConverter.GetBytes)];

    private TestSet Open(NpyArray array, TensorType input, params string[] keys) => Open(NpyWriter.Write(array), input, "x.npy", keys);

    private TestSet Open(byte[] file, TensorType input, string name = "x.npy", params string[] keys)
    {
        folder.Write(name, file);
        (TestSet? set, DiagnosticBag diagnostics) = TryOpen(input, name, keys);
        return set ?? throw new InvalidOperationException(string.Join('\n', diagnostics.All));
    }

    private void Refused(string message, NpyArray array, string[] keys)
    {
        folder.Write("x.npy", array);
        Assert.Contains(message, Problems(GraphDraft.Int8(1, 0, 1, 6), "x.npy", keys), StringComparison.Ordinal);
    }

    private string Problems(TensorType input, string name, params string[] keys)
    {
        (TestSet? set, DiagnosticBag diagnostics) = TryOpen(input, name, keys);
        Assert.Null(set);
        return Assert.Single(diagnostics.All).ToString();
    }

    private (TestSet? Set, DiagnosticBag Diagnostics) TryOpen(TensorType input, string name, string[] keys)
    {
        var diagnostics = new DiagnosticBag();
        ModelConfig config = ReadConfig.Model(keys);
        return (TestSet.Open("test_data", new Setting<FilePath>(new(name, folder[name]), Origin.OfFile("ad.yaml")), config, input, diagnostics), diagnostics);
    }
}
