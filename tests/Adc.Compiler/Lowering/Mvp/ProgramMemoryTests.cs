using Adc.Compiler.Lowering;
using Adc.Compiler.Lowering.Mvp;
using Adc.Mvp;

namespace Adc.Tests.Lowering.Mvp;

public sealed class ProgramMemoryTests
{
    [Fact]
    public void A_program_that_stores_to_a_record_in_RAM_is_a_violation()
    {
        LoweredModel model = AcceleratedModel.Of(RandomFullyConnected.Layer(5, 40, 48)).Lowered;
        MvpProgram program = model.Steps.Select(step => step.Call).OfType<ProgramCall>().Last().Program;
        int record = model.Constants.Select((constant, index) => (constant, index)).First(entry => entry.constant.Placement == ConstantPlace.AcceleratorRam).index;
        int stored = program.Instructions.Select(instruction => instruction.Store).Last(store => store is not null)!.Value.Array;
        MvpProgram wrong = program with
        {
            Arrays = [.. program.Arrays.Select((array, number) => number == stored ? array with { Base = new(ProgramMemory.OfConstant(record), 0) } : array)],
        };
        IReadOnlyList<MvpViolation> Verify(MvpProgram judged) => MvpProgramVerifier.Verify(judged, ProgramMemory.Describe(judged, model.Buffers, model.Constants));
        Assert.Empty(Verify(program));
        Assert.Contains(Verify(wrong), violation => violation.Rule == MvpRule.ReadOnly && violation.Sentence.EndsWith("stores to record, which is constant", StringComparison.Ordinal));
    }
}
