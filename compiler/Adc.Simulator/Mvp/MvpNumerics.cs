using Adc.Compiler.Ir;
using Adc.Compiler.Lowering.Mvp;
using Adc.Mvp;

namespace Adc.Simulator.Mvp;

/// <summary>Executes programs on rows of data in lockstep.</summary>
public sealed class MvpNumerics(MvpSimulatorOptions options) : IMvpNumerics
{
    // Rows of one batch; more would only cost memory.
    private const int RowsPerBatch = 256;

    public bool RoundsProducts => options.MultiplyAdd == MvpMultiplyAdd.RoundedTwice;

    public bool StoresTiesAway => options.StoreTies == MvpTies.AwayFromZero;

    public IReadOnlyList<byte[]>? Run(
        IReadOnlyList<MvpProgram> programs, IReadOnlyList<MvpBuffer> buffers, IReadOnlyDictionary<MvpBufferId, ConstantData> constants,
        MvpBufferId input, IReadOnlyList<ReadOnlyMemory<byte>> rows, MvpBufferId output)
    {
        var map = MvpMemoryMap.Guess(buffers);
        uint[][] words = [.. programs.Select(program => MvpEncoder.Encode(program, map))];
        List<byte[]> results = [];
        foreach (ReadOnlyMemory<byte>[] batch in rows.Chunk(RowsPerBatch))
        {
            var memory = new MvpBatchMemory(batch.Length);
            foreach (MvpBuffer buffer in buffers)
            {
                if (constants.TryGetValue(buffer.Id, out ConstantData? data))
                {
                    memory.AddCommon(map.AddressOf(buffer.Id), data.Bytes);
                }
                else
                {
                    memory.AddOwn(map.AddressOf(buffer.Id), buffer.SizeInBytes);
                }
            }

            for (int row = 0; row < batch.Length; row++)
            {
                memory.Write(row, map.AddressOf(input), batch[row].Span);
            }

            if (words.Any(program => MvpBatchSimulator.Run(program, memory, options) is not { Outcome: MvpOutcome.Done } run || (run.Flags & MvpFlags.WrongResult) != 0))
            {
                return null;
            }

            int outputSize = buffers.First(buffer => buffer.Id == output).SizeInBytes;
            results.AddRange(Enumerable.Range(0, batch.Length).Select(row => memory.Read(row, map.AddressOf(output), outputSize)));
        }

        return results;
    }
}
