using Adc.Formats.Npy;
using Adc.Tests.Support;

namespace Adc.Tests.Cli;

public sealed class EvaluateCommandTests
{
    [Fact]
    public void Of_the_sample_an_anomaly_detector_in_three_columns()
    {
        string output = AdcRun.Of("evaluate", SampleFiles.Configuration).Succeeded().Output;
        Assert.All(output.Split('\n'), line => Assert.True(line.Length <= 80, line));
        Snapshot.Verify(Masked.Figures(output));
    }

    [Fact]
    public void Of_a_classifier_with_named_classes()
    {
        using WorkFolder folder = Data("test_labels: y.npy", "classification_labels: [up, down, idle]");
        Snapshot.Verify(AdcRun.Of("evaluate", folder["small.yaml"]).Succeeded().Output);
    }

    [Fact]
    public void Of_a_regression()
    {
        using WorkFolder folder = Data("test_labels: v.npy", "task: regression", "test_labels_format: last_layer_vector");
        Snapshot.Verify(AdcRun.Of("evaluate", folder["small.yaml"]).Succeeded().Output);
    }

    private static WorkFolder Data(params string[] lines)
    {
        WorkFolder folder = SmallModel.Folder();
        folder.Write("x.npy", SmallModel.Rows(20));
        folder.Write("y.npy", NpyArray.Of(Enumerable.Range(0, 20).Select(row => row % 3).ToArray(), 20));
        folder.Write("v.npy", NpyArray.Of(Enumerable.Range(0, 60).Select(index => index % 7 / 7f).ToArray(), 20, 3));
        folder.Write("small.yaml", SmallModel.Yaml() + "  test_data: x.npy\n" + string.Concat(lines.Select(line => $"  {line}\n")));
        return folder;
    }
}
