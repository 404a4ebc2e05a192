using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.Npy;
using Adc.Tests.Cli;
using Adc.Tests.Support;

namespace Adc.Tests.EndToEnd;

/// <summary>float32 kernels on the emulated board: its C library leads to the same bits as the reference.</summary>
public sealed class BoardFloatTests
{
    private const int Rows = 4, Elements = 500;

    private static readonly TensorType Type = GraphDraft.Float32(1, Elements);

    [BoardTheory]
    [InlineData("cpu")]
    [InlineData("board")]
    public void Every_function_of_float32_equals_the_reference(string engine)
    {
        using var folder = new WorkFolder();
        string model = folder.Write("functions.tflite", GraphFile.Of(EveryFunction())), input = WriteRows(folder);
        foreach (string one in (string[])["reference", engine])
        {
            AdcRun.Of(["run", model, "--engine", one, "--input", input, "--output", $"y7={folder[$"{one}.npy"]}", "--all-tensors", folder[one]]).Succeeded();
        }

        string[] files = [.. Directory.GetFiles(folder["reference"]).Select(Path.GetFileName).Order(StringComparer.Ordinal)!];
        Assert.True(files.Length > EveryFunction().Outputs.Count);
        Assert.All(files, file => Assert.True(
            File.ReadAllBytes(folder[$"reference/{file}"]).AsSpan().SequenceEqual(File.ReadAllBytes(folder[$"{engine}/{file}"])), $"{engine}: {file} differs"));
    }

    private static Graph EveryFunction()
    {
        var draft = new GraphDraft();
        TensorId x = draft.Input("x", Type), magnitude = draft.Add(new Abs(), "y0", Type, x);
        Operator[] ofAny = [new Elu(), new HardSwish(), new LeakyRelu(0.3f), new Logistic(), new Neg(), new Relu(Activation.Relu6), new Softmax(0.7f), new Square(), new Tanh()];
        Operator[] ofMagnitudes = [new Exp(), new Rsqrt(), new Sqrt()];
        TensorId[] outputs =
        [
            .. ofAny.Select((@operator, i) => draft.Add(@operator, $"y{i + 1}", Type, x)),
            .. ofMagnitudes.Select((@operator, i) => draft.Add(@operator, $"y{i + 1 + ofAny.Length}", Type, magnitude)),
        ];
        return draft.Build(outputs);
    }

    /// <summary>Values of all magnitudes from 1e-6 to 50, none of them 0.</summary>
    private static string WriteRows(WorkFolder folder)
    {
        var random = new Random(5);
        float[] values = [.. Enumerable.Range(0, Rows * Elements).Select(_ => (random.Next(2) == 0 ? -1 : 1) * (float)Math.Exp((random.NextDouble() * 17.7) - 13.8))];
        string file = folder["x.npy"];
        File.WriteAllBytes(file, NpyWriter.Write(NpyArray.Of(values, [Rows, 1, Elements])));
        return file;
    }
}
