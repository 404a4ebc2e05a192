using System.Globalization;
using System.Text.RegularExpressions;

namespace Adc.Mvp;

/// <summary>Reads the text that <see cref="MvpDisassembler"/> writes.</summary>
public static partial class MvpAssembler
{
    /// <summary>The program, or null and a sentence that names the first line which is not understood.</summary>
    public static MvpProgram? Parse(string text, out string? problem)
    {
        var presets = new MvpComplex?[MvpLimits.Registers];
        MvpArray[] arrays = [.. Enumerable.Repeat(MvpArray.Unused, MvpLimits.Arrays)];
        MvpLoop[] loops = [.. Enumerable.Repeat(MvpLoop.Unused, MvpLimits.Loops)];
        List<MvpInstruction> instructions = [];
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            bool isUnderstood = ReadPreset(line, presets) || ReadArray(line, arrays)
                || ReadLoop(line, loops) || ReadInstruction(line, instructions);
            if (!isUnderstood)
            {
                problem = $"'{line}' is no line of a program";
                return null;
            }
        }

        problem = null;
        return new MvpProgram([.. presets], [.. arrays], [.. loops], [.. instructions]);
    }

    private static bool ReadPreset(string line, MvpComplex?[] presets)
    {
        Match match = PresetLine().Match(line);
        if (!match.Success || Bits(match.Groups["re"].Value) is not { } real || Bits(match.Groups["im"].Value) is not { } imaginary)
        {
            return false;
        }

        presets[Number(match, "register")] = new MvpComplex(real, imaginary);
        return true;
    }

    private static ushort? Bits(string number)
    {
        if (number.StartsWith("bits:", StringComparison.Ordinal))
        {
            return ushort.TryParse(number.AsSpan(5), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort bits)
                ? bits
                : null;
        }

        return Half.TryParse(number, CultureInfo.InvariantCulture, out Half value) ? BitConverter.HalfToUInt16Bits(value) : null;
    }

    private static bool ReadArray(string line, MvpArray[] arrays)
    {
        Match match = ArrayLine().Match(line);
        if (!match.Success || ElementType(match.Groups["type"].Value) is not { } type)
        {
            return false;
        }

        MvpDimension[] dimensions = [MvpDimension.Single, MvpDimension.Single, MvpDimension.Single];
        for (int index = 0; index < match.Groups["axis"].Captures.Count; index++)
        {
            dimensions[Number(match, "axis", index)] = new MvpDimension(Number(match, "size", index), Number(match, "stride", index));
        }

        MvpBase origin = match.Groups["address"].Success
            ? MvpBase.At(uint.Parse(match.Groups["address"].Value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))
            : new MvpBase(
                new MvpBufferId(Number(match, "buffer")),
                match.Groups["offset"].Success ? Number(match, "offset") : 0);
        arrays[Number(match, "array")] = new MvpArray(origin, type, dimensions[0], dimensions[1], dimensions[2]);
        return true;
    }

    private static MvpElementType? ElementType(string name) =>
        name.StartsWith("type", StringComparison.Ordinal) && int.TryParse(name.AsSpan(4), CultureInfo.InvariantCulture, out int code)
            ? (MvpElementType)code
            : MvpElementTypes.FromShortName(name);

    private static bool ReadLoop(string line, MvpLoop[] loops)
    {
        Match match = LoopLine().Match(line);
        if (match.Success)
        {
            loops[Number(match, "loop")] = new MvpLoop(Number(match, "count"), Indices(match, "step"), Indices(match, "reset"));
        }

        return match.Success;
    }

    private static MvpIndexSet Indices(Match match, string group)
    {
        MvpIndexSet set = MvpIndexSet.Empty;
        foreach (Capture capture in match.Groups[group].Captures)
        {
            set |= MvpIndexSet.Of(capture.Value[1] - '0', (MvpAxes)(1 << (capture.Value[4] - '0')));
        }

        return set;
    }

    private static bool ReadInstruction(string line, List<MvpInstruction> instructions)
    {
        Match match = InstructionLine().Match(line);
        if (!match.Success || Number(match, "index") != instructions.Count || Opcode(match.Groups["opcode"].Value) is not { } opcode)
        {
            return false;
        }

        MvpOperation? operation = Operation(match, opcode);
        if (operation is null)
        {
            return false;
        }

        instructions.Add(new MvpInstruction(
            operation.Value,
            Stream(match, "load0"), Stream(match, "load1"), Stream(match, "store"),
            Loops(match, "begin"), Loops(match, "end")));
        return true;
    }

    private static MvpOpcode? Opcode(string mnemonic) =>
        mnemonic.StartsWith("OP", StringComparison.Ordinal)
        && int.TryParse(mnemonic.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code)
            ? (MvpOpcode)code
            : MvpOpcodes.FromMnemonic(mnemonic);

    // Unnamed operands are those the operation reads, in the order x, y, a; the others carry their name.
    private static MvpOperation? Operation(Match match, MvpOpcode opcode)
    {
        MvpRegister z = new(match.Groups["z"].Success ? Number(match, "z") : 0);
        MvpOperation operation = new(opcode, z, default, default, default);
        List<char> read = [];
        read.AddRange(opcode.ReadsX() ? "x" : "");
        read.AddRange(opcode.ReadsY() ? "y" : "");
        read.AddRange(opcode.ReadsA() ? "a" : "");
        int position = 0;
        foreach (Capture capture in match.Groups["operand"].Captures)
        {
            Match operand = OperandText().Match(capture.Value);
            if (!operand.Success || (!operand.Groups["name"].Success && position == read.Count))
            {
                return null;
            }

            char name = operand.Groups["name"].Success ? operand.Groups["name"].Value[0] : read[position++];
            string sign = operand.Groups["sign"].Value;
            MvpOperand value = new(
                new MvpRegister(Number(operand, "register")),
                NegateReal: sign is "-" or "-re ", NegateImaginary: sign is "-" or "-im ",
                ZeroReal: operand.Groups["zeroreal"].Success, ZeroImaginary: operand.Groups["zeroimaginary"].Success);
            operation = name switch
            {
                'x' => operation with { X = value },
                'y' => operation with { Y = value },
                _ => operation with { A = value },
            };
        }

        return operation;
    }

    private static MvpStream? Stream(Match match, string group)
    {
        if (!match.Groups[group].Success)
        {
            return null;
        }

        Match stream = StreamText().Match(match.Groups[group].Value);
        int axes = 0;
        foreach (Capture capture in stream.Groups["axis"].Captures)
        {
            axes |= 1 << (capture.Value[0] - '0');
        }

        return new MvpStream(new MvpRegister(Number(stream, "register")), Number(stream, "array"), (MvpAxes)axes);
    }

    private static MvpLoopSet Loops(Match match, string group)
    {
        MvpLoopSet set = MvpLoopSet.Empty;
        foreach (Capture capture in match.Groups[group].Captures)
        {
            set |= MvpLoopSet.Of(capture.Value[0] - '0');
        }

        return set;
    }

    private static int Number(Match match, string group, int capture = 0) =>
        int.Parse(match.Groups[group].Captures[capture].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private const string StreamPattern = @"R[0-7] (?:from|to) A[0-7](?: d[0-2]\+\+)*";

    [GeneratedRegex(@"^R(?<register>[0-7]) = \((?<re>[^ ]+), (?<im>[^ ]+)\)$", RegexOptions.CultureInvariant)]
    private static partial Regex PresetLine();

    [GeneratedRegex(
        @"^A(?<array>[0-4]) (?<type>[a-z0-9.]+) +(?:0x(?<address>[0-9A-F]{8})|buffer(?<buffer>\d{1,9})(?<offset>[+-]\d{1,9})?)"
        + @"(?: d(?<axis>[0-2]) (?<size>\d{1,9})x(?<stride>[+-]\d{1,9}))*$",
        RegexOptions.CultureInvariant)]
    private static partial Regex ArrayLine();

    [GeneratedRegex(
        @"^L(?<loop>[0-7]) (?<count>\d{1,9}) times"
        + @"(?:, then step(?: (?<step>A[0-4]\.d[0-2]))+)?(?:, then reset(?: (?<reset>A[0-4]\.d[0-2]))+)?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex LoopLine();

    [GeneratedRegex(
        @"^I(?<index>[0-7]) (?:R(?<z>[0-7]) = )?(?<opcode>[A-Z0-9]+)(?:\((?<operand>[^,()]+)(?:, (?<operand>[^,()]+))*\))?"
        + "(?:; load0 (?<load0>" + StreamPattern + "))?"
        + "(?:; load1 (?<load1>" + StreamPattern + "))?"
        + "(?:; store (?<store>" + StreamPattern + "))?"
        + "(?:; begin(?: L(?<begin>[0-7]))+)?(?:; end(?: L(?<end>[0-7]))+)?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex InstructionLine();

    [GeneratedRegex(
        "^(?:(?<name>[xya])=)?(?<zeroreal>zero-re )?(?<zeroimaginary>zero-im )?(?<sign>-re |-im |-)?R(?<register>[0-7])$",
        RegexOptions.CultureInvariant)]
    private static partial Regex OperandText();

    [GeneratedRegex(@"^R(?<register>[0-7]) (?:from|to) A(?<array>[0-7])(?: d(?<axis>[0-2])\+\+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex StreamText();
}
