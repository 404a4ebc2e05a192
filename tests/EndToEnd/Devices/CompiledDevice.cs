using Adc.Formats.Npy;
using Adc.Tests.Cli;
using Adc.Tests.Lowering.Mvp;
using Adc.Tests.Support;

namespace Adc.Tests.EndToEnd.Devices;

/// <summary>A small network for the accelerator, compiled once with the application that answers over the serial line.</summary>
public sealed class CompiledDevice : IDisposable
{
    private readonly Lazy<WorkFolder> folder = new(() =>
    {
        var folder = new WorkFolder("device");
        folder.Write("tiny.tflite", GraphFile.Of(RandomFullyConnected.Chain(5, 300, 48, 32)));
        folder.Write("other.tflite", GraphFile.Of(RandomFullyConnected.Chain(6, 300, 48, 32)));
        folder.Write("tiny.yaml", "tiny:\n  tflite_model: tiny.tflite\n  firmware: { app: device }\n  mvp: { force_mvp: [0] }\n");
        var random = new Random(3);
        sbyte[] rows = [.. Enumerable.Range(0, 3 * 300).Select(_ => (sbyte)random.Next(-128, 128))];
        folder.Write("x.npy", NpyArray.Of(rows, 3, 300));
        AdcRun.Of("compile", folder["tiny.yaml"]).Succeeded();
        AdcRun.Of("run", folder["outputs/tiny"], "--input", folder["x.npy"], "--output", folder["expected.npy"], "--engine", "board", "--all-tensors", folder["expected"]).Succeeded();
        return folder;
    });

    internal WorkFolder Folder => folder.Value;

    internal string Output => Folder["outputs/tiny"];

    internal string Image => Folder["outputs/tiny/firmware/tiny.elf"];

    /// <summary>Rows through a board at a port.</summary>
    internal AdcRun Run(string port, string output, params string[] arguments) =>
        AdcRun.Of(["run", Output, "--input", Folder["x.npy"], "--output", Folder[output], "--engine", "device", "--port", port, .. arguments]);

    public void Dispose()
    {
        if (folder.IsValueCreated)
        {
            folder.Value.Dispose();
        }
    }
}
