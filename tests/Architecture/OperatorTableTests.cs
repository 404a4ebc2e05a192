using System.Globalization;
using System.Text;
using Adc.Compiler.Frontends.TfLite;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Lowering;
using Adc.Compiler.Lowering.Cpu;
using Adc.Formats.TfLite;
using Adc.Tests.Support;
using Adc.Tests.Support.Layers;

namespace Adc.Tests.Architecture;

/// <summary>The table of operators in the documentation is written by the tables of the code and of the tests.</summary>
public sealed class OperatorTableTests
{
    private const string Document = "docs/operators.rst";
    private const string TableStart = ".. The test OperatorTableTests writes everything below this line.";

    [Fact]
    public void The_document_lists_every_operator()
    {
        string path = Path.Combine(Repository.Root, Document);
        string[] parts = File.ReadAllText(path).Split(TableStart);
        Assert.Equal(2, parts.Length);
        string expected = Text();
        if (parts[1] != expected)
        {
            File.WriteAllText(Path.ChangeExtension(path, ".received.txt"), parts[0] + TableStart + expected);
            Assert.Fail($"{Document} is not what the code says; the new text stands beside it");
        }
    }

    private static string Text()
    {
        Entry[] entries = [.. Entry.All().OrderBy(entry => entry.Name, StringComparer.Ordinal)];
        var text = new StringBuilder("\n\n.. csv-table:: Overview\n   :header: \"operator\", \"versions\", \"reference\", \"CPU\", \"MVP\"\n\n");
        foreach (Entry entry in entries)
        {
            text.Append(CultureInfo.InvariantCulture, $"   \"{entry.Name}\", \"{entry.Versions}\", \"{entry.Types}\", \"{entry.TargetTypes}\", \"{entry.Accelerated}\"\n");
        }

        foreach (Entry entry in entries)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{entry.Name}\n{new string('~', entry.Name.Length)}\n\n");
            foreach (string line in entry.Remarks)
            {
                text.Append(CultureInfo.InvariantCulture, $"* {line}\n");
            }
        }

        return text.ToString();
    }

    private sealed record Entry(string Name, Type Record)
    {
        private const int Seeds = 20;

        private IEnumerable<RandomLayer> Layers => RandomLayers.All.Where(layer => layer.Name.Split(' ')[0] == Record.Name);

        public string Versions
        {
            get
            {
                int newest = OperatorReaders.All.Where(row => ReaderOf(row.Value) == Record.Name + "Reader").Max(row => OperatorVersions.NewestOf(row.Key));
                return newest == 1 ? "1" : string.Create(CultureInfo.InvariantCulture, $"1 to {newest}");
            }
        }

        public string Types => Elements(Layers);

        public string TargetTypes => CpuLowerings.FoldedOnly.Contains(Record) ? "folded" : Elements(Layers.Where(layer => layer.HasTarget));

        public string Accelerated => Record == typeof(FullyConnected) ? "int8" : "";

        public IEnumerable<string> Remarks
        {
            get
            {
                foreach (LegalityRule rule in CpuLowerings.All.TryGetValue(Record, out ILowering? lowering) ? lowering.Rules : [])
                {
                    yield return $"On the CPU: {rule.Sentence}.";
                }

                if (CpuLowerings.FoldedOnly.Contains(Record))
                {
                    yield return "Only where its inputs are constant, so that it is computed at compile time.";
                }

                if (Record == typeof(FullyConnected))
                {
                    yield return "On the MVP: fed with exact input, 92 % of the outputs equal and none more than 2 steps off, unless configured otherwise; "
                        + "a layer that does not reach that stays on the CPU.";
                }

                foreach (RandomLayer layer in Layers)
                {
                    string what = layer.Name == Record.Name ? "TensorFlow Lite 2.9" : $"TensorFlow Lite 2.9, {layer.Name[(Record.Name.Length + 1)..]}";
                    Agreement agreement = layer.WithLibrary;
                    yield return agreement == Agreement.BitForBit ? $"Against {what}: bit for bit."
                        : !agreement.IsCompared ? $"Against {what}: not compared, {agreement.Reason}."
                        : agreement.Steps > 0 ? string.Create(CultureInfo.InvariantCulture, $"Against {what}: at most {agreement.Steps} off, {agreement.Reason}.")
                        : string.Create(CultureInfo.InvariantCulture, $"Against {what}: within {agreement.Relative:G1} of the largest value, {agreement.Reason}.");
                }
            }
        }

        public static IEnumerable<Entry> All() => typeof(Operator).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Operator)))
            .Select(type => new Entry(string.Join(", ", NamesOf(type)), type)).Where(entry => entry.Name.Length > 0);

        private static IEnumerable<string> NamesOf(Type record) => OperatorReaders.All.Where(row => ReaderOf(row.Value) == record.Name + "Reader")
            .Select(row => row.Key.SchemaName()).Order(StringComparer.Ordinal);

        private static string ReaderOf(OperatorReader reader) => reader.Method.DeclaringType!.Name;

        private string Elements(IEnumerable<RandomLayer> layers) => string.Join(", ", layers
            .SelectMany(layer => Enumerable.Range(1, Seeds).SelectMany(seed => Elements(layer.Alone(seed)))).Distinct().Order().Select(element => element.DisplayName()));

        private IEnumerable<ElementType> Elements(Graph graph) => graph.Nodes.Where(node => node.Operator.GetType() == Record)
            .Select(node => graph.TypeOf(node.Inputs.Where(id => !id.IsNone).OrderBy(id => graph[id].IsConstant).First()).Element);
    }
}
