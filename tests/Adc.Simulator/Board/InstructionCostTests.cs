using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Adc.Formats.Elf;
using Adc.Simulator.Board.Core;
using Adc.Tests.Support;

namespace Adc.Tests.Simulator.Board;

/// <summary>What the cycle model makes of instructions, held against what the disassembler makes of the same bytes.</summary>
public sealed class InstructionCostTests
{
    private const string Disassembler = "arm-none-eabi-objdump";

    /// <summary>Forms that compilers seldom choose, beside all of the start-up code and the self-test.</summary>
    private const string SeldomChosen = """
        __attribute__((naked, used)) void seldom(void)
        {
            __asm volatile(
                "ldrsh r1, [r2, r3, lsl #2]; ldrsb.w r1, [r2, #-3]; ldrh r4, [r5], #2; ldr.w r9, [r10, #1000]; ldrb r7, [r6, #31]; ldrsh r3, [r4, r5]; ldrd r8, r9, [r10, #-8]!;"
                "strd r2, r3, [r4], #16; strb.w r1, [r2, r3]; str r3, [sp, #16]; ldr r6, [sp, #16]; stmdb r7!, {r0-r3, r9}; ldmia.w r8, {r1, r3, r5, r10, r12}; stmia r1!, {r2, r4};"
                "smlad r1, r2, r3, r4; smlabt r1, r2, r3, r4; smuad r5, r6, r7; smmla r1, r2, r3, r4; smmul r1, r2, r3; smlal r1, r2, r3, r4; smlald r5, r6, r7, r8; umaal r1, r2, r3, r4;"
                "smull r1, r2, r3, r4; umull r5, r6, r7, r8; mls r1, r2, r3, r4; mul r1, r2, r3; muls r3, r4, r3; sdiv r9, r10, r11; udiv r1, r2, r3; usad8 r1, r2, r3;"
                "pkhbt r1, r2, r3, lsl #16; pkhtb r4, r5, r6, asr #16; sxtb16 r1, r2; sxtab16 r1, r2, r3, ror #8; sadd16 r4, r5, r6; ssat r1, #8, r2, asr #3; usat r1, #7, r2; rev r1, r2; clz r1, r2;"
                "bfi r1, r2, #3, #5; bfc r1, #2, #4; ubfx r1, r2, #3, #5; movt r1, #77; movw r1, #77; orn r1, r2, r3; rsb r1, r2, #0; negs r1, r2; mvns r1, r2; adc.w r1, r2, r3; lsls r1, r2; lsl.w r1, r2, r3;"
                "cmp r9, r1; cmn r1, r2; tst r1, r2; add r10, r1; mov r10, r11; add r1, sp, #8; sub sp, #8; add sp, #8; uxtb r1, r2; sxth.w r9, r10; rbit r1, r2; cmp.w r1, #300; teq r1, r2;"
                "vldr s3, [r1]; vldr d7, [r1, #8]; vstr s31, [r2]; vstr d15, [r2]; vldmia r1!, {s1-s5}; vpush {d8-d10}; vpop {d8-d10}; vadd.f32 s1, s2, s31; vfma.f32 s1, s2, s3; vmla.f32 s30, s29, s28;"
                "vdiv.f32 s1, s2, s3; vsqrt.f32 s1, s3; vneg.f32 s1, s2; vmov s5, r6; vmov r7, s8; vmov r1, r2, d3; vmov d4, r5, r6; vcvt.s32.f32 s1, s2; vcmp.f32 s1, s2; vmov.f32 s1, #1.0; vmrs APSR_nzcv, fpscr;"
                "dsb; isb; mrs r1, primask; msr primask, r2; nop; bx lr");
        }
        int main(void)
        {
            for (;;) {
                __asm volatile("wfi");
            }
        }
        """;

    [ToolFact(BoardImage.Compiler, Disassembler)]
    public void Every_instruction_of_an_image_is_understood_as_the_disassembler_understands_it()
    {
        List<string> problems = [];
        int count = Check(BoardImage.FileWithSource(SeldomChosen), problems) + Check(BoardImage.FileWithSelfTest(), problems);
        Assert.True(problems.Count == 0, string.Join('\n', problems.Distinct()));
        Assert.InRange(count, 1000, int.MaxValue);
    }

    private static int Check(byte[] file, List<string> problems)
    {
        ElfImage image = ElfReader.Read(file).Image!;
        int count = 0;
        foreach (Match line in Regex.Matches(Disassemble(file), @"^\s*([0-9a-f]+):\t(\S+)\s*([^;@<\n]*)", RegexOptions.Multiline))
        {
            uint address = uint.Parse(line.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            string name = line.Groups[2].Value, operands = line.Groups[3].Value.Trim();
            if (!name.StartsWith('.') && name != "udf")
            {
                problems.AddRange(ProblemsOf(name, operands, InstructionCost.Of(HalfWord(image, address), HalfWord(image, address + 2))));
                count++;
            }
        }

        return count;
    }

    private static IEnumerable<string> ProblemsOf(string name, string operands, InstructionCost cost)
    {
        string stem = name.Split('.')[0], text = $"{name} {operands}";
        string[] parts = [.. Regex.Split(operands, @",\s*(?![^\[{]*[\]}])")];
        bool isSeveral = Regex.IsMatch(stem, "^(v?ldm|v?stm|v?push|v?pop)"), isPair = Regex.IsMatch(stem, "^(ldrd|strd)") || (Regex.IsMatch(stem, "^(vldr|vstr)") && operands.StartsWith('d'));
        int cycles = isSeveral ? ListLength(operands) : isPair ? 2 : Regex.IsMatch(stem, "^[su]div") ? 7 : Regex.IsMatch(stem, "^(vdiv|vsqrt)") ? 14 : 1;
        if (cycles != cost.Cycles)
        {
            yield return $"{text}: {cost.Cycles} cycles, expected {cycles}";
        }

        bool isLoad = Regex.IsMatch(stem, "^(ldr|vldr)");
        int targets = Regex.IsMatch(stem, "^(ldrd|[su]mull|umull)") || (stem == "vmov" && parts is [['r', ..], ['r', ..], ['d', ..]]) ? 2 : Regex.IsMatch(stem, "^(str|vstr|cmp|cmn|tst|teq|vcmp|cbz|cbnz|push|stm|msr|bx|blx)") ? 0 : 1;
        ulong loads = isLoad ? Registers(string.Join(' ', parts.Take(targets))) : 0;
        if (loads != cost.Loads)
        {
            yield return $"{text}: loads {cost.Loads:x}, expected {loads:x}";
        }

        ulong sources = Registers(string.Join(' ', parts.Skip(targets))), all = Registers(operands);
        if (!isSeveral && ((sources & ~cost.Reads) != 0 || (cost.Reads & ~all) != 0))
        {
            yield return $"{text}: reads {cost.Reads:x}, expected {sources:x} at least and {all:x} at most";
        }
    }

    private static ulong Registers(string operands)
    {
        ulong registers = 0;
        foreach (Match register in Regex.Matches(operands, @"\b(?:([rsd])(\d+)|(sl|fp|ip|sp|lr))\b"))
        {
            int number = register.Groups[3].Success ? register.Groups[3].Value switch { "sl" => 10, "fp" => 11, "ip" => 12, "sp" => 13, _ => 14 }
                : int.Parse(register.Groups[2].Value, CultureInfo.InvariantCulture);
            registers |= register.Groups[1].Value switch { "s" => 1ul << (16 + number), "d" => 3ul << (16 + (2 * number)), _ => 1ul << number };
        }

        return registers;
    }

    /// <summary>Words in a list of registers.</summary>
    private static int ListLength(string operands) => Regex.Match(operands, @"\{(.*)\}").Groups[1].Value.Split(',').Sum(part =>
    {
        string[] ends = [.. part.Trim().Split('-').Select(end => end.Trim())];
        int Number(string register) => System.Numerics.BitOperations.TrailingZeroCount(register == "pc" ? 1ul << 15 : Registers(register));
        return ends[0].StartsWith('d') ? Number(ends[^1]) - Number(ends[0]) + 2 : Number(ends[^1]) - Number(ends[0]) + 1;
    });

    private static uint HalfWord(ElfImage image, uint address)
    {
        foreach (ElfSegment segment in image.Segments)
        {
            if (address - segment.VirtualAddress + 1 < segment.Data.Length)
            {
                ReadOnlySpan<byte> bytes = segment.Data.Span[(int)(address - segment.VirtualAddress)..];
                return bytes[0] | ((uint)bytes[1] << 8);
            }
        }

        return 0;
    }

    private static string Disassemble(byte[] file)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, file);
            using Process process = Process.Start(new ProcessStartInfo(Disassembler, ["-d", "--no-show-raw-insn", path]) { RedirectStandardOutput = true })!;
            string text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return text;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
