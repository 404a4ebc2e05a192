using Adc.Formats.Npy;
using Adc.Tests.Support;

namespace Adc.Tests.Cli;

public sealed class NewCommandTests
{
    [Fact]
    public void A_classifier_gets_a_configuration_that_compiles()
    {
        using WorkFolder folder = SmallModel.Folder();
        folder.Write("x_test.npy", SmallModel.Rows(9));
        folder.Write("y_test.npy", NpyArray.Of(Enumerable.Range(0, 9).Select(i => i % 3).ToArray(), 9));
        File.Delete(folder["small.yaml"]);
        AdcRun run = AdcRun.Of("new", folder["small.tflite"]).Succeeded();
        Snapshot.Verify(Masked.Paths(run.Output, folder) + "\n" + File.ReadAllText(folder["small.yaml"]));
        AdcRun.Of("compile", folder["small.yaml"], "--out", folder["out"], "--no-build").Succeeded();
    }

    [Fact]
    public void The_sample_is_understood_data_and_all()
    {
        using var folder = new WorkFolder();
        CopySample(folder, SampleFiles.Int8Model);
        AdcRun run = AdcRun.Of("new", folder["ad_sample_int8.tflite"]).Succeeded();
        Snapshot.Verify(Masked.Paths(run.Output, folder) + "\n" + File.ReadAllText(folder["ad_sample_int8.yaml"]));
        AdcRun.Of("compile", folder["ad_sample_int8.yaml"], "--out", folder["out"], "--no-build").Succeeded();
    }

    [Fact]
    public void A_float_model_is_quantized_by_the_rows_beside_it()
    {
        using var folder = new WorkFolder();
        CopySample(folder, SampleFiles.FloatModel);
        AdcRun run = AdcRun.Of("new", folder["ad_sample.h5"]).Succeeded();
        Snapshot.Verify(Masked.Paths(run.Output, folder) + "\n" + File.ReadAllText(folder["ad_sample.yaml"]));
        AdcRun.Of("compile", folder["ad_sample.yaml"], "--out", folder["out"], "--no-build").Succeeded();
    }

    [Fact]
    public void A_float_model_without_rows_gets_none()
    {
        using var folder = new WorkFolder();
        File.Copy(SampleFiles.FloatModel, folder["ad_sample.h5"]);
        AdcRun.Of("new", folder["ad_sample.h5"]).Failed(6, "ADC1122", "[rows,640]");
        Assert.Equal(["ad_sample.h5"], folder.Listing);
    }

    [Fact]
    public void Nothing_is_overwritten_unless_forced()
    {
        using WorkFolder folder = SmallModel.Folder();
        string before = File.ReadAllText(folder["small.yaml"]);
        AdcRun.Of("new", folder["small.tflite"]).Failed(2, "exists already", "--force");
        Assert.Equal(before, File.ReadAllText(folder["small.yaml"]));
        AdcRun.Of("new", folder["small.tflite"], "--force").Succeeded();
        Assert.StartsWith("# adc compile small.yaml\n", File.ReadAllText(folder["small.yaml"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_outside_is_named_with_what_that_takes()
    {
        using WorkFolder folder = SmallModel.Folder();
        Directory.CreateDirectory(folder["configs"]);
        AdcRun.Of("new", folder["small.tflite"], "--output", folder["configs/odd name.yaml"]).Succeeded();
        string text = File.ReadAllText(folder["configs/odd name.yaml"]);
        Assert.Contains("odd name.yaml\" --allow-outside\n", text.Replace('\'', '"'), StringComparison.Ordinal);
        AdcRun.Of("compile", folder["configs/odd name.yaml"], "--out", folder["out"], "--no-build", "--allow-outside").Succeeded();
    }

    [Fact]
    public void What_is_no_model_gets_none()
    {
        using var folder = new WorkFolder();
        AdcRun.Of("new", folder.Write("broken.tflite", "TFL3")).Failed(4, "ADC2001");
        Assert.Equal(["broken.tflite"], folder.Listing);
    }

    [SharedTheory]
    [InlineData("kws/kws_ref_model.tflite", "kws/data/x_test_kws_int8.npy", "kws/data/y_test_kws.npy")]
    [InlineData("ad01/ad01_int8.tflite", "ad01/data/x_test_ad.npy", "ad01/data/y_test_ad.npy")]
    [InlineData("hello_world/hello_world_int8.tflite")]
    [InlineData("mltk_ad/anomaly_detection.tflite")]
    public void Shared_models_compile_as_they_stand(string model, params string[] data)
    {
        using var folder = new WorkFolder();
        Directory.CreateDirectory(folder["data"]);
        File.Copy(Repository.Model(model), folder[Path.GetFileName(model)]);
        foreach (string file in data)
        {
            File.Copy(Repository.Model(file), folder[$"data/{Path.GetFileName(file)}"]);
        }

        AdcRun.Of("new", folder[Path.GetFileName(model)], "--output", folder["new.yaml"]).Succeeded();
        AdcRun run = AdcRun.Of("compile", folder["new.yaml"], "--out", folder["out"], "--no-build");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(data.Length, File.ReadLines(folder["new.yaml"]).Count(line => line.Contains("found beside the model", StringComparison.Ordinal)));
    }

    private static void CopySample(WorkFolder folder, string model)
    {
        Directory.CreateDirectory(folder["data"]);
        File.Copy(model, folder[Path.GetFileName(model)]);
        foreach (string name in (string[])["x_test_ad.npy", "y_test_ad.npy", "x_train.npy"])
        {
            File.Copy(SampleFiles.Data(name), folder[$"data/{name}"]);
        }
    }
}
