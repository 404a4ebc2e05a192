using Adc.Compiler.Lowering;
using Adc.Compiler.Lowering.Mvp;
using Adc.Compiler.Memory;
using Adc.Mvp;

namespace Adc.Simulator.Mvp;

/// <summary>Runs the programs of a planned model at the addresses that the cycle model assumes, and counts.</summary>
/// <remarks>How long a program takes does not depend on its data: the memory is zero.</remarks>
internal static class MvpProgramCycles
{
    /// <exception cref="InvalidOperationException">A program faults, which the compiler's own checks exclude.</exception>
    public static IReadOnlyDictionary<int, long> Of(PlannedModel plan, MvpSimulatorOptions options)
    {
        MvpMemoryMap map = ProgramAddresses.Of(plan);
        return plan.Lowered.Layers.Where(layer => layer.Engine == Engine.Mvp).ToDictionary(
            layer => layer.Index, layer => layer.Steps.Select(step => step.Call).OfType<ProgramCall>().Sum(call => Of(call.Program, plan.Lowered, map, options)));
    }

    private static long Of(MvpProgram program, LoweredModel model, MvpMemoryMap map, MvpSimulatorOptions options)
    {
        var memory = new MvpMemory(ProgramMemory.Describe(program, model.Buffers, model.Constants)
            .Select(buffer => new MvpMemoryRegion(map.AddressOf(buffer.Id), new byte[buffer.SizeInBytes], IsWritable: true)));
        MvpRun run = MvpSimulator.Run(MvpEncoder.Encode(program, map), memory, options);
        return run.Outcome == MvpOutcome.Done ? run.Cycles : throw new InvalidOperationException($"a program stops: {run.Outcome}, {run.Fault}");
    }
}
