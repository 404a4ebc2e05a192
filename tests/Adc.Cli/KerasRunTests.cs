using Adc.Tests.Support;

namespace Adc.Tests.Cli;

public sealed class KerasRunTests
{
    [SharedFact]
    public void A_Keras_model_runs_by_the_reference()
    {
        using var folder = new WorkFolder();
        AdcRun.Of(
            "run", Repository.Model("ad01/ad01.h5"), "--input", Repository.Model("ad01/golden/ad01_fp32_input.npy"), "--output", folder["y.npy"]).Succeeded();
        Assert.Equal([8, 1, 640], folder.ReadNpy("y.npy").Shape);
    }

    [Fact]
    public void An_archive_without_a_model_is_refused()
    {
        using var folder = new WorkFolder();
        string file = folder.Write("model.keras", [(byte)'P', (byte)'K', 3, 4, 0, 0]);
        AdcRun.Of("scan", file).Failed(4, "ADC2017", "model.keras", "the archive is damaged");
    }

    [Fact]
    public void A_SavedModel_is_refused_with_the_export_to_use()
    {
        using var folder = new WorkFolder();
        Directory.CreateDirectory(folder["saved"]);
        string file = folder.Write("saved/saved_model.pb", [8, 1]), saved = Path.GetDirectoryName(file)!;
        const string Advice = "is a TensorFlow SavedModel, which adc does not read; export it with model.save('model.keras')";
        AdcRun.Of("scan", saved).Failed(4, "ADC2020", Advice);
        AdcRun.Of("scan", file).Failed(4, "ADC2020", Advice);
        AdcRun.Of("scan", folder["."]).Failed(6, "ADC1101", "it is a folder");
        AdcRun.Of("compile", folder.Write("ad.yaml", "m:\n  model_name: M\n  tflite_model: saved\n")).Failed(4, "ADC2020", "ad.yaml(3,", Advice);
    }
}
