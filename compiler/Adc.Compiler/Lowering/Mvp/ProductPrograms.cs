using Adc.Compiler.Ir;
using Adc.Compiler.Lowering.Cpu;
using Adc.Compiler.Lowering.Mvp.Shapes;

namespace Adc.Compiler.Lowering.Mvp;

/// <summary>MUL of two tensors of one shape on the accelerator.</summary>
internal sealed class ProductPrograms : PairPrograms
{
    public override IReadOnlyList<MvpProposal> Propose(LayerRequest request, out string reason)
    {
        const double LargestProduct = 255 * 255.0;
        reason = "its factors leave the range of half precision";
        PairOperand a = PairOperand.Of(request, 0), b = PairOperand.Of(request, request.InputForms.Count - 1);
        Quantization output = request.Output.Quantization!;
        double factor = a.Scale * b.Scale / output.Scale;
        if (factor * LargestProduct > HalfPrecision.Largest / 4)
        {
            return [];
        }

        int pairs = (request.Output.Shape.ElementCount + 1) / 2;
        bool signed = request.OutputForm == BufferForm.Plain;
        (int low, int high) = QuantizedClamp.Of(((IActivated)request.Node.Operator).Activation, request.Output);
        return [new MvpProposal([new MvpCandidate(
            "mul", "both operands without zero point",
            [
                .. ElementPairs.Product(
                    new(MvpCandidate.Input, 0), a.Type, new(MvpCandidate.InputAt(request.InputForms.Count - 1), 0), b.Type, new(MvpCandidate.Scratch, 0),
                    new(MvpCandidate.Output, 0), ScaleRows.Bytes(signed, inPairs: true), pairs, -a.Centre, -b.Centre, factor, output.ZeroPoint + (signed ? 0 : 128))
                    .Select(program => new CandidateProgram("multiply", program)),
                .. ClampInPlace.Programs(request.Output.Shape.ElementCount, signed, low, high),
            ],
            [], [8 * pairs], LongestSum: 1)])];
    }
}
