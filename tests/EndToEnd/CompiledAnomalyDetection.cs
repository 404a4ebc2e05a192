using System.Text.Json;
using Adc.Tests.Cli;
using Adc.Tests.Support;

namespace Adc.Tests.EndToEnd;

/// <summary>The repository's sample configuration, compiled once with the model beside it.</summary>
public sealed class CompiledAnomalyDetection : IDisposable
{
    private readonly WorkFolder folder;
    private readonly Lazy<AdcRun> run;

    public CompiledAnomalyDetection()
        : this("work")
    {
    }

    internal CompiledAnomalyDetection(string name)
    {
        folder = new WorkFolder(name);
        run = new Lazy<AdcRun>(Compile);
    }

    internal string Folder => folder.Path;

    internal JsonElement Report => JsonDocument.Parse(File.ReadAllText(Output("report.json"))).RootElement;

    internal string Output(string relativePath = "")
    {
        run.Value.Succeeded();
        return folder[Path.Combine("outputs", "tinyml_ad", relativePath)];
    }

    public void Dispose() => folder.Dispose();

    private AdcRun Compile()
    {
        const string Configuration = "compiler_sample_ad_input.yaml", Place = "samples/anomaly_detection";
        File.Copy(Path.Combine(Repository.Root, Configuration), folder[Configuration]);
        Directory.CreateDirectory(folder[Place]);
        File.Copy(Repository.Model("ad01/ad01_int8.tflite"), folder[$"{Place}/ad01_int8.tflite"]);
        return AdcRun.Of("compile", folder[Configuration]);
    }
}
