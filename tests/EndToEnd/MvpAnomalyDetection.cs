using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Pipeline;
using Adc.Formats.Npy;
using Adc.Simulator;
using Adc.Tests.Cli;
using Adc.Tests.Support;

namespace Adc.Tests.EndToEnd;

/// <summary>The anomaly-detection benchmark for the accelerator, emitted once for all tests: real clips, windows to centre on that are not judged.</summary>
public sealed class MvpAnomalyDetection : IDisposable
{
    /// <summary>Configuration that keeps all weights in flash.</summary>
    public const string InFlash = "{ constants: flash }";

    private const int FramesPerWindow = 5;
    private const int Mels = 128;
    private const int WindowsApart = 39;

    private readonly WorkFolder folder = new("ad");
    private readonly Dictionary<string, Compilation> emitted = [];
    private readonly Lazy<sbyte[][]> acceleratedOutputs;

    public MvpAnomalyDetection() => acceleratedOutputs = new(() =>
    {
        Compilation compilation = Emitted(InFlash);
        TensorId output = compilation.Plan.Lowered.Graph.Outputs[0];
        return [.. Simulated(compilation, JudgedRows).Select(row => row[output].ToArray<sbyte>())];
    });

    /// <summary>float32 [72, 200, 128].</summary>
    internal NpyArray Clips { get; } = Npy("clips.npy");

    /// <summary>The 288 judged windows, already quantized.</summary>
    internal Sequence<Sequence<ConstantData>> JudgedRows { get; } = RowsOf(Npy("x_test_ad_int8.npy"));

    internal sbyte[][] IntegerOutputs { get; } = [.. RowsOf(Npy("golden_int8_output.npy")).Select(row => row[0].ToArray<sbyte>())];

    /// <summary>The same on the accelerator, weights in flash.</summary>
    internal sbyte[][] AcceleratedOutputs => acceleratedOutputs.Value;

    /// <summary>The sources under a line of configuration.</summary>
    /// <param name="memory">The value of the key 'memory'.</param>
    internal Compilation Emitted(string memory)
    {
        lock (emitted)
        {
            if (!emitted.TryGetValue(memory, out Compilation? compilation))
            {
                int clipsApart = memory == InFlash ? 4 : 9; // fewer rows judge the layers when only cycles matter
                emitted[memory] = compilation = Emit(Repository.Model("ad01/ad01_int8.tflite"), memory, clipsApart);
            }

            return compilation;
        }
    }

    /// <summary>The same network as the vendor trained it; there are no clips for it.</summary>
    internal Compilation EmittedVendorModel(string memory) => Emit(Repository.Model("mltk_ad/anomaly_detection.tflite"), memory, clipsApart: 0);

    /// <summary>Every tensor of each row on the simulated accelerator.</summary>
    internal static IReadOnlyList<IReadOnlyDictionary<TensorId, ConstantData>> Simulated(Compilation compilation, Sequence<Sequence<ConstantData>> rows) =>
        new Engines().Accelerated(compilation.Plan, compilation.Request, rows, CancellationToken.None);

    /// <summary>Windows of every clip, the first one at its first frame.</summary>
    internal IEnumerable<(int Clip, float[] Features)> Windows(int framesApart)
    {
        float[] frames = Clips.ToFloat32();
        return Enumerable.Range(0, Clips.Shape[0]).SelectMany(clip =>
            Enumerable.Range(0, ((Clips.Shape[1] - FramesPerWindow) / framesApart) + 1).Select(index => (clip, Window(frames, clip, index * framesApart))));
    }

    // A window as 640 features.
    private float[] Window(float[] frames, int clip, int firstFrame) =>
        frames.AsSpan(((clip * Clips.Shape[1]) + firstFrame) * Mels, FramesPerWindow * Mels).ToArray();

    internal static NpyArray Npy(string name)
    {
        NpyReadResult result = NpyReader.Read(File.ReadAllBytes(Repository.Model($"ad01/data/{name}")));
        return result.Array ?? throw new InvalidOperationException(result.Problem);
    }

    public void Dispose() => folder.Dispose();

    private static Sequence<Sequence<ConstantData>> RowsOf(NpyArray array)
    {
        int size = array.Data.Length / array.Shape[0];
        return Enumerable.Range(0, array.Shape[0]).Select(row => (Sequence<ConstantData>)[new ConstantData(array.Data.Slice(row * size, size))]).ToSequence();
    }

    private Compilation Emit(string model, string memory, int clipsApart)
    {
        string train = "";
        if (clipsApart > 0)
        {
            folder.Write($"train{clipsApart}.npy", TrainingWindows(clipsApart));
            train = $"\n  train_data: train{clipsApart}.npy";
        }

        string yaml = folder.Write($"ad{emitted.Count}.yaml", $"ad:\n  tflite_model: {model}{train}\n  memory: {memory}\n");
        var diagnostics = new DiagnosticBag();
        ModelConfig config = ConfigReader.ReadFile(yaml, ConfigOptions.Default, diagnostics)!.Models[0];
        Compilation? compilation = new ModelCompiler(new Engines()).Emit(
            ConfiguredRequest.From(config, diagnostics)!, _ => TestSelection.Seeded, graph => ConfiguredRequest.CalibrationRows(config, graph, diagnostics),
            diagnostics, CancellationToken.None);
        Assert.True(compilation is not null && !diagnostics.HasErrors, string.Join('\n', diagnostics.All));
        return compilation;
    }

    private NpyArray TrainingWindows(int clipsApart)
    {
        int[] judged = Npy("window_index.npy").ToInt32();
        HashSet<(int, int)> held = [.. judged.Chunk(2).Select(pair => (pair[0], pair[1]))];
        float[] frames = Clips.ToFloat32();
        List<float> windows = [];
        for (int clip = 0; clip < Clips.Shape[0]; clip += clipsApart)
        {
            for (int frame = 3; frame + FramesPerWindow <= Clips.Shape[1]; frame += WindowsApart)
            {
                if (!held.Contains((clip, frame)))
                {
                    windows.AddRange(Window(frames, clip, frame));
                }
            }
        }

        return NpyArray.Of(windows.ToArray(), windows.Count / (FramesPerWindow * Mels), FramesPerWindow * Mels);
    }
}
