using System.Diagnostics;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Emission;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Frontends.TfLite;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Memory;
using Adc.Compiler.Passes;
using Adc.Compiler.Pipeline;
using Adc.Formats.TfLite;
using Adc.Simulator;
using Adc.Tests.Support;
using Adc.Tests.Support.Layers;

namespace Adc.Tests.EndToEnd;

/// <summary>Whatever stands in a model file, compiling it ends soon, with C or with diagnostics, and never with a bug of ours.</summary>
public sealed class HostileModelsTests
{
    private static readonly CompileRequest Request = ConfiguredRequest.ForModel("hostile.tflite", Rounding.Tflm);
    private static readonly TimeSpan HangGuard = TimeSpan.FromSeconds(20);

    public static TheoryData<string> Layers => [.. RandomLayers.All.Select(layer => layer.Name)];

    [Theory]
    [Seeds(6)]
    public void Bytes_changed_at_random_end_well(int seed)
    {
        var random = new Random(seed);
        byte[] file = TfLiteWriter.Write(GraphFile.Of(RandomGraph.Of(seed, largestLayer: 5)));
        Dictionary<bool, int> outcomes = new() { [false] = 0, [true] = 0 };
        var watch = Stopwatch.StartNew();
        for (int i = 0; i < 250; i++)
        {
            byte[] broken = [.. file];
            for (int bytes = random.Next(1, 4); bytes > 0; bytes--)
            {
                broken[random.Next(broken.Length)] = random.Next(3) switch { 0 => 0, 1 => 0xff, _ => (byte)random.Next(256) };
            }

            outcomes[EndsWell(broken)]++;
        }

        Assert.True(outcomes[true] > 0 && outcomes[false] > 0, $"seed {seed}: {outcomes[true]} compiled, {outcomes[false]} refused");
        Assert.True(watch.Elapsed < HangGuard, $"seed {seed} took {watch.Elapsed}");
    }

    [Theory]
    [Seeds(6)]
    public void Numbers_changed_in_a_well_formed_file_end_well(int seed)
    {
        // The reader finds nothing wrong with the form of these files: shapes, indices, scales and options reach the stages behind it.
        var random = new Random(seed);
        var watch = Stopwatch.StartNew();
        for (int i = 0; i < 250; i++)
        {
            TfLiteModel model = TfLiteReader.Read(TfLiteWriter.Write(GraphFile.Of(RandomGraph.Of(random.Next(), largestLayer: 5)))).Model!;
            for (int changes = random.Next(1, 3); changes > 0; changes--)
            {
                model = model with { Subgraphs = [Changed(model.Subgraphs[0], random)] };
            }

            EndsWell(TfLiteWriter.Write(model));
        }

        Assert.True(watch.Elapsed < HangGuard, $"seed {seed} took {watch.Elapsed}");
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Every_kind_of_layer_ends_well_when_numbers_or_bytes_are_changed(string layer)
    {
        var random = new Random(layer.Length);
        var watch = Stopwatch.StartNew();
        for (int i = 0; i < 60; i++)
        {
            byte[] file = TfLiteWriter.Write(GraphFile.Of(RandomLayers.Named(layer).Alone(i + 1)));
            TfLiteModel model = TfLiteReader.Read(file).Model!;
            TfLiteModel changed = random.Next(2) == 0 ? model with { Buffers = [.. model.Buffers.Select(buffer => Changed(buffer, random))] }
                : model with { Subgraphs = [Changed(model.Subgraphs[0], random), .. model.Subgraphs.Skip(1)] };
            EndsWell(TfLiteWriter.Write(changed));
            file[random.Next(file.Length)] = (byte)random.Next(256);
            EndsWell(file);
        }

        Assert.True(watch.Elapsed < HangGuard, $"{layer} took {watch.Elapsed}");
    }

    [Theory]
    [InlineData(1 << 29, 4)] // 2^31 bytes: no tensor may be so large
    [InlineData((1 << 29) - 1, 4)]
    [InlineData(1 << 28, 4)] // widened, 2^31 bytes
    [InlineData(1 << 20, 64)]
    public void Tensors_of_gigabytes_are_refused_before_anybody_allocates_them(int batches, int columns)
    {
        var builder = new TfLiteModelBuilder();
        TfLiteQuantization q = new([0.5f], [0]);
        int x = builder.AddTensor("x", TfLiteTensorType.Int8, [batches, columns], q), y = builder.AddTensor("y", TfLiteTensorType.Int8, [batches, columns], q);
        int weights = builder.AddTensor("w", TfLiteTensorType.Int8, [columns, columns], q, new byte[columns * columns]);
        builder.AddOperator(BuiltinOperator.FullyConnected, 4, [x, weights, -1], [y]);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.False(EndsWell(TfLiteWriter.Write(builder.Build([x], [y]))));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50_000_000);
    }

    [Fact]
    public void An_operator_that_reads_its_own_empty_result_is_refused()
    {
        var builder = new TfLiteModelBuilder();
        TfLiteQuantization q = new([0.5f], [0]);
        int empty = builder.AddTensor("empty", TfLiteTensorType.Int8, [0], q);
        builder.AddOperator(BuiltinOperator.Reshape, 1, [empty], [empty]);

        Assert.False(EndsWell(TfLiteWriter.Write(builder.Build([], [empty]))));
    }

    /// <summary>True when the file was compiled.</summary>
    private static bool EndsWell(byte[] file)
    {
        var diagnostics = new DiagnosticBag();
        bool compiled = Compile(file, diagnostics);
        Assert.Equal(!compiled, diagnostics.HasErrors);
        Assert.All(diagnostics.All, diagnostic =>
        {
            Assert.DoesNotContain("ADC9", diagnostic.Code, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', diagnostic.ToString());
        });
        return compiled;
    }

    private static bool Compile(byte[] file, DiagnosticBag diagnostics)
    {
        var engines = new Engines();
        if (TfLiteFrontend.Read(file, "hostile.tflite", diagnostics) is not Graph graph
            || PassPipeline.Run(graph, new PassContext(engines.Evaluator(Rounding.Tflm), diagnostics)) is not Graph passed
            || FrontHalf.Plan(new LoadedModel(file, graph, passed, "", new Dictionary<string, string>()), Request, engines, () => throw new InvalidOperationException("there is no accelerator"), diagnostics) is not PlannedModel plan)
        {
            return false;
        }

        Sequence<Sequence<ConstantData>> rows = SeededRows.For(passed, 3).Rows;
        Sequence<Sequence<ConstantData>> outputs = engines.Reference(passed, Rounding.Tflm, rows, CancellationToken.None);
        var vectors = new TestVectors("seeded rows", rows.Zip(outputs, (input, output) => new TestVector(input, output)).ToSequence());
        Emitter.Emit(plan, new ModelIdentity("hostile", "hostile.tflite", new string('0', 64), "0", Rounding.Tflm), vectors, Request.Target.Layout, new FirmwareOptions());
        return true;
    }

    /// <summary>Constants of a few bytes are axes, extents and paddings: other numbers there.</summary>
    private static ReadOnlyMemory<byte> Changed(ReadOnlyMemory<byte> buffer, Random random)
    {
        const int Few = 48;
        byte[] bytes = buffer.ToArray();
        if (bytes.Length is > 0 and <= Few && random.Next(2) == 0)
        {
            int place = random.Next(bytes.Length) / sizeof(int) * sizeof(int);
            byte[] number = BitConverter.GetBytes(random.GetItems([-1, 0, 1, 2, 3, 7, 100, int.MaxValue, int.MinValue], 1)[0]);
            number.AsSpan(0, Math.Min(number.Length, bytes.Length - place)).CopyTo(bytes.AsSpan(place));
        }

        return bytes;
    }

    private static TfLiteSubgraph Changed(TfLiteSubgraph graph, Random random)
    {
        int tensor = random.Next(graph.Tensors.Count), @operator = random.Next(graph.Operators.Count);
        TfLiteSubgraph Tensor(Func<TfLiteTensor, TfLiteTensor> change) =>
            graph with { Tensors = [.. graph.Tensors.Select((t, i) => i == tensor ? change(t) : t)] };
        TfLiteSubgraph Operator(Func<TfLiteOperator, TfLiteOperator> change) =>
            graph with { Operators = [.. graph.Operators.Select((o, i) => i == @operator ? change(o) : o)] };
        int[] Redirected(IReadOnlyList<int> ids) => [.. ids.Select(id => random.Next(3) == 0 ? random.Next(-1, graph.Tensors.Count) : id)];
        float scale = random.GetItems([float.Epsilon, 1e-30f, 1e-5f, 1f, 1e5f, 1e30f, float.MaxValue], 1)[0];
        int[] extents = random.GetItems([0, 1, 2, 3, 5, 1 << 10, 1 << 15, 1 << 30, int.MaxValue], random.Next(0, 4));
        return random.Next(9) switch
        {
            0 => Tensor(t => t with { Shape = extents }),
            1 => Tensor(t => t with { Quantization = new([scale], [random.Next(-128, 128)]) }),
            2 => Tensor(t => t with { Quantization = null }),
            3 => Tensor(t => t with { Type = random.GetItems(Enum.GetValues<TfLiteTensorType>(), 1)[0] }),
            4 => Tensor(t => t with { IsVariable = true }),
            5 => Operator(o => o with { Inputs = Redirected(o.Inputs) }),
            6 => Operator(o => o with { Outputs = Redirected(o.Outputs) }),
            7 => graph with { Inputs = Redirected(graph.Inputs) },
            _ => graph with { Outputs = Redirected(graph.Outputs) },
        };
    }
}
