using System.Globalization;
using System.Text;
using Adc.Compiler.Emission;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Memory;
using Adc.Compiler.Toolchain;
using Adc.Simulator.Reference;
using Adc.Tests.Firmware;

namespace Adc.Tests.EndToEnd;

/// <summary>The emitted C of many models in one program: one run of the C compiler, one process.</summary>
internal sealed class ManyModels
{
    // A model with a state goes on from row to row, and starts over once.
    private const int RowBeforeReset = 1;

    private readonly List<Entry> entries = [];

    public int Count => entries.Count;

    /// <summary>The C functions of all kernels that the models call, each once.</summary>
    public IEnumerable<string> Functions => entries.SelectMany(entry => entry.Plan.Lowered.Steps).Select(step => step.Call).OfType<KernelCall>().Select(call => call.Kernel.Function)
        .Distinct().Order(StringComparer.Ordinal);

    /// <param name="graph">After all passes.</param>
    /// <param name="label">Tells in a failure which model it was.</param>
    public void Add(string label, Graph graph, LoweringOptions lowering, MemoryOptions memory, Sequence<Sequence<ConstantData>> rows)
    {
        var diagnostics = new Adc.Compiler.Diagnostics.DiagnosticBag();
        var evaluator = new ReferenceEvaluator(lowering.Rounding);
        LoweredModel? lowered = Lowerer.Lower(graph, lowering, evaluator, diagnostics);
        Assert.True(lowered is not null, $"{label}: {string.Join('\n', diagnostics.All)}");
        PlannedModel plan = MemoryPlanner.Plan(lowered, memory);
        Assert.Empty(PlanVerifier.Verify(plan));
        entries.Add(new(string.Create(CultureInfo.InvariantCulture, $"m{entries.Count}"), label, plan, evaluator, rows));
    }

    /// <summary>Builds and runs all models and compares every tensor of every row with the reference, bit for bit.</summary>
    public void AssertEqualToReference(string compiler, params string[] flags)
    {
        using var folder = new BuildFolder();
        string[] kernels = Write(folder);
        string program = folder.File("all");
        NativeTool.Run(compiler, [.. CFlags.Host.Where(flag => flag != "-O2"), .. flags, folder.File("all.c"), .. kernels, "-o", program, .. CFlags.Libraries]);
        byte[] input = [.. entries.SelectMany(entry => entry.Rows.SelectMany(row => row.SelectMany(value => value.Bytes.ToArray())))];
        (int exitCode, byte[] output, string error) = ToolRun.Pipe(program, [], Path.GetTempPath(), input, CancellationToken.None);
        Assert.True(exitCode == 0, $"the program ended with {exitCode}\n{error}");

        var reader = new ByteReader(output);
        foreach (Entry entry in entries)
        {
            Compare(entry, reader);
        }

        Assert.True(reader.IsAtEnd);
    }

    private static void Compare(Entry entry, ByteReader reader)
    {
        LoweredModel lowered = entry.Plan.Lowered;
        ReferenceSession session = new ReferenceExecutor(lowered.Graph, entry.Evaluator).Start();
        for (int row = 0; row < entry.Rows.Count; row++)
        {
            TensorValue[] inputs = [.. entry.Rows[row].Zip(lowered.Graph.Inputs, (data, id) => new TensorValue(lowered.Graph.TypeOf(id), data))];
            IReadOnlyDictionary<TensorId, TensorValue> expected = session.RunAll(inputs);
            Dictionary<int, byte[]> arenaAfter = lowered.Layers.Where(layer => layer.Steps.Count > 0)
                .ToDictionary(layer => layer.Index, _ => reader.Take(entry.Plan.ArenaSizeInBytes));
            Dictionary<int, TensorPlace> places = TensorPlace.AllOf(entry.Plan).ToDictionary(place => place.SourceIndex);
            foreach (Node node in lowered.Graph.Nodes)
            {
                foreach (TensorId output in node.Outputs.Where(output => places.ContainsKey(output.Value)))
                {
                    Same(
                        $"{entry.Label} ({entry.Name}), row {row}, {node.Operator} of {node.Origin}",
                        expected[output].Data, places[output.Value].Read(entry.Rows[row], arenaAfter));
                }
            }

            foreach (string way in (string[])["layer by layer", "at once"])
            {
                expected = way == "at once" && lowered.States.Count > 0 ? session.RunAll(inputs) : expected;
                foreach (TensorId id in lowered.Graph.Outputs)
                {
                    var output = new ConstantData(reader.Take(lowered.Graph.TypeOf(id).SizeInBytes));
                    Same($"{entry.Label} ({entry.Name}), row {row}, output {lowered.Graph[id].Name} {way}", expected[id].Data, output);
                }
            }

            if (row == RowBeforeReset)
            {
                session.Reset();
            }
        }
    }

    private static void Same(string what, ConstantData expected, ConstantData actual) => Assert.True(
        expected.Equals(actual),
        $"{what}: expected {Convert.ToHexString(expected.Bytes.Span)}, got {Convert.ToHexString(actual.Bytes.Span)}");

    /// <returns>The kernels' sources. They are compiled one by one, as their local names may be alike; the models together in one.</returns>
    private string[] Write(BuildFolder folder)
    {
        Dictionary<string, string> files = new(StringComparer.Ordinal);
        var all = new StringBuilder();
        foreach (Entry entry in entries)
        {
            var identity = new ModelIdentity(entry.Name, "random.tflite", new string('a', 64), "0.0.0", entry.Evaluator.Rounding);
            var layout = new TargetLayout(0, 1 << 20, 0x20000000, 1 << 18, 1 << 12, "firmware/boards/efr32xg24/", "brd2601b");
            SourceTree tree = Emitter.Emit(entry.Plan, identity, new TestVectors("none", []), layout, new FirmwareOptions());
            foreach (SourceFile file in tree.Files.Where(file => file.Role is SourceRole.Model or SourceRole.Kernel))
            {
                files[file.Path] = file.Text;
            }
        }

        string[] kernels = [.. files.Keys.Where(path => path.StartsWith("kernels/", StringComparison.Ordinal) && path.EndsWith(".c", StringComparison.Ordinal))];
        foreach (string source in files.Keys.Where(path => path.EndsWith(".c", StringComparison.Ordinal)).Except(kernels).Order(StringComparer.Ordinal))
        {
            all.Append(CultureInfo.InvariantCulture, $"#include \"{source}\"\n");
        }

        all.Append("#include <stdio.h>\n");
        entries.ForEach(entry => all.Append(Driver(entry)));
        all.Append(CultureInfo.InvariantCulture, $"int main(void)\n{{\n{string.Concat(entries.Select(entry => $"    run_{entry.Name}();\n"))}    return 0;\n}}\n");
        files["all.c"] = all.ToString();
        foreach ((string path, string text) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.File(path))!);
            folder.Write(path, text);
        }

        return [.. kernels.Select(folder.File)];
    }

    /// <summary>For each row: the arena after each layer, the outputs, the outputs of one invocation.</summary>
    private static string Driver(Entry entry)
    {
        string name = entry.Name;
        Graph graph = entry.Plan.Lowered.Graph;
        string Port(string kind, int index, int count) => count == 1 ? $"{name}_{kind}(&context)" : $"{name}_{kind}_{index}(&context)";
        string Each(string kind, Sequence<TensorId> ids, Func<string, string, int, string> statement) => string.Concat(
            ids.Select((id, index) => $"        (void){statement(Port(kind, index, ids.Count), $"row_{index}", graph.TypeOf(id).SizeInBytes)};\n"));
        string read = string.Concat(graph.Inputs.Select((id, index) =>
            $"        if (fread(row_{index}, 1u, {graph.TypeOf(id).SizeInBytes}u, stdin) == 0u) {{ return; }}\n"));
        string rows = string.Concat(graph.Inputs.Select((id, index) => $"    static unsigned char row_{index}[{graph.TypeOf(id).SizeInBytes}];\n"));
        string fill = Each("input", graph.Inputs, (port, row, size) => $"memcpy({port}, {row}, {size}u)");
        string write = Each("output", graph.Outputs, (port, _, size) => $"fwrite({port}, 1u, {size}u, stdout)");
        string reset = entry.Plan.Lowered.States.Count == 0 ? "" : $"        if (row == {RowBeforeReset}) {{ (void){name}_reset(&context); }}\n";
        return $$"""
            static void run_{{name}}(void)
            {
                static {{name}}_context_t context;
            {{rows}}    (void){{name}}_init(&context);
                for (int row = 0; row < {{entry.Rows.Count}}; row++) {
            {{read}}{{fill}}        for (uint32_t layer = 0u; layer < {{name.ToUpperInvariant()}}_LAYER_COUNT; layer++) {
                        (void){{name}}_invoke_layer(&context, layer);
                        (void)fwrite(context.arena, 1u, sizeof context.arena, stdout);
                    }
            {{write}}{{fill}}        (void){{name}}_invoke(&context);
            {{write}}{{reset}}    }
            }

            """;
    }

    private sealed record Entry(string Name, string Label, PlannedModel Plan, ReferenceEvaluator Evaluator, Sequence<Sequence<ConstantData>> Rows);

    private sealed class ByteReader(byte[] bytes)
    {
        private int position;

        public bool IsAtEnd => position == bytes.Length;

        public byte[] Take(int count)
        {
            position += count;
            return bytes[(position - count)..position];
        }
    }
}
