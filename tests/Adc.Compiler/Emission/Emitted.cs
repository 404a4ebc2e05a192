using Adc.Compiler.Emission;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Memory;
using Adc.Simulator;
using Adc.Tests.Firmware;
using Adc.Tests.Lowering;
using Adc.Tests.Passes;

namespace Adc.Tests.Emission;

/// <summary>A graph turned into source files, with test vectors from seeded rows.</summary>
internal static class Emitted
{
    public static readonly TargetLayout Target =
        new(0x08000000, 0x17E000, 0x20000000, 0x40000, 0x2000, "firmware/boards/efr32xg24/", "brd2601b");

    public static SourceTree Of(
        Graph graph, string name = "tiny", string source = "tiny.tflite", MemoryOptions? memory = null, int vectors = 2, LoweringOptions? lowering = null,
        FirmwareOptions? firmware = null)
    {
        graph = Pass.AfterAll(graph);
        PlannedModel plan = MemoryPlanner.Plan(LoweredText.Lower(graph, lowering), memory ?? new MemoryOptions());
        Rounding rounding = (lowering ?? new LoweringOptions()).Rounding;
        TestRows rows = SeededRows.For(graph, vectors);
        Sequence<Sequence<ConstantData>> outputs = new Engines().Reference(graph, rounding, rows.Rows, CancellationToken.None);
        var expected = new TestVectors(rows.Origin, rows.Rows.Zip(outputs, (input, output) => new TestVector(input, output)).ToSequence());
        return Emitter.Emit(plan, new ModelIdentity(name, source, Hash(), "1.2.3", rounding), expected, Target, firmware ?? new FirmwareOptions());
    }

    public static string Text(this SourceTree tree, string path) => Assert.Single(tree.Files, file => file.Path == path).Text;

    /// <summary>Puts all files into a folder; gives back the paths that have one of some roles and are translated.</summary>
    public static string[] Write(this SourceTree tree, BuildFolder folder, params SourceRole[] roles)
    {
        foreach (SourceFile file in tree.Files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.File(file.Path))!);
            folder.Write(file.Path, file.Text);
        }

        return [.. tree.Sources(roles).Select(file => folder.File(file.Path))];
    }

    private static string Hash() => string.Concat(Enumerable.Repeat("0123456789abcdef", 4));
}
