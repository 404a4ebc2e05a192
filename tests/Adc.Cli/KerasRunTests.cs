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
}
