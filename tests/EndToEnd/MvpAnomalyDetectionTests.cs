using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Pipeline;
using Adc.Compiler.Reports;
using Adc.Compiler.Toolchain;
using Adc.Simulator;
using Adc.Simulator.Mvp;
using Adc.Simulator.Reference;
using Adc.Tests.Cli;
using Adc.Tests.Firmware;
using Adc.Tests.Support;

namespace Adc.Tests.EndToEnd;

/// <summary>What the accelerator must reach on the anomaly-detection benchmark: cycles, memory, error, and the same bits everywhere.</summary>
public sealed class MvpAnomalyDetectionTests(MvpAnomalyDetection benchmark) : IClassFixture<MvpAnomalyDetection>
{
    private const string InRam = "{ ram_budget: 196kB }";

    [SharedFact]
    public void Cycles_with_all_weights_in_flash() => Assert.InRange(new ReportFigures(benchmark.Emitted(MvpAnomalyDetection.InFlash)).AcceleratorCycles, 132_096, 203_000);

    [SharedFact]
    public void Cycles_with_weights_in_196_kilobytes_of_RAM()
    {
        var figures = new ReportFigures(benchmark.Emitted(InRam));
        Assert.InRange(figures.AcceleratorCycles, 132_096, 158_000);
        Assert.InRange(figures.ContextInBytes + figures.PinnedInBytes, 150_000, 196_000);
    }

    [SharedFact]
    public void Every_layer_is_accelerated() => Assert.All(benchmark.Emitted(MvpAnomalyDetection.InFlash).Plan.Lowered.Layers, layer => Assert.Equal(Engine.Mvp, layer.Engine));

    [SharedFact]
    public void Outputs_of_real_windows_stay_near_the_integer_reference()
    {
        int[] differences = [.. benchmark.AcceleratedOutputs
            .Zip(benchmark.IntegerOutputs, (row, expected) => row.Zip(expected, (have, want) => Math.Abs(have - want))).SelectMany(row => row)];
        Assert.Equal(288 * 640, differences.Length);
        Assert.InRange(differences.Average(), 0.01, 0.40);
        Assert.InRange(differences.Count(difference => difference <= 1) / (double)differences.Length, 0.98, 1);
        Assert.InRange(differences.Count(difference => difference > 8) / (double)differences.Length, 0, 0.0001);
    }

    [SharedFact]
    public void Each_layer_alone_stays_near_the_integer_reference()
    {
        Compilation compilation = benchmark.Emitted(MvpAnomalyDetection.InFlash);
        Graph graph = compilation.Plan.Lowered.Graph;
        var executor = new ReferenceExecutor(graph, new ReferenceEvaluator(Rounding.Tflm));
        IReadOnlyDictionary<TensorId, ConstantData>[] exact = [.. benchmark.JudgedRows
            .Select(row => executor.RunAll([new TensorValue(graph.TypeOf(graph.Inputs[0]), row[0])])
                .Select(entry => KeyValuePair.Create(entry.Key, entry.Value.Data)).Append(KeyValuePair.Create(graph.Inputs[0], row[0])).ToDictionary())];
        var alone = new MvpModelExecutor(compilation.Plan, Rounding.Tflm, MvpSimulatorOptions.Default);
        foreach (LoweredLayer layer in compilation.Plan.Lowered.Layers)
        {
            int[] differences = [.. alone.RunLayer(layer, exact)
                .Zip(exact, (have, row) => have.ToArray<sbyte>().Zip(row[layer.Node.Output].ToArray<sbyte>(), (a, b) => Math.Abs(a - b))).SelectMany(row => row)];
            Assert.InRange(differences.Max(), 0, 2);
            Assert.InRange(differences.Count(difference => difference == 0) / (double)differences.Length, 0.92, 1);
        }
    }

    [SharedFact]
    public void Anomalies_are_found_as_well_as_by_the_integer_reference()
    {
        const int FramesApart = 15;
        Compilation compilation = benchmark.Emitted(MvpAnomalyDetection.InFlash);
        Graph graph = compilation.Plan.Lowered.Graph;
        (int Clip, float[] Features)[] windows = [.. benchmark.Windows(FramesApart)];
        Quantization input = graph.TypeOf(graph.Inputs[0]).Quantization!;
        Sequence<Sequence<ConstantData>> rows = windows.Select(window => (Sequence<ConstantData>)[ConstantData.Of<sbyte>(
            [.. window.Features.Select(value => (sbyte)Math.Clamp(MathF.Round(value / input.Scale, MidpointRounding.AwayFromZero) + input.ZeroPoint, -128, 127))])]).ToSequence();
        Quantization output = graph.TypeOf(graph.Outputs[0]).Quantization!;
        double integer = Auc(windows, new Engines().Reference(graph, Rounding.Tflm, rows, CancellationToken.None).Select(row => row[0]), output);
        double accelerated = Auc(windows, MvpAnomalyDetection.Simulated(compilation, rows).Select(row => row[graph.Outputs[0]]), output);
        Assert.InRange(integer, 0.80, 0.90);
        Assert.InRange(accelerated, integer - 0.01, integer + 0.01);
    }

    // Area under the ROC curve over all clips: a clip's score is the mean squared error of its windows.
    private static double Auc(IEnumerable<(int Clip, float[] Features)> windows, IEnumerable<ConstantData> outputs, Quantization quantization)
    {
        bool[] isAnomalous = [.. File.ReadLines(Repository.Model("ad01/data/clips.csv")).Skip(1).Select(line => line.Split(',')[3] == "1")];
        double[] scores = new double[isAnomalous.Length];
        foreach (((int clip, float[] features), ConstantData result) in windows.Zip(outputs))
        {
            scores[clip] += features.Zip(result.ToArray<sbyte>(), (x, y) => Math.Pow(x - ((y - quantization.ZeroPoint) * (double)quantization.Scale), 2)).Sum();
        }

        double[] anomalous = [.. scores.Where((_, clip) => isAnomalous[clip])], normal = [.. scores.Where((_, clip) => !isAnomalous[clip])];
        return anomalous.Average(one => normal.Average(other => one > other ? 1 : one == other ? 0.5 : 0));
    }

    [SharedAndToolFact("arm-none-eabi-gcc", "cc", "libunicorn.so.2")]
    public void Firmware_is_small_quick_and_equal_bit_for_bit_on_board_and_host()
    {
        using var folder = new WorkFolder();
        Compilation compilation = Built(benchmark.Emitted(MvpAnomalyDetection.InFlash), folder);
        var figures = new ReportFigures(compilation);
        Assert.InRange(figures.RamInBytes, 3_000, 14_000);
        Assert.InRange(figures.CpuCycles!.Value, 500, 8_000);

        Sequence<Sequence<ConstantData>> rows = [benchmark.JudgedRows[0], benchmark.JudgedRows[77], benchmark.JudgedRows[287], benchmark.JudgedRows[0]];
        TensorId output = compilation.Plan.Lowered.Graph.Outputs[0];
        ConstantData[] expected = [.. MvpAnomalyDetection.Simulated(compilation, rows).Select(row => row[output])];
        var diagnostics = new DiagnosticBag();
        using (IBoardSession session = new Engines().Board(compilation.Image!.Elf, BoardTimeLimit.Default, diagnostics, CancellationToken.None)!)
        {
            Assert.Equal(expected, rows.Select(row => session.Invoke(row)[0]));
        }

        string program = HostBuilder.Build(compilation.Sources, folder.Path, diagnostics, CancellationToken.None)!;
        byte[] bytes = [.. rows.SelectMany(row => row[0].Bytes.ToArray())];
        (int exitCode, byte[] onHost, string error) = ToolRun.Pipe(program, ["--rows"], folder.Path, bytes, CancellationToken.None);
        Assert.True(exitCode == 0, error);
        Assert.Equal(expected.SelectMany(row => row.Bytes.ToArray()), onHost);
    }

    [SharedAndToolFact("arm-none-eabi-gcc", "cc", "libunicorn.so.2")]
    public void The_vendors_model_with_float_edges_is_quick()
    {
        using var folder = new WorkFolder();
        var figures = new ReportFigures(Built(benchmark.EmittedVendorModel(MvpAnomalyDetection.InFlash), folder));
        Assert.InRange(figures.AcceleratorCycles, 132_096, 203_000);
        Assert.InRange(figures.CpuCycles!.Value, 500, 30_000);
    }

    private static Compilation Built(Compilation emitted, WorkFolder folder)
    {
        SourceFolder.Write(emitted.Sources, folder.Path);
        var diagnostics = new DiagnosticBag();
        var compiler = new ModelCompiler(new Engines());
        Compilation built = compiler.RunOnBoard(compiler.Build(emitted, folder.Path, diagnostics, CancellationToken.None), diagnostics, CancellationToken.None);
        Assert.True(built.Measurement is not null && !diagnostics.HasErrors, string.Join('\n', diagnostics.All));
        return built;
    }
}
