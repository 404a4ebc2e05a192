using Adc.Formats.Elf;
using Adc.Simulator.Board;
using Adc.Tests.Support;

namespace Adc.Tests.Simulator.Board;

/// <summary>The core's cycle model on sequences that were counted by hand.</summary>
public sealed class CoreCyclesTests
{
    /// <summary>Assembler of a function f(address of eight words, number), its instructions, and its cycles by docs/core-cycle-model.rst.</summary>
    public static TheoryData<string, int, int> Sequences => new()
    {
        { "bx lr", 1, 1 },
        { "adds r1, #1; mov r2, r1; bx lr", 3, 3 },
        { "ldr r1, [r0]; adds r1, #1; bx lr", 3, 4 }, // waits for r1
        { "ldr r1, [r0]; adds r2, #1; adds r1, #1; bx lr", 4, 4 },
        { "ldr r1, [r0]; ldr r2, [r0, #4]; add r1, r1, r2; bx lr", 4, 5 },
        { "ldr r1, [r0]; str r1, [r0, #4]; bx lr", 3, 4 },
        { "ldrsb r1, [r0, r1]; sxtb16 r2, r1; bx lr", 3, 4 },
        { "ldrd r2, r3, [r0]; smlad r2, r2, r3, r2; bx lr", 3, 5 }, // two for the pair, one to wait
        { "ldrd r2, r3, [r0], #8; adds r1, #1; smlad r2, r2, r3, r2; bx lr", 4, 5 },
        { "ldr.w r3, [r0], #4; smlald r1, r2, r3, r2; smlal r1, r2, r2, r2; bx lr", 4, 5 },
        { "strd r2, r3, [r0]; bx lr", 2, 3 },
        { "push {r4-r7, lr}; pop {r4-r7, pc}", 2, 10 },
        { "ldm r0, {r1, r2, r3}; adds r1, #1; bx lr", 3, 5 },
        { "stmdb sp!, {r4-r11}; ldmia sp!, {r4-r11}; bx lr", 3, 17 },
        { "movs r1, #10; 1: subs r1, #1; bne 1b; bx lr", 22, 1 + (10 * 2) + (9 * 2) + 1 },
        { "movs r1, #10; 1: ldr r2, [r0]; subs r1, #1; bne 1b; add r2, r2, #1; bx lr", 33, 1 + (10 * 3) + (9 * 2) + 2 },
        { "ldr r1, [r0]; b 1f; nop; 1: adds r1, #1; bx lr", 4, 6 }, // the branch gives the load its time
        { "cbz r1, 1f; nop; 1: bx lr", 2, 4 },
        { "cmp r0, #0; ite eq; moveq r1, #1; ldrne r1, [r0]; adds r1, #1; bx lr", 6, 7 },
        { "cmp r0, #0; itt eq; ldreq r1, [r0]; ldrdeq r2, r3, [r0]; adds r2, #1; bx lr", 6, 6 }, // neither is executed
        { "movs r2, #3; udiv r1, r1, r2; sdiv r1, r1, r2; bx lr", 4, 16 },
        { "vldr s0, [r0]; vadd.f32 s1, s0, s0; bx lr", 3, 4 },
        { "vldr d0, [r0]; vmul.f32 s2, s3, s3; vfma.f32 s2, s1, s1; bx lr", 4, 5 },
        { "vmov s0, r1; vdiv.f32 s1, s0, s0; vsqrt.f32 s2, s1; bx lr", 4, 30 },
        { "push {r4, lr}; mov r4, r0; bl inner; pop {r4, pc}", 6, 2 + 1 + 1 + 2 + 2 + 2 + 2 }, // there and back again: 2 each
    };

    [ToolTheory(BoardImage.Compiler, BoardImage.Emulator)]
    [MemberData(nameof(Sequences))]
    public void Of_a_sequence(string assembler, int instructions, int cycles)
    {
        string program = $$"""
            #include <stdint.h>
            uint32_t words[8] __attribute__((aligned(8))) = { 1u, 2u, 3u, 4u, 5u, 6u, 7u, 8u };
            __attribute__((naked, used, aligned(4))) void inner(void)
            {
                __asm volatile("adds r0, #1; bx lr");
            }
            __attribute__((naked, used, aligned(4))) void f(void)
            {
                __asm volatile("{{assembler}}");
            }
            int main(void)
            {
                void (*volatile keep)(void) = f;
                (void)keep;
                words[0]++;
                for (;;) {
                    __asm volatile("wfi");
                }
            }
            """;
        ElfImage image = BoardImage.WithSource(program);
        using EmulatedBoard board = EmulatedBoard.Load(image, BoardOptions.Default);
        Assert.Equal(BoardStop.Sleeping, board.Boot().Stop);
        uint entry = image.FindSymbol("f")!.Address;
        board.Profile([("f", entry)]);

        for (int repetition = 0; repetition < 2; repetition++)
        {
            BoardCall call = board.Call(entry, image.FindSymbol("words")!.Address, 0);
            Assert.True(call.HasReturned, call.Run.Reason);
            Assert.Equal((instructions, cycles), (call.Functions[0].Instructions, call.Functions[0].Cycles));
        }
    }
}
