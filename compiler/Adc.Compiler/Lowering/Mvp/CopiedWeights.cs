using System.Globalization;
using Adc.Compiler.Lowering.Mvp.Shapes;

namespace Adc.Compiler.Lowering.Mvp;

/// <summary>A candidate that first copies its weights to RAM: they are used once per pixel, and each use from flash costs lines.</summary>
internal static class CopiedWeights
{
    /// <param name="candidate">Its first constant holds the weights.</param>
    public static MvpCandidate Of(MvpCandidate candidate)
    {
        var weights = MvpCandidate.Constant(0);
        var copy = MvpCandidate.ScratchAt(candidate.ScratchSizesInBytes.Count);
        int size = (candidate.Constants[0].Data.Bytes.Length + 3) / 4 * 4;
        return candidate with
        {
            Idea = string.Create(CultureInfo.InvariantCulture, $"{candidate.Idea}, weights copied to RAM"),
            Programs =
            [
                .. MoveBytes.Words(new(weights, 0), new(copy, 0), size).Select(program => new CandidateProgram("copy the weights", program)),
                .. candidate.Programs.Select(program => program with
                {
                    Program = program.Program with
                    {
                        Arrays = [.. program.Program.Arrays.Select(array => array.Base.Buffer == weights ? array with { Base = array.Base with { Buffer = copy } } : array)],
                    },
                }),
            ],
            Constants = [candidate.Constants[0] with { Data = Padded(candidate.Constants[0].Data, size) }, .. candidate.Constants.Skip(1)],
            ScratchSizesInBytes = [.. candidate.ScratchSizesInBytes, size],
        };
    }

    private static Ir.ConstantData Padded(Ir.ConstantData data, int size)
    {
        byte[] padded = new byte[size];
        data.Bytes.CopyTo(padded);
        return new Ir.ConstantData(padded);
    }
}
