using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Lowering.Cpu;
using Adc.Compiler.Lowering.Mvp.Shapes;

namespace Adc.Compiler.Lowering.Mvp;

/// <summary>ADD and SUB of two tensors of one shape on the accelerator.</summary>
internal sealed class SumPrograms : PairPrograms
{
    public override IReadOnlyList<MvpProposal> Propose(LayerRequest request, out string reason)
    {
        reason = "its factors leave the range of half precision";
        int[] order = [.. DataInputs(request.Node)];
        int second = order.Length - 1;
        // The operand that is rounded in between may be either.
        return [.. ((int[][])[[0, second], [second, 0]]).Take(order.Length).Select(turn => Candidate(request, turn[0], turn[1])).OfType<MvpCandidate>()
            .Select(candidate => new MvpProposal([candidate]))];
    }

    private static MvpCandidate? Candidate(LayerRequest request, int direct, int prepared)
    {
        const double Largest = HalfPrecision.Largest / 4;
        PairOperand a = PairOperand.Of(request, direct), b = PairOperand.Of(request, prepared);
        double scale = request.Output.Quantization!.Scale;
        double signOf(int position) => request.Node.Operator is Sub && position == 1 ? -1 : 1;
        // With a single tensor on both sides the second operand still has its own sign.
        double factorOfA = signOf(direct) * a.Scale / scale, factorOfB = signOf(request.InputForms.Count == 1 ? 1 : prepared) * b.Scale / scale;
        double constant = request.Output.Quantization.ZeroPoint + (request.OutputForm == BufferForm.Unsigned ? 128 : 0) - (factorOfA * a.Centre) - (factorOfB * b.Centre);
        if (((Math.Abs(factorOfA) + Math.Abs(factorOfB)) * 256) + Math.Abs(constant) > Largest)
        {
            return null;
        }

        int pairs = (request.Output.Shape.ElementCount + 1) / 2;
        bool signed = request.OutputForm == BufferForm.Plain;
        (int low, int high) = QuantizedClamp.Of(((IActivated)request.Node.Operator).Activation, request.Output);
        return new MvpCandidate(
            "add", direct == 0 ? "second operand scaled first" : "first operand scaled first",
            [
                .. ElementPairs.Sum(
                    new(MvpCandidate.InputAt(direct), 0), a.Type, new(MvpCandidate.InputAt(prepared), 0), b.Type, new(MvpCandidate.Scratch, 0),
                    new(MvpCandidate.Output, 0), ScaleRows.Bytes(signed, inPairs: true), pairs, factorOfA, factorOfB, constant)
                    .Select(program => new CandidateProgram("scale and add", program)),
                .. ClampInPlace.Programs(request.Output.Shape.ElementCount, signed, low, high),
            ],
            [], [4 * pairs], LongestSum: 2);
    }
}
