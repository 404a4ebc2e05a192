using System.Buffers.Binary;
using Adc.Mvp;

namespace Adc.Simulator.Mvp;

/// <summary>Executes program words on a byte memory: slow and obvious.</summary>
public static class MvpSimulator
{
    /// <summary>Runs one program from its start to its end.</summary>
    /// <param name="words">The 69 words as they are written to the register block.</param>
    public static MvpRun Run(ReadOnlySpan<uint> words, MvpMemory memory, MvpSimulatorOptions? options = null) =>
        Run(words, memory, options ?? MvpSimulatorOptions.Default, out _);

    /// <param name="registers">The eight registers after the run; a later program that does not write them meets them.</param>
    public static MvpRun Run(ReadOnlySpan<uint> words, MvpMemory memory, MvpSimulatorOptions options, out MvpList<MvpComplex> registers)
    {
        var datapath = new Datapath(memory, options);
        MvpRun run = new MvpExecution(words, datapath, options).Run();
        registers = [.. datapath.Registers];
        return run;
    }

    private sealed class Datapath(MvpMemory memory, MvpSimulatorOptions options) : IMvpDatapath
    {
        private readonly MvpAlu alu = new(options.MultiplyAdd);
        private MvpFlags storeFlags;

        public MvpComplex[] Registers { get; } = new MvpComplex[MvpLimits.Registers];

        public MvpFlags Flags => alu.Flags | storeFlags;

        public void Preset(MvpRegister register, MvpComplex value) => Registers[register.Index] = value;

        public bool Load(MvpRegister register, MvpElementType type, uint address)
        {
            Span<byte> bytes = memory.At(address, type.SizeInBytes());
            if (bytes.IsEmpty)
            {
                return false;
            }

            ushort real = LoadPart(type, bytes);
            ushort imaginary = type.IsComplex() ? LoadPart(type, bytes[(bytes.Length / 2)..]) : (ushort)0;
            Registers[register.Index] = new MvpComplex(real, imaginary);
            return true;
        }

        public bool Compute(MvpOperation operation)
        {
            MvpComplex? result = alu.Compute(operation.Opcode, Read(operation.X), Read(operation.Y), Read(operation.A));
            if (result is { } value)
            {
                Registers[operation.Z.Index] = value;
            }

            return result is not null;
        }

        public bool Store(MvpRegister register, MvpElementType type, uint address)
        {
            Span<byte> bytes = memory.At(address, type.SizeInBytes(), isWrite: true);
            if (bytes.IsEmpty)
            {
                return false;
            }

            MvpComplex value = Registers[register.Index];
            StorePart(type, value.RealBits, bytes);
            if (type.IsComplex())
            {
                StorePart(type, value.ImaginaryBits, bytes[(bytes.Length / 2)..]);
            }

            return true;
        }

        private static ushort LoadPart(MvpElementType type, ReadOnlySpan<byte> bytes) => type switch
        {
            MvpElementType.UInt8 or MvpElementType.ComplexUInt8 => BitConverter.HalfToUInt16Bits(bytes[0]),
            MvpElementType.Int8 or MvpElementType.ComplexInt8 => BitConverter.HalfToUInt16Bits((sbyte)bytes[0]),
            _ => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        };

        private MvpComplex Read(MvpOperand operand)
        {
            MvpComplex value = Registers[operand.Register.Index];
            return new MvpComplex(
                ReadPart(value.RealBits, operand.NegateReal, operand.ZeroReal),
                ReadPart(value.ImaginaryBits, operand.NegateImaginary, operand.ZeroImaginary));
        }

        // How the two modifiers combine is not known; zero wins here.
        private static ushort ReadPart(ushort bits, bool negate, bool zero) => zero ? (ushort)0 : (ushort)(bits ^ (negate ? 0x8000 : 0));

        private void StorePart(MvpElementType type, ushort bits, Span<byte> bytes)
        {
            switch (type)
            {
                case MvpElementType.UInt8 or MvpElementType.ComplexUInt8:
                    bytes[0] = (byte)ToInteger(bits, byte.MinValue, byte.MaxValue);
                    break;
                case MvpElementType.Int8 or MvpElementType.ComplexInt8:
                    bytes[0] = (byte)(sbyte)ToInteger(bits, sbyte.MinValue, sbyte.MaxValue);
                    break;
                default:
                    BinaryPrimitives.WriteUInt16LittleEndian(bytes, bits);
                    break;
            }
        }

        private int ToInteger(ushort bits, int lowest, int highest)
        {
            double value = (double)BitConverter.UInt16BitsToHalf(bits);
            if (double.IsNaN(value))
            {
                storeFlags |= MvpFlags.StoreNaN;
                return 0;
            }

            MidpointRounding ties = options.StoreTies == MvpTies.ToEven ? MidpointRounding.ToEven : MidpointRounding.AwayFromZero;
            double rounded = Math.Round(value, ties);
            double clamped = Math.Clamp(rounded, lowest, highest);
            if (double.IsInfinity(value))
            {
                storeFlags |= MvpFlags.StoreInfinity;
            }
            else if (clamped != rounded)
            {
                storeFlags |= MvpFlags.StoreOverflow;
            }
            else if (rounded == 0 && value != 0)
            {
                storeFlags |= MvpFlags.StoreUnderflow;
            }

            return (int)clamped;
        }
    }
}
