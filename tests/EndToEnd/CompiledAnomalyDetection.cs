using System.Text.Json;
using Adc.Tests.Cli;
using Adc.Tests.Support;

namespace Adc.Tests.EndToEnd;

/// <summary>MLPerf Tiny's anomaly detector, compiled once for the CPU alone.</summary>
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
        const string Configuration = "ad.yaml", Model = "ad01_int8.tflite";
        folder.Write(Configuration, $"tinyml_ad:\n  model_name: TINYML_AD\n  tflite_model: {Model}\n  target: {{ board: brd2601b, accelerator: none }}\n");
        File.Copy(Repository.Model($"ad01/{Model}"), folder[Model]);
        return AdcRun.Of("compile", folder[Configuration]);
    }
}
