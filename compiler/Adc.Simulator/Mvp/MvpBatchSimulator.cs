using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Adc.Mvp;

namespace Adc.Simulator.Mvp;

/// <summary>Runs one program on many inputs in lockstep: control flow and addresses do not depend on data.</summary>
/// <remarks>Agrees bit for bit with <see cref="MvpSimulator"/> on every run; numeric flags are those of all runs together.</remarks>
public static class MvpBatchSimulator
{
    /// <param name="words">The 69 words as they are written to the register block.</param>
    public static MvpRun Run(ReadOnlySpan<uint> words, MvpBatchMemory memory, MvpSimulatorOptions? options = null)
    {
        options ??= MvpSimulatorOptions.Default;
        return new MvpExecution(words, new Datapath(memory, options), options).Run();
    }

    // The loops over vectors are optimised from their first call: most runs end before the runtime would find them hot.
    private sealed class Datapath(MvpBatchMemory memory, MvpSimulatorOptions options) : IMvpDatapath
    {
        private static readonly int VectorSize = Vector256<float>.Count;

        // Scalar arithmetic for what vectors do not cover.
        private readonly MvpAlu alu = new(options.MultiplyAdd);
        private readonly bool isFused = options.MultiplyAdd == MvpMultiplyAdd.Fused;
        private readonly int vectors = memory.Lanes / VectorSize;

        // Part p (0 real, 1 imaginary) of register r, vector v: element (2 r + p) * vectors + v.
        private readonly Vector256<float>[] registers = new Vector256<float>[2 * MvpLimits.Registers * memory.Lanes / VectorSize];
        private Binary16Vector numbers;
        private MvpFlags storeFlags;

        public MvpFlags Flags => numbers.Flags | alu.Flags | storeFlags;

        public void Preset(MvpRegister register, MvpComplex value)
        {
            Part(register, 0).Fill(Binary16Vector.FromBits(Vector256.Create((int)value.RealBits)));
            Part(register, 1).Fill(Binary16Vector.FromBits(Vector256.Create((int)value.ImaginaryBits)));
        }

        private Span<Vector256<float>> Part(MvpRegister register, int part) =>
            registers.AsSpan(((2 * register.Index) + part) * vectors, vectors);

        public bool Load(MvpRegister register, MvpElementType type, uint address)
        {
            MvpBatchMemory.Region? region = memory.Find(address, type.SizeInBytes(), out int offset);
            if (region is null)
            {
                return false;
            }

            LoadPart(Part(register, 0), type, region, offset);
            if (type.IsComplex())
            {
                LoadPart(Part(register, 1), type, region, offset + (type.SizeInBytes() / 2));
            }
            else
            {
                Part(register, 1).Clear();
            }

            return true;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void LoadPart(Span<Vector256<float>> part, MvpElementType type, MvpBatchMemory.Region region, int offset)
        {
            if (region.Own is null)
            {
                part.Fill(CommonPart(type, region.Common.Span[offset..]));
                return;
            }

            ReadOnlySpan<byte> low = region.Own.AsSpan(offset * memory.Lanes, memory.Lanes);
            ReadOnlySpan<byte> high = type.IsBinary16() ? region.Own.AsSpan((offset + 1) * memory.Lanes, memory.Lanes) : default;
            for (int vector = 0; vector < part.Length; vector++)
            {
                Vector256<int> bytes = Widened(low.Slice(vector * VectorSize, VectorSize));
                part[vector] = type switch
                {
                    MvpElementType.UInt8 or MvpElementType.ComplexUInt8 => Vector256.ConvertToSingle(bytes),
                    MvpElementType.Int8 or MvpElementType.ComplexInt8 =>
                        Vector256.ConvertToSingle(Vector256.ShiftRightArithmetic(Vector256.ShiftLeft(bytes, 24), 24)),
                    _ => Binary16Vector.FromBits(bytes | Vector256.ShiftLeft(Widened(high.Slice(vector * VectorSize, VectorSize)), 8)),
                };
            }
        }

        private static Vector256<float> CommonPart(MvpElementType type, ReadOnlySpan<byte> bytes) => type switch
        {
            MvpElementType.UInt8 or MvpElementType.ComplexUInt8 => Vector256.Create((float)bytes[0]),
            MvpElementType.Int8 or MvpElementType.ComplexInt8 => Vector256.Create((float)(sbyte)bytes[0]),
            _ => Binary16Vector.FromBits(Vector256.Create((int)BinaryPrimitives.ReadUInt16LittleEndian(bytes))),
        };

        private static Vector256<int> Widened(ReadOnlySpan<byte> bytes)
        {
            Vector128<byte> eight = Vector128.CreateScalarUnsafe(BinaryPrimitives.ReadUInt64LittleEndian(bytes)).AsByte();
            Vector128<ushort> words = Vector128.WidenLower(eight);
            return Vector256.Create(Vector128.WidenLower(words), Vector128.WidenUpper(words)).AsInt32();
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public bool Compute(MvpOperation operation)
        {
            for (int vector = 0; vector < vectors; vector++)
            {
                Vector256<float> xr = Operand(operation.X, 0, operation.X.NegateReal, operation.X.ZeroReal, vector);
                Vector256<float> xi = Operand(operation.X, 1, operation.X.NegateImaginary, operation.X.ZeroImaginary, vector);
                Vector256<float> yr = Operand(operation.Y, 0, operation.Y.NegateReal, operation.Y.ZeroReal, vector);
                Vector256<float> yi = Operand(operation.Y, 1, operation.Y.NegateImaginary, operation.Y.ZeroImaginary, vector);
                Vector256<float> ar = Operand(operation.A, 0, operation.A.NegateReal, operation.A.ZeroReal, vector);
                Vector256<float> ai = Operand(operation.A, 1, operation.A.NegateImaginary, operation.A.ZeroImaginary, vector);
                Vector256<float> real;
                Vector256<float> imaginary;
                switch (operation.Opcode)
                {
                    case MvpOpcode.MacR2A:
                        (real, imaginary) = (MultiplyAdd(ar, xr, yr), MultiplyAdd(ai, xi, yi));
                        break;
                    case MvpOpcode.MacC when IsRealScale(xi, yr, yi):
                        (real, imaginary) = (
                            MultiplyAdd(ar, xr, yr, Binary16Vector.Negated(xi) * yi), MultiplyAdd(ai, xr, yi, xi * yr));
                        break;
                    case MvpOpcode.MulC:
                        (real, imaginary) = (Products(xr, yr, Binary16Vector.Negated(xi), yi), Products(xr, yi, xi, yr));
                        break;
                    case MvpOpcode.MulR2A:
                        (real, imaginary) = (numbers.Product(xr, yr), numbers.Product(xi, yi));
                        break;
                    case MvpOpcode.AddC:
                        (real, imaginary) = (numbers.Sum(xr, ar), numbers.Sum(xi, ai));
                        break;
                    case MvpOpcode.AddR:
                        (real, imaginary) = (numbers.Sum(ar, ai), default);
                        break;
                    case MvpOpcode.AacC:
                        (real, imaginary) = (numbers.SumOfThree(xr, yr, ar), numbers.SumOfThree(xi, yi, ai));
                        break;
                    case MvpOpcode.Clear:
                        (real, imaginary) = (default, default);
                        break;
                    case MvpOpcode.Copy:
                        (real, imaginary) = (ar, ai);
                        break;
                    case MvpOpcode.Swap:
                        (real, imaginary) = (ai, ar);
                        break;
                    case MvpOpcode.Relu2:
                        (real, imaginary) = (Binary16Vector.Max(ar, default), Binary16Vector.Max(ai, default));
                        break;
                    case MvpOpcode.Max2A:
                        (real, imaginary) = (Binary16Vector.Max(xr, ar), Binary16Vector.Max(xi, ai));
                        break;
                    case MvpOpcode.Min2A:
                        (real, imaginary) = (Binary16Vector.Min(xr, ar), Binary16Vector.Min(xi, ai));
                        break;
                    case MvpOpcode.Clip2A:
                        (real, imaginary) = (
                            Binary16Vector.Min(Binary16Vector.Max(ar, xr), yr), Binary16Vector.Min(Binary16Vector.Max(ai, xi), yi));
                        break;
                    default:
                        if (!ComputeOneByOne(operation.Opcode, xr, xi, yr, yi, ar, ai, out real, out imaginary))
                        {
                            return false;
                        }

                        break;
                }

                numbers.Watch(real);
                numbers.Watch(imaginary);
                Part(operation.Z, 0)[vector] = real;
                Part(operation.Z, 1)[vector] = imaginary;
            }

            return true;
        }

        private Vector256<float> Operand(MvpOperand operand, int part, bool negate, bool zero, int vector)
        {
            Vector256<float> value = Part(operand.Register, part)[vector];
            return zero ? default : negate ? Binary16Vector.Negated(value) : value;
        }

        // Whether the products with x's imaginary part add nothing but their sign of zero, or make the result no number.
        private static bool IsRealScale(Vector256<float> xi, Vector256<float> yr, Vector256<float> yi) =>
            !Vector256.GreaterThanAny(Vector256.Abs(xi * yr), default) && !Vector256.GreaterThanAny(Vector256.Abs(xi * yi), default);

        private Vector256<float> MultiplyAdd(Vector256<float> addend, Vector256<float> p, Vector256<float> q) =>
            isFused ? numbers.Sum(addend, p * q) : numbers.Sum(addend, numbers.Product(p, q));

        private Vector256<float> MultiplyAdd(Vector256<float> addend, Vector256<float> p, Vector256<float> q, Vector256<float> zero) =>
            isFused ? numbers.SumWithZero(addend, p * q, zero) : numbers.Sum(numbers.Sum(addend, numbers.Product(p, q)), zero);

        private Vector256<float> Products(Vector256<float> p, Vector256<float> q, Vector256<float> r, Vector256<float> s) =>
            isFused ? numbers.Sum(p * q, r * s) : numbers.Sum(numbers.Product(p, q), numbers.Product(r, s));

        private bool ComputeOneByOne(
            MvpOpcode opcode,
            Vector256<float> xr, Vector256<float> xi, Vector256<float> yr, Vector256<float> yi, Vector256<float> ar, Vector256<float> ai,
            out Vector256<float> real, out Vector256<float> imaginary)
        {
            Span<int> reals = stackalloc int[VectorSize];
            Span<int> imaginaries = stackalloc int[VectorSize];
            for (int lane = 0; lane < VectorSize; lane++)
            {
                MvpComplex? result = alu.Compute(opcode, Lane(xr, xi, lane), Lane(yr, yi, lane), Lane(ar, ai, lane));
                if (result is not { } value)
                {
                    (real, imaginary) = (default, default);
                    return false;
                }

                (reals[lane], imaginaries[lane]) = (value.RealBits, value.ImaginaryBits);
            }

            real = Binary16Vector.FromBits(Vector256.Create<int>(reals));
            imaginary = Binary16Vector.FromBits(Vector256.Create<int>(imaginaries));
            return true;
        }

        private static MvpComplex Lane(Vector256<float> real, Vector256<float> imaginary, int lane) => new(
            (ushort)Binary16Vector.ToBits(real)[lane], (ushort)Binary16Vector.ToBits(imaginary)[lane]);

        public bool Store(MvpRegister register, MvpElementType type, uint address)
        {
            MvpBatchMemory.Region? region = memory.Find(address, type.SizeInBytes(), out int offset);
            if (region?.Own is not { } own)
            {
                return false;
            }

            StorePart(Part(register, 0), type, own, offset);
            if (type.IsComplex())
            {
                StorePart(Part(register, 1), type, own, offset + (type.SizeInBytes() / 2));
            }

            return true;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void StorePart(ReadOnlySpan<Vector256<float>> part, MvpElementType type, byte[] own, int offset)
        {
            Span<byte> low = own.AsSpan(offset * memory.Lanes, memory.Lanes);
            Span<byte> high = type.IsBinary16() ? own.AsSpan((offset + 1) * memory.Lanes, memory.Lanes) : default;
            for (int vector = 0; vector < part.Length; vector++)
            {
                Vector256<int> bits = type switch
                {
                    MvpElementType.UInt8 or MvpElementType.ComplexUInt8 => ToInteger(part[vector], byte.MinValue, byte.MaxValue),
                    MvpElementType.Int8 or MvpElementType.ComplexInt8 => ToInteger(part[vector], sbyte.MinValue, sbyte.MaxValue),
                    _ => Binary16Vector.ToBits(part[vector]),
                };
                PutLowBytes(bits, low.Slice(vector * VectorSize, VectorSize));
                if (type.IsBinary16())
                {
                    PutLowBytes(Vector256.ShiftRightLogical(bits, 8), high.Slice(vector * VectorSize, VectorSize));
                }
            }
        }

        private static void PutLowBytes(Vector256<int> values, Span<byte> bytes)
        {
            Vector256<int> low = values & Vector256.Create(0xFF);
            Vector128<short> words = Vector128.Narrow(low.GetLower(), low.GetUpper());
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, Vector128.Narrow(words.AsUInt16(), words.AsUInt16()).AsUInt64()[0]);
        }

        private Vector256<int> ToInteger(Vector256<float> values, int lowest, int highest)
        {
            // Binary16 numbers have 11 bits, so that neither addition rounds anything but the fraction.
            Vector256<float> magnitude = Vector256.Abs(values);
            Vector256<float> whole = options.StoreTies == MvpTies.ToEven
                ? (magnitude + Vector256.Create(8388608f)) - Vector256.Create(8388608f)
                : Vector256.Floor(magnitude + Vector256.Create(0.5f));
            Vector256<float> rounded = Vector256.ConditionalSelect(
                Vector256.LessThan(values, default), Binary16Vector.Negated(whole), whole);
            Vector256<float> clamped = Binary16Vector.Min(
                Binary16Vector.Max(rounded, Vector256.Create((float)lowest)), Vector256.Create((float)highest));
            Vector256<float> isNumber = Vector256.Equals(values, values);
            Vector256<float> isInfinite = Vector256.Equals(magnitude, Vector256.Create(float.PositiveInfinity));
            Vector256<float> saturates = isNumber & ~Vector256.Equals(clamped, rounded);
            Raise(MvpFlags.StoreNaN, ~isNumber);
            Raise(MvpFlags.StoreInfinity, isInfinite);
            Raise(MvpFlags.StoreOverflow, saturates & ~isInfinite);
            Raise(MvpFlags.StoreUnderflow, Vector256.Equals(whole, default) & Vector256.GreaterThan(magnitude, default));
            return Vector256.ConvertToInt32Native(clamped & isNumber);
        }

        private void Raise(MvpFlags flag, Vector256<float> lanes)
        {
            if (lanes.AsInt32() != default)
            {
                storeFlags |= flag;
            }
        }
    }
}
