using System.Globalization;
using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Lowering.Cpu;
using Adc.Mvp;

namespace Adc.Compiler.Lowering.Mvp;

/// <summary>Ties the chosen programs of a fully connected layer to the model's buffers and constants.</summary>
internal static class AcceleratedFullyConnected
{
    private const int ModestZeroPoint = -64;

    public static bool IsLikely(Node node, LoweringContext context) =>
        context.Accelerator is AcceleratorSupport support
        && node.Operator is FullyConnected && context.TypeOf(node.Output).Element == ElementType.Int8
        && WhyKept(node, context, support) is null
        && CpuLowerings.Of(node.Operator)!.Rules.All(rule => rule.Holds(node, context.Graph))
        && FullyConnectedPrograms.IsLikely(node, context.Graph);

    /// <summary>Lowers the layer to programs.</summary>
    /// <param name="refusal">Why not; null when the model is compiled for the CPU alone.</param>
    public static bool TryLower(Node node, LoweringContext context, out Refusal? refusal)
    {
        refusal = null;
        if (context.Accelerator is not AcceleratorSupport support)
        {
            return false;
        }

        bool forced = support.Options.ForceMvp.Names(node, context.Graph);
        if (WhyKept(node, context, support) is string wish)
        {
            refusal = Refusal.ByChoice(wish);
            refusal.Report(node, forced, support.Options.Fallback, context.Diagnostics);
            return false;
        }

        BufferForm inputForm = context.Has(node.Inputs[0], BufferForm.Unsigned) ? BufferForm.Unsigned : BufferForm.Plain;
        BufferForm outputForm = OutputForm(node, context, support);
        if (FullyConnectedPrograms.Choose(node, context, support, inputForm, outputForm, forced, out refusal) is not MvpChoice choice)
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

        Add(node, context, choice, inputForm, outputForm);
        return true;
    }

    // The configuration's wish to have the layer on the core.
    private static string? WhyKept(Node node, LoweringContext context, AcceleratorSupport support) =>
        support.Options.ForceCpu.Names(node, context.Graph) ? "it is in 'mvp.force_cpu'"
        : support.Options.Accumulate == Accumulation.CpuInt32 ? "'mvp.accumulate' is 'cpu_int32'"
        : null;

    private static BufferForm OutputForm(Node node, LoweringContext context, AcceleratorSupport support) =>
        support.Options.UnsignedStorage
        && context.TypeOf(node.Output).Quantization!.ZeroPoint < ModestZeroPoint
        && context.AllReaders(node.Output, reader => IsLikely(reader, context))
            ? BufferForm.Unsigned
            : BufferForm.Plain;

    private static void Add(Node node, LoweringContext context, MvpChoice choice, BufferForm inputForm, BufferForm outputForm)
    {
        const int Block = 4;
        MvpCandidate candidate = choice.Candidate;
        LayerError error = choice.Error!;
        context.Decide(
            Engine.Mvp,
            string.Create(CultureInfo.InvariantCulture, $"{candidate.Shape}: {candidate.Idea}; {error.ExactRatio:P1} equal, at most {error.MaxAbsLsb} off"),
            error);
        BufferId input = context.Read(node.Inputs[0], inputForm);
        BufferId? scratch = candidate.ScratchSizeInBytes > 0 ? context.Allocate(node.Inputs[0], BufferForm.Scaled) : null;
        BufferId output = context.Allocate(node.Output, outputForm, Block);
        int[] constants = [.. candidate.Constants.Select(constant => context.Constant(
            constant.Role, ConstantElement.UInt32, Words(constant.Data), constant.Remark,
            constant.InRam ? ConstantPlace.AcceleratorRam : ConstantPlace.AcceleratorFlash).Constant)];

        BufferId BufferOf(MvpBufferId id) => id == MvpCandidate.Input ? input : id == MvpCandidate.Scratch ? scratch!.Value : output;
        MvpBufferId Bound(MvpBufferId id) => id switch
        {
            _ when id == MvpBufferId.AddressSpace => id,
            _ when MvpCandidate.ConstantIndex(id) >= 0 => ProgramMemory.OfConstant(constants[MvpCandidate.ConstantIndex(id)]),
            _ => ProgramMemory.Of(BufferOf(id)),
        };

        foreach (CandidateProgram program in candidate.Programs)
        {
            MvpProgram bound = program.Program with
            {
                Arrays = [.. program.Program.Arrays.Select(array => array with { Base = array.Base with { Buffer = Bound(array.Base.Buffer) } })],
            };
            context.Add(new Step(
                program.Purpose, new ProgramCall(bound, candidate.Shape), BufferOf(program.From), BufferOf(program.To),
                MayOverlay: program.From == program.To, program.UsesScratch ? scratch : null));
        }
    }

    private static ConstantData Words(ConstantData data)
    {
        const int WordSize = 4;
        byte[] padded = new byte[(data.Bytes.Length + WordSize - 1) / WordSize * WordSize];
        data.Bytes.CopyTo(padded);
        return new ConstantData(padded);
    }
}
