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
        IReadOnlyList<MvpRows> inputs, MvpBufferId output)
    {
        var map = MvpMemoryMap.Guess(buffers);
        uint[][] words = [.. programs.Select(program => MvpEncoder.Encode(program, map))];
        List<byte[]> results = [];
        // Not a number, in half precision: a program that reads what nobody wrote does not go unnoticed.
        byte[] junk = new byte[buffers.Max(buffer => buffer.SizeInBytes)];
        Array.Fill(junk, (byte)0xFF);
        int count = inputs[0].Bytes.Count;
        for (int first = 0; first < count; first += RowsPerBatch)
        {
            int rows = Math.Min(RowsPerBatch, count - first);
            var memory = new MvpBatchMemory(rows);
            foreach (MvpBuffer buffer in buffers)
            {
                if (constants.TryGetValue(buffer.Id, out ConstantData? data))
                {
                    memory.AddCommon(map.AddressOf(buffer.Id), data.Bytes);
                }
                else
                {
                    memory.AddOwn(map.AddressOf(buffer.Id), buffer.SizeInBytes);
                    memory.WriteAll(map.AddressOf(buffer.Id), junk.AsSpan(0, buffer.SizeInBytes));
                }
            }

            foreach (MvpRows input in inputs)
            {
                for (int row = 0; row < rows; row++)
                {
                    memory.Write(row, map.AddressOf(input.Buffer), input.Bytes[first + row].Span);
                }
            }

            if (words.Any(program => MvpBatchSimulator.Run(program, memory, options) is not { Outcome: MvpOutcome.Done } run || (run.Flags & MvpFlags.WrongResult) != 0))
            {
                return null;
            }

            int outputSize = buffers.First(buffer => buffer.Id == output).SizeInBytes;
            results.AddRange(Enumerable.Range(0, rows).Select(row => memory.Read(row, map.AddressOf(output), outputSize)));
        }

        return results;
    }
}
