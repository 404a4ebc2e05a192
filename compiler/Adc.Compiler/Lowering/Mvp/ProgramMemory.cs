using Adc.Mvp;

namespace Adc.Compiler.Lowering.Mvp;

/// <summary>How programs of a lowered model name its memory: buffers and constants share the accelerator's buffer ids.</summary>
public static class ProgramMemory
{
    public static MvpBufferId Of(BufferId buffer) => new(2 * buffer.Value);

    /// <param name="constant">Position in <see cref="LoweredModel.Constants"/>.</param>
    public static MvpBufferId OfConstant(int constant) => new((2 * constant) + 1);

    public static bool IsConstant(MvpBufferId id) => id.Value % 2 == 1;

    /// <summary>The buffer behind an id that is not of a constant.</summary>
    public static BufferId BufferOf(MvpBufferId id) => new(id.Value / 2);

    /// <summary>Position of the constant behind an id.</summary>
    public static int ConstantOf(MvpBufferId id) => id.Value / 2;

    /// <summary>The buffers and constants that a program names, as the accelerator's verifier and cycle model want them.</summary>
    public static IReadOnlyList<MvpBuffer> Describe(MvpProgram program, IReadOnlyList<LoweredBuffer> buffers, IReadOnlyList<ConstantArray> constants) =>
        [.. program.Arrays.Select(array => array.Base.Buffer).Where(id => id != MvpBufferId.AddressSpace).Distinct().OrderBy(id => id.Value)
            .Select(id => IsConstant(id)
                ? new MvpBuffer(
                    id, constants[ConstantOf(id)].Role,
                    constants[ConstantOf(id)].Placement == ConstantPlace.AcceleratorRam ? MvpMemoryKind.Ram : MvpMemoryKind.Flash,
                    constants[ConstantOf(id)].Data.Bytes.Length, IsConstant: true)
                : new MvpBuffer(id, BufferOf(id).ToString(), MvpMemoryKind.Ram, (buffers[BufferOf(id).Value].SizeInBytes + 3) / 4 * 4))];
}
