using Adc.Compiler.Lowering;
using Adc.Compiler.Lowering.Mvp;
using Adc.Mvp;

namespace Adc.Compiler.Memory;

/// <summary>Addresses for the cycle model: the arena and the two constant arrays where a linker may put them.</summary>
/// <remarks>Only the memory and the alignment matter; both are what the emitted arrays ask for.</remarks>
public static class ProgramAddresses
{
    private const uint RamConstants = MvpMemoryMap.RamStart + 0x0010_0000;

    public static MvpMemoryMap Of(PlannedModel plan)
    {
        LoweredModel model = plan.Lowered;
        var layout = ConstantLayout.Of(model);
        IEnumerable<(MvpBuffer, uint)> buffers = model.Buffers.Select(buffer => (
            new MvpBuffer(ProgramMemory.Of(buffer.Id), buffer.Id.ToString(), MvpMemoryKind.Ram, buffer.SizeInBytes),
            MvpMemoryMap.RamStart + (uint)plan.OffsetOf(buffer.Id)));
        IEnumerable<(MvpBuffer, uint)> constants = model.Constants.Select((constant, index) => (constant, index))
            .Where(entry => layout.Offsets[entry.index] >= 0)
            .Select(entry =>
            {
                bool inRam = entry.constant.Placement == ConstantPlace.AcceleratorRam;
                return (
                    new MvpBuffer(
                        ProgramMemory.OfConstant(entry.index), entry.constant.Role, inRam ? MvpMemoryKind.Ram : MvpMemoryKind.Flash, entry.constant.Data.Bytes.Length),
                    (inRam ? RamConstants : MvpMemoryMap.FlashStart) + (uint)layout.Offsets[entry.index]);
            });
        return new MvpMemoryMap(buffers.Concat(constants));
    }

    /// <summary>Cycles of a layer's programs by the cycle model.</summary>
    public static long CyclesOf(LoweredLayer layer, MvpMemoryMap map, MvpTiming timing) =>
        layer.Steps.Select(step => step.Call).OfType<ProgramCall>().Sum(call => MvpCycleModel.Count(call.Program, map, timing).Cycles);
}
