using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>An operator that only moves elements: one strided move, or a few, perhaps on top of a fill.</summary>
/// <param name="data">The inputs that elements come from; all others are numbers that must be known now. Null: all inputs.</param>
internal abstract class MovingLowering(int? data = 0) : ILowering
{
    public IReadOnlyList<LegalityRule> Rules =>
    [
        Lowering.Cpu.Rules.SameElementsOf(DataOf),
        Lowering.Cpu.Rules.ConstantOperandsBut(DataOf),
        .. ExtraRules,
        Lowering.Cpu.Rules.OperandsFit((node, graph) => MovesOf(node, graph) is not null),
        new(
            "elements must not move along more than six axes at once",
            (node, graph) => MovesOf(node, graph)!.Parts.All(part => part.Move.Parameters(1) is not null)),
    ];

    /// <summary>Rules of the operator, which hold before it is asked for its moves.</summary>
    protected virtual IReadOnlyList<LegalityRule> ExtraRules => [];

    /// <summary>What is moved, or null when the constant operands make no sense for these shapes.</summary>
    protected abstract Moves? MovesOf(Node node, Graph graph);

    public void Lower(Node node, LoweringContext context)
    {
        Moves moves = MovesOf(node, context.Graph)!;
        bool IsUsed(TensorId output) => context.Graph.Outlives(output) || context.Graph.ReadersOf(output).Any();
        MovedPart[] parts = [.. moves.Parts.Where(part => !part.Move.IsEmpty && IsUsed(node.Outputs[part.Output]))];
        context.Decide(Engine.Cpu, parts.Length == 1 && moves.Filler is null ? "moves elements" : $"moves elements in {parts.Length + (moves.Filler is null ? 0 : 1)} steps");

        // What is read is converted first, where it must be: a step that continues an output must directly follow the one that began it.
        Dictionary<TensorId, Operand> sources = parts.Select(part => node.Inputs[part.Input]).Distinct()
            .ToDictionary(tensor => tensor, tensor => context.ReadOrConstant(tensor, "data"));
        Dictionary<int, BufferId> begun = [];
        if (moves.Filler is ConstantData filler)
        {
            begun[0] = context.Allocate(node.Output, BufferForm.Plain);
            context.Add(new Step("fill", new KernelCall(Kernels.Fill, FillOf(context.TypeOf(node.Output), filler)), [], begun[0]));
        }

        foreach (MovedPart part in parts)
        {
            TensorId output = node.Outputs[part.Output];
            bool continues = begun.TryGetValue(part.Output, out BufferId buffer);
            if (!continues)
            {
                begun[part.Output] = buffer = context.Allocate(output, BufferForm.Plain);
            }

            int elementSize = context.TypeOf(output).Element.SizeInBytes();
            bool isSlice = moves.Filler is null && part.Move.Run() == context.TypeOf(node.Inputs[part.Input]).Shape.ElementCount;
            Sequence<KernelParameter> parameters = part.Move.Parameters(elementSize)!;
            context.Add(new Step(part.Purpose, new KernelCall(Kernels.Move, parameters), [sources[node.Inputs[part.Input]]], buffer, Continues: continues)
            {
                SliceOffset = isSlice ? part.Move.TargetOffset * elementSize : null,
            });
        }
    }

    private static Sequence<KernelParameter> FillOf(TensorType type, ConstantData element)
    {
        byte[] pattern = [.. Enumerable.Repeat(element.Bytes.ToArray(), sizeof(long) / element.Bytes.Length).SelectMany(bytes => bytes)];
        return
        [
            new("bytes", new IntegerValue(type.SizeInBytes)),
            new("pattern", new IntegersValue(new ConstantData(pattern).ToArray<int>().ToSequence())),
        ];
    }

    private IEnumerable<int> DataOf(Node node) => data is int only ? [only] : Enumerable.Range(0, node.Inputs.Count);
}

/// <summary>The moves of an operator.</summary>
/// <param name="Parts">In any order: they write different elements.</param>
/// <param name="Filler">One element, for all places of the first output that no part writes; null when there are none.</param>
internal sealed record Moves(Sequence<MovedPart> Parts, ConstantData? Filler = null)
{
    /// <summary>One move from the data to the only output.</summary>
    public static Moves Of(StridedMove move, int input = 0) => new([new MovedPart("move", input, move)]);
}

/// <summary>A move from an input of a node, by its position, to an output.</summary>
/// <param name="Purpose">What it does, as a comment.</param>
internal sealed record MovedPart(string Purpose, int Input, StridedMove Move, int Output = 0);
