using System.Globalization;
using System.Numerics;
using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering.Cpu;
using Adc.Mvp;

namespace Adc.Compiler.Lowering.Mvp;

/// <summary>Ties the chosen programs of a layer to the model's buffers and constants.</summary>
internal static class AcceleratedLayer
{
    private const int ModestZeroPoint = -64;

    /// <summary>Whether a layer that is not lowered yet will most likely run on the accelerator.</summary>
    public static bool IsLikely(Node node, LoweringContext context) =>
        context.Accelerator is AcceleratorSupport support
        && AcceleratedOperators.Of(node.Operator) is IAcceleratedOperator programs && programs.Concerns(node, context.Graph)
        && WhyKept(node, context, support) is null
        && CpuLowerings.Of(node.Operator)!.Rules.All(rule => rule.Holds(node, context.Graph))
        && programs.Rules.All(rule => rule.Holds(node, context.Graph)) && programs.IsLikely(node, context.Graph);

    /// <summary>Lowers the layer to programs.</summary>
    /// <param name="refusal">Why not; null when there is nothing to say of this layer.</param>
    public static bool TryLower(Node node, LoweringContext context, out Refusal? refusal)
    {
        refusal = null;
        if (context.Accelerator is not AcceleratorSupport support)
        {
            return false;
        }

        bool forced = support.Options.ForceMvp.Names(node, context.Graph);
        if (AcceleratedOperators.Of(node.Operator) is not IAcceleratedOperator programs || !programs.Concerns(node, context.Graph))
        {
            if (forced)
            {
                Refusal.Inability($"there is no program for {node.Operator.Name}").Report(node, forced, support.Options.Fallback, context.Diagnostics);
            }

            return false;
        }

        if (WhyKept(node, context, support) is string wish)
        {
            refusal = Refusal.ByChoice(wish);
            refusal.Report(node, forced, support.Options.Fallback, context.Diagnostics);
            return false;
        }

        BufferForm[] inputForms = [.. programs.DataInputs(node).Select(position => context.Has(node.Inputs[position], BufferForm.Unsigned) ? BufferForm.Unsigned : BufferForm.Plain)];
        BufferForm outputForm = programs.OutputForm(node, inputForms, OutputWish(node, context, support));
        var request = new LayerRequest(node, context.Graph, support, inputForms.ToSequence(), outputForm);
        if (MvpChooser.Choose(programs, request, context.ScratchBudget(node), forced, out refusal) is not MvpChoice choice)
        {
            refusal!.Report(node, forced, support.Options.Fallback, context.Diagnostics);
            return false;
        }

        if (choice.Excess is string excess)
        {
            var diagnostic = Diagnostic.Create(Catalogue.LayerBeyondTolerance, node.Origin, excess);
            context.Diagnostics.Add(support.Options.ToleranceIsError ? diagnostic : diagnostic with { Severity = Severity.Warning });
            if (support.Options.ToleranceIsError)
            {
                refusal = Refusal.Inability(excess);
                return false;
            }
        }

        Add(request, programs.DataInputs(node), context, choice);
        return true;
    }

    // The configuration's wish to have the layer on the core.
    private static string? WhyKept(Node node, LoweringContext context, AcceleratorSupport support) =>
        support.Options.ForceCpu.Names(node, context.Graph) ? "it is in 'mvp.force_cpu'"
        : support.Options.Accumulate == Accumulation.CpuInt32 ? "'mvp.accumulate' is 'cpu_int32'"
        : null;

    private static BufferForm OutputWish(Node node, LoweringContext context, AcceleratorSupport support) =>
        support.Options.UnsignedStorage
        && context.TypeOf(node.Output).Quantization!.ZeroPoint < ModestZeroPoint
        && context.AllReaders(node.Output, reader => IsLikely(reader, context))
            ? BufferForm.Unsigned
            : BufferForm.Plain;

    private static string Nearness(LayerError error) => error.MaxAbsLsb == 0
        ? "all values equal"
        : string.Create(CultureInfo.InvariantCulture, $"{error.ExactRatio * 100:0.0}% equal, at most {error.MaxAbsLsb} off");

    private static void Add(LayerRequest request, IReadOnlyList<int> dataInputs, LoweringContext context, MvpChoice choice)
    {
        Node node = request.Node;
        MvpCandidate candidate = choice.Candidate;
        LayerError error = choice.Error!;
        context.Decide(
            Engine.Mvp,
            string.Create(CultureInfo.InvariantCulture, $"{candidate.Shape}: {candidate.Idea}; {Nearness(error)}{Resolution(request)}"),
            error);
        BufferId[] inputs = [.. dataInputs.Select((position, index) => context.Read(node.Inputs[position], request.InputForms[index]))];
        BufferId[] scratches = [.. candidate.ScratchSizesInBytes.Select(size => context.AllocateScratch(size))];
        bool isWide = FullyConnectedWide.Takes(node, context.Graph);
        BufferId output = isWide ? context.AllocateScratch(candidate.OutputSizeInBytes) : context.AllocateAtLeast(node.Output, request.OutputForm, Math.Max(candidate.OutputSizeInBytes, (request.Output.SizeInBytes + 3) / 4 * 4));
        int[] constants = [.. candidate.Constants.Select(constant => context.Constant(
            constant.Role, ConstantElement.UInt32, Words(constant.Data), constant.Remark,
            constant.InRam ? ConstantPlace.AcceleratorRam : ConstantPlace.AcceleratorFlash).Constant)];

        BufferId BufferOf(MvpBufferId id) => id == MvpCandidate.Output ? output
            : MvpCandidate.ScratchIndex(id) is >= 0 and int scratch ? scratches[scratch] : inputs[id.Value];
        Operand OperandOf(MvpBufferId id) => MvpCandidate.ConstantIndex(id) is >= 0 and int index ? new Operand(null, constants[index]) : BufferOf(id);
        MvpBufferId Bound(MvpBufferId id) => id switch
        {
            _ when id == MvpBufferId.AddressSpace => id,
            _ when MvpCandidate.ConstantIndex(id) >= 0 => ProgramMemory.OfConstant(constants[MvpCandidate.ConstantIndex(id)]),
            _ => ProgramMemory.Of(BufferOf(id)),
        };

        HashSet<MvpBufferId> begun = [];
        foreach (CandidateProgram program in candidate.Programs)
        {
            MvpProgram bound = program.Program with
            {
                Arrays = [.. program.Program.Arrays.Select(array => array with { Base = array.Base with { Buffer = Bound(array.Base.Buffer) } })],
            };
            bool inPlace = program.From.Contains(program.To);
            context.Add(new Step(
                program.Purpose, new ProgramCall(bound, candidate.Shape), program.From.Select(OperandOf).ToSequence(), BufferOf(program.To),
                Continues: !inPlace && !begun.Add(program.To), Scratch: program.Own is MvpBufferId own ? BufferOf(own) : null));
        }

        if (isWide)
        {
            context.Add(FullyConnectedWide.Expand(node, context, output));
        }
    }

    // Of an int32 output: bits that half precision has no room for in the largest outputs of the calibration rows.
    private static string Resolution(LayerRequest request)
    {
        const int SignificantBits = 11;
        if (!FullyConnectedWide.Takes(request.Node, request.Graph))
        {
            return "";
        }

        int radix = FullyConnectedWide.Radix(request.Output);
        long largest = request.Support.Calibration.Rows
            .SelectMany(row => row[request.Node.Output].ToArray<int>()).Select(value => Math.Abs((long)value)).DefaultIfEmpty().Max();
        int lost = largest == 0 ? 0 : Math.Max(0, BitOperations.Log2((ulong)largest) + 1 - SignificantBits);
        return string.Create(
            CultureInfo.InvariantCulture, $"; of {radix} fractional bits, the last {lost} are below the resolution of half precision where outputs are largest");
    }

    private static ConstantData Words(ConstantData data)
    {
        const int WordSize = 4;
        byte[] padded = new byte[(data.Bytes.Length + WordSize - 1) / WordSize * WordSize];
        data.Bytes.CopyTo(padded);
        return new ConstantData(padded);
    }
}
