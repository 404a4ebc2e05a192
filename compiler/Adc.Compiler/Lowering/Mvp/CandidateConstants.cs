using Adc.Compiler.Ir;
using Adc.Mvp;

namespace Adc.Compiler.Lowering.Mvp;

/// <summary>The constants that most candidates have.</summary>
internal static class CandidateConstants
{
    /// <summary>Weights in flash that begin where an array's base says.</summary>
    public static CandidateConstant Weights(ConstantData data, MvpBase start) => start.OffsetInBytes == 0
        ? new("weights", data, "weights in streaming order", InRam: false)
        : new(
            "weights", new ConstantData((byte[])[.. new byte[start.OffsetInBytes], .. data.Bytes.Span]),
            $"weights in streaming order, out of step with the words of the inputs by {start.OffsetInBytes} bytes", InRam: false);

    /// <summary>Numbers in half precision that a stream reads beside another array, and that therefore lie in RAM.</summary>
    public static CandidateConstant Record(IEnumerable<double> values, string remark, string role = "record") =>
        new(role, HalfPrecision.Array(values), remark, InRam: true);

    /// <summary>A form with weights at the start of their constant, and one that is sparing with ports of the RAM.</summary>
    public static MvpCandidate[] InBothForms(Func<MvpBase, bool, MvpCandidate> form)
    {
        var weights = new MvpBase(MvpCandidate.Constant(0), 0);
        return [form(weights, false), form(weights + RamPortForms.OutOfStepInBytes, true)];
    }
}
