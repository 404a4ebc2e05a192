using Adc.Compiler.Ir;
using Adc.Mvp;

namespace Adc.Compiler.Lowering.Mvp;

/// <summary>Executes programs on rows of data, so that lowering can weigh their error. The simulator implements it.</summary>
public interface IMvpNumerics
{
    /// <summary>A multiply-add rounds its product before it adds.</summary>
    bool RoundsProducts { get; }

    /// <summary>An 8-bit store rounds ties away from zero, not to even.</summary>
    bool StoresTiesAway { get; }

    /// <summary>Runs programs one after the other, for every row on memory of its own.</summary>
    /// <param name="buffers">All memory that the programs name.</param>
    /// <param name="constants">Contents of the constant ones.</param>
    /// <param name="inputs">The buffers that each row's bytes are put into, as many rows for each.</param>
    /// <param name="output">The buffer that is read afterwards.</param>
    /// <returns>Bytes of the output buffer, row by row; null when a program faults or leaves the range of half precision.</returns>
    IReadOnlyList<byte[]>? Run(
        IReadOnlyList<MvpProgram> programs, IReadOnlyList<MvpBuffer> buffers, IReadOnlyDictionary<MvpBufferId, ConstantData> constants,
        IReadOnlyList<MvpRows> inputs, MvpBufferId output);
}

/// <summary>What one buffer holds when the programs start, row by row.</summary>
public sealed record MvpRows(MvpBufferId Buffer, IReadOnlyList<ReadOnlyMemory<byte>> Bytes);
