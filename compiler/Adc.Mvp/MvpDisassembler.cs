using System.Globalization;
using System.Text;

namespace Adc.Mvp;

/// <summary>Writes programs as text, one line per register, array, loop and instruction.</summary>
/// <remarks>
/// <see cref="MvpAssembler"/> reads it back.
/// <code>
/// R3 = (64.5, 64.5)
/// A0 f16   buffer0+16 d2 128x+1
/// L1 127 times, then step A1.d1
/// I0 R0 = MACC(R6, R7, R0); load0 R6 from A0 d2++; begin L0 L1
/// </code>
/// An axis reads size x stride; axes with one element and stride 0 are left out, as are unused arrays and loops.
/// </remarks>
public static class MvpDisassembler
{
    /// <param name="nameOf">How to call a buffer; by default <c>buffer</c> and its number, the form that can be read back.</param>
    public static string Print(MvpProgram program, Func<MvpBufferId, string>? nameOf = null)
    {
        nameOf ??= DefaultName;
        var text = new StringBuilder();
        for (int register = 0; register < program.Presets.Count; register++)
        {
            if (program.Presets[register] is { } value)
            {
                text.Append(CultureInfo.InvariantCulture, $"R{register} = ({Number(value.RealBits)}, {Number(value.ImaginaryBits)})\n");
            }
        }

        for (int array = 0; array < program.Arrays.Count; array++)
        {
            if (program.Arrays[array] != MvpArray.Unused)
            {
                text.Append(CultureInfo.InvariantCulture, $"A{array} {Array(program.Arrays[array], nameOf)}\n");
            }
        }

        for (int loop = 0; loop < program.Loops.Count; loop++)
        {
            if (program.Loops[loop] != MvpLoop.Unused || program.Instructions.Any(instruction => instruction.Begins.Contains(loop)))
            {
                text.Append(CultureInfo.InvariantCulture, $"L{loop} {Loop(program.Loops[loop])}\n");
            }
        }

        for (int index = 0; index < program.Instructions.Count; index++)
        {
            text.Append(CultureInfo.InvariantCulture, $"I{index} {Instruction(program.Instructions[index])}\n");
        }

        return text.ToString();
    }

    public static string Instruction(MvpInstruction instruction)
    {
        List<string> parts = [Operation(instruction.Operation)];
        if (instruction.Load0 is { } load0)
        {
            parts.Add($"load0 {Stream(load0, "from")}");
        }

        if (instruction.Load1 is { } load1)
        {
            parts.Add($"load1 {Stream(load1, "from")}");
        }

        if (instruction.Store is { } store)
        {
            parts.Add($"store {Stream(store, "to")}");
        }

        if (!instruction.Begins.IsEmpty)
        {
            parts.Add($"begin {Loops(instruction.Begins.Members)}");
        }

        if (!instruction.Ends.IsEmpty)
        {
            parts.Add($"end {Loops(instruction.Ends.Members.Reverse())}");
        }

        return string.Join("; ", parts);
    }

    internal static string DefaultName(MvpBufferId buffer) => FormattableString.Invariant($"buffer{buffer.Value}");

    // Operands that the operation does not read are shown only when they are not the default.
    private static string Operation(MvpOperation operation)
    {
        MvpOpcode opcode = operation.Opcode;
        List<string> operands = [];
        Add("x", operation.X, opcode.ReadsX());
        Add("y", operation.Y, opcode.ReadsY());
        Add("a", operation.A, opcode.ReadsA());
        string target = opcode.WritesZ() || operation.Z.Index != 0 ? $"{operation.Z} = " : "";
        return target + opcode.Mnemonic() + (operands.Count == 0 ? "" : $"({string.Join(", ", operands)})");

        void Add(string name, MvpOperand operand, bool isRead)
        {
            if (isRead)
            {
                operands.Add(Operand(operand));
            }
            else if (operand != default)
            {
                operands.Add($"{name}={Operand(operand)}");
            }
        }
    }

    private static string Operand(MvpOperand operand)
    {
        string sign = (operand.NegateReal, operand.NegateImaginary) switch
        {
            (true, true) => "-",
            (true, false) => "-re ",
            (false, true) => "-im ",
            _ => "",
        };
        string zero = (operand.ZeroReal ? "zero-re " : "") + (operand.ZeroImaginary ? "zero-im " : "");
        return zero + sign + operand.Register;
    }

    private static string Stream(MvpStream stream, string direction) =>
        FormattableString.Invariant($"{stream.Register} {direction} A{stream.Array}")
        + string.Concat(Axes(stream.Step).Select(axis => FormattableString.Invariant($" d{axis}++")));

    private static string Array(MvpArray array, Func<MvpBufferId, string> nameOf)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{array.Type.ShortName(),-5} {Base(array.Base, nameOf)}");
        for (int axis = 0; axis < MvpLimits.Dimensions; axis++)
        {
            if (array[axis] != MvpDimension.Single)
            {
                text.Append(CultureInfo.InvariantCulture, $" d{axis} {array[axis].Size}x{array[axis].StrideInElements:+0;-0;+0}");
            }
        }

        return text.ToString();
    }

    private static string Base(MvpBase origin, Func<MvpBufferId, string> nameOf) => origin switch
    {
        { Buffer: var buffer } when buffer == MvpBufferId.AddressSpace => FormattableString.Invariant($"0x{origin.OffsetInBytes:X8}"),
        { OffsetInBytes: 0 } => nameOf(origin.Buffer),
        _ => nameOf(origin.Buffer) + origin.OffsetInBytes.ToString("+0;-0", CultureInfo.InvariantCulture),
    };

    private static string Loop(MvpLoop loop) =>
        FormattableString.Invariant($"{loop.Iterations} times")
        + (loop.StepOnExit.IsEmpty ? "" : $", then step {Indices(loop.StepOnExit)}")
        + (loop.ResetOnExit.IsEmpty ? "" : $", then reset {Indices(loop.ResetOnExit)}");

    private static string Indices(MvpIndexSet set) => string.Join(' ',
        from array in Enumerable.Range(0, MvpLimits.Arrays)
        from axis in Axes(set.AxesOf(array))
        select FormattableString.Invariant($"A{array}.d{axis}"));

    private static IEnumerable<int> Axes(MvpAxes axes) =>
        Enumerable.Range(0, MvpLimits.Dimensions).Where(axis => ((int)axes >> axis & 1) != 0);

    private static string Loops(IEnumerable<int> loops) =>
        string.Join(' ', loops.Select(loop => FormattableString.Invariant($"L{loop}")));

    // The shortest decimal that reads back as the same number; bits where there is none.
    private static string Number(ushort bits)
    {
        Half value = BitConverter.UInt16BitsToHalf(bits);
        return Half.IsFinite(value)
            ? value.ToString(CultureInfo.InvariantCulture)
            : FormattableString.Invariant($"bits:{bits:X4}");
    }
}
