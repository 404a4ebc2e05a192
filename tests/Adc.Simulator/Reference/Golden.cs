using Adc.Compiler.Diagnostics;
using Adc.Compiler.Frontends.TfLite;
using Adc.Compiler.Ir;
using Adc.Formats.Npy;
using Adc.Tests.Support;

namespace Adc.Tests.Simulator.Reference;

/// <summary>Real models and the vectors that TensorFlow Lite Micro's reference kernels gave for them.</summary>
internal static class Golden
{
    /// <param name="path">Relative to the shared models, e.g. ad01/ad01_int8.tflite.</param>
    public static Graph Graph(string path)
    {
        var diagnostics = new DiagnosticBag();
        return TfLiteFrontend.Read(File.ReadAllBytes(Repository.Model(path)), path, diagnostics)
            ?? throw new InvalidOperationException(string.Join('\n', diagnostics.All));
    }

    public static NpyArray Array(string path)
    {
        NpyReadResult result = NpyReader.Read(File.ReadAllBytes(Repository.Model(path)));
        return result.Array ?? throw new InvalidOperationException($"{path}: {result.Problem}");
    }

    /// <summary>The computed tensors of case 0 of a model, by their index in the file.</summary>
    public static IReadOnlyDictionary<int, NpyArray> TensorsOfCase0(string path)
    {
        string file = Beside(path, "tensors_case0.npz");
        NpzReadResult result = NpzReader.Read(File.ReadAllBytes(Repository.Model(file)));
        return (result.Arrays ?? throw new InvalidOperationException($"{file}: {result.Problem}"))
            .ToDictionary(pair => int.Parse(pair.Key[1..], System.Globalization.CultureInfo.InvariantCulture), pair => pair.Value);
    }

    public static NpyArray Inputs(string path) => Array(Beside(path, "input.npy"));

    public static NpyArray Outputs(string path) => Array(Beside(path, "output.npy"));

    /// <summary>The rows of an array, each as the value of a tensor.</summary>
    public static IReadOnlyList<TensorValue> Rows(NpyArray array, TensorType type) =>
        [.. Enumerable.Range(0, array.Shape[0]).Select(row =>
            new TensorValue(type, new ConstantData(array.Data.Slice(row * type.SizeInBytes, type.SizeInBytes))))];

    private static string Beside(string path, string suffix) =>
        $"{Path.GetDirectoryName(path)}/golden/{Path.GetFileNameWithoutExtension(path)}_{suffix}";
}
