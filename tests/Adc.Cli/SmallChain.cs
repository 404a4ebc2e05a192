using Adc.Tests.Lowering.Mvp;
using Adc.Tests.Support;

namespace Adc.Tests.Cli;

/// <summary>Two layers, 40 to 48 to 32 numbers, large enough for the accelerator.</summary>
internal static class SmallChain
{
    /// <summary>A folder with tiny.tflite and a tiny.yaml of this further key.</summary>
    public static WorkFolder Folder(string key = "")
    {
        var folder = new WorkFolder();
        folder.Write("tiny.tflite", GraphFile.Of(RandomFullyConnected.Chain(5, 40, 48, 32)));
        folder.Write("tiny.yaml", Yaml(key));
        return folder;
    }

    public static string Yaml(string key) => $"tiny:\n  tflite_model: tiny.tflite\n  {key}\n";
}
