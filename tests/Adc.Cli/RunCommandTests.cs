using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.Npy;
using Adc.Tests.Support;

namespace Adc.Tests.Cli;

/// <summary>Rows in, rows out, by the reference; what is refused leaves no file.</summary>
public sealed class RunCommandTests
{
    [Fact]
    public void A_missing_model() => Fails(6, "MODEL: cannot read the file 'gone.tflite'", ["run", "gone.tflite", "--input", "x.npy", "--output", "y.npy"]);

    [Fact]
    public void A_missing_file_of_rows() => FailsOnRows(null, "ADC1101", "no such file");

    [Fact]
    public void A_file_that_is_no_array()
    {
        using WorkFolder folder = SmallModel.Folder();
        folder.Write("x.npy", "1, 2, 3");
        Run(folder).Failed(6, "ADC1102");
        AssertNothingLeft(folder);
    }

    [Fact]
    public void Rows_of_another_shape() => FailsOnRows(NpyArray.Of(new float[10], 2, 5), "ADC1103", "[5]", "[1,6]");

    [Fact]
    public void A_single_number() => FailsOnRows(NpyArray.Of([1f]), "ADC1103");

    [Fact]
    public void Rows_of_another_type() => FailsOnRows(NpyArray.Of(new short[12], 2, 6), "ADC1105", "int16", "float32, float64 or int8");

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    public void Numbers_that_are_none(float value, string name) =>
        FailsOnRows(NpyArray.Of([1, 2, 3, 4, 5, 6, 1, 2, value, 4, 5, 6], 2, 6), "ADC1104", "value 2 of row 1", name);

    [Fact]
    public void No_rows_give_no_rows()
    {
        using WorkFolder folder = SmallModel.Folder();
        folder.Write("x.npy", NpyArray.Of(Array.Empty<float>(), 0, 6));
        Run(folder, "--all-tensors", folder["tensors"]).Succeeded();
        Assert.Equal([0, 3], folder.ReadNpy("y.npy").Shape);
        Assert.False(Directory.Exists(folder["tensors"]));
    }

    [Fact]
    public void Values_beyond_the_range_saturate_and_ties_go_away_from_zero()
    {
        using WorkFolder folder = SmallModel.Folder();
        folder.Write("x.npy", NpyArray.Of([-1e9f, 1e9f, 0.025f, -0.025f, 0.0249f, 0f], 1, 6));
        Run(folder, "--all-tensors", folder["tensors"]).Succeeded();
        Assert.Equal([-128, 127, -2, -4, -3, -3], folder.ReadNpy("tensors/t0.npy").ToInt8());
    }

    [Fact]
    public void Rows_in_the_type_of_the_input_are_taken_as_they_are()
    {
        using WorkFolder folder = SmallModel.Folder();
        folder.Write("x.npy", NpyArray.Of(new sbyte[] { -128, 127, 0, 1, 2, 3 }, 1, 6));
        Run(folder, "--all-tensors", folder["tensors"]).Succeeded();
        Assert.Equal([-128, 127, 0, 1, 2, 3], folder.ReadNpy("tensors/t0.npy").ToInt8());
    }

    [Theory]
    [InlineData("there is no 'x'", "--input", "x=x.npy")]
    [InlineData("given for one and the same", "--input", "x.npy", "--input", "z.npy")]
    [InlineData("there is no 'y'", "--input", "x.npy", "--output", "y=y.npy")]
    [InlineData("given for one and the same", "--input", "x.npy", "--output", "other.npy")]
    public void Files_that_fit_no_input_or_output(string words, params string[] arguments)
    {
        using WorkFolder folder = SmallModel.Folder();
        string[] placed = [.. arguments.Select(argument => argument is "x.npy" ? folder.Write("x.npy", SmallModel.Rows(1)) : argument)];
        AdcRun.Of(["run", folder["small.tflite"], "--output", folder["y.npy"], .. placed]).Failed(6, "ADC1116", words, "the model has '");
        AssertNothingLeft(folder);
    }

    [Fact]
    public void Several_inputs_and_outputs_are_told_apart_by_name()
    {
        using WorkFolder folder = new();
        folder.Write("two.tflite", GraphFile.Of(Two()));
        string a = folder.Write("a.npy", NpyArray.Of(new sbyte[] { 1, 2, 3, 4 }, 2, 2)), b = folder.Write("b.npy", NpyArray.Of(new sbyte[] { -5, 6, -7 }, 3, 1));
        string b2 = folder.Write("b2.npy", NpyArray.Of(new sbyte[] { -5, 6 }, 2, 1));
        string[] run = ["run", folder["two.tflite"], "--output", $"c={folder["c.npy"]}", "--output", $"d={folder["d.npy"]}"];
        AdcRun.Of([.. run, "--input", a]).Failed(6, "ADC1116", "must say which one it is for", "'a', 'b'");
        AdcRun.Of([.. run, "--input", $"a={a}"]).Failed(6, "ADC1116", "no file for 'b'");
        AdcRun.Of([.. run, "--input", $"a={a}", "--input", $"b={b}"]).Failed(6, "ADC1103", "2 and 3 rows");
        Assert.False(File.Exists(folder["c.npy"]));

        AdcRun.Of([.. run, "--input", $"b={b2}", "--input", $"a={a}"]).Succeeded();
        Assert.Equal([1, 2, 3, 4], folder.ReadNpy("c.npy").ToInt8());
        Assert.Equal([0, 6], folder.ReadNpy("d.npy").ToInt8());
    }

    [Theory]
    [InlineData("/proc/adc/y.npy")]
    [InlineData("/sys/y.npy")]
    public void Outputs_where_nobody_can_write(string place)
    {
        using WorkFolder folder = SmallModel.Folder();
        folder.Write("x.npy", SmallModel.Rows(1));
        AdcRun.Of("run", folder["small.tflite"], "--input", folder["x.npy"], "--output", place).Failed(8, "ADC6001", place, "nothing was left half-written");
    }

    [Fact]
    public void An_output_that_a_folder_is_in_the_way_of()
    {
        using WorkFolder folder = SmallModel.Folder();
        folder.Write("x.npy", SmallModel.Rows(1));
        Directory.CreateDirectory(folder["y.npy"]);
        Run(folder, "--all-tensors", folder["new/tensors"]).Failed(8, "ADC6001", "y.npy", "in the way");
        Assert.Equal(["small.tflite", "small.yaml", "x.npy", "y.npy"], folder.Listing);
    }

    [Fact]
    public void One_output_that_cannot_be_written_takes_the_others_back()
    {
        using WorkFolder folder = SmallModel.Folder();
        folder.Write("x.npy", SmallModel.Rows(1));
        Run(folder, "--all-tensors", folder["x.npy/tensors"]).Failed(8, "ADC6001");
        Assert.Equal(["small.tflite", "small.yaml", "x.npy"], folder.Listing);
    }

    [Fact]
    public void A_full_disk()
    {
        if (!File.Exists("/dev/full"))
        {
            return;
        }

        using WorkFolder folder = SmallModel.Folder();
        folder.Write("x.npy", SmallModel.Rows(1));
        AdcRun.Of("run", folder["small.tflite"], "--input", folder["x.npy"], "--output", "/dev/full").Failed(8, "ADC6001", "/dev/full", "No space left");
        Assert.Equal(["/dev/full"], Directory.GetFiles("/dev", "full*"));
        Assert.Throws<IOException>(() => File.WriteAllText("/dev/full", "still the device"));
    }

    [Fact]
    public void An_earlier_output_is_replaced_and_a_link_followed()
    {
        using WorkFolder folder = SmallModel.Folder();
        folder.Write("x.npy", SmallModel.Rows(2));
        folder.Write("target.npy", "old");
        File.CreateSymbolicLink(folder["y.npy"], folder["target.npy"]);
        Run(folder).Succeeded();
        Assert.Equal([2, 3], folder.ReadNpy("target.npy").Shape);
        Assert.NotNull(new FileInfo(folder["y.npy"]).LinkTarget);
    }

    [Fact]
    public void Tells_what_was_written()
    {
        using WorkFolder folder = SmallModel.Folder(), chain = SmallChain.Folder();
        folder.Write("x.npy", SmallModel.Rows(4));
        chain.Write("x.npy", NpyArray.Of(new float[40], 1, 40));
        string small = Run(folder, "--all-tensors", folder["all"]).Succeeded().Output;
        string tiny = AdcRun.Of("run", chain["tiny.tflite"], "--input", chain["x.npy"], "--output", chain["y.npy"], "--engine", "mvp").Succeeded().Output;
        string sample = AdcRun.Of("run", SampleFiles.Int8Model, "--input", SampleFiles.Data("x_test_ad.npy"), "--output", folder["y.npy"]).Succeeded().Output;
        Snapshot.Verify(Masked.Paths(small, folder) + Masked.Paths(tiny, chain) + Masked.Paths(sample, folder));
        Assert.Empty(Run(folder, "--quiet").Succeeded().Output);
    }

    private static void FailsOnRows(NpyArray? rows, params string[] words)
    {
        using WorkFolder folder = SmallModel.Folder();
        if (rows is not null)
        {
            folder.Write("x.npy", rows);
        }

        Run(folder, "--all-tensors", folder["tensors"]).Failed(6, ["--input", "x.npy", .. words]);
        AssertNothingLeft(folder);
    }

    private static void Fails(int exitCode, string words, string[] arguments) => AdcRun.Of(arguments).Failed(exitCode, words);

    private static AdcRun Run(WorkFolder folder, params string[] more) =>
        AdcRun.Of(["run", folder["small.tflite"], "--input", folder["x.npy"], "--output", folder["y.npy"], .. more]);

    private static void AssertNothingLeft(WorkFolder folder) => Assert.Empty(folder.Listing.Except(["small.tflite", "small.yaml", "x.npy"]));

    private static Graph Two()
    {
        var draft = new GraphDraft();
        TensorType pair = GraphDraft.Int8(1, 0, 1, 2), single = GraphDraft.Int8(1, 0, 1, 1);
        TensorId a = draft.Input("a", pair), b = draft.Input("b", single);
        return draft.Build(draft.Add(new Relu(Activation.Relu), "c", pair, a), draft.Add(new Relu(Activation.Relu), "d", single, b));
    }
}
