using System.Globalization;
using Adc.Compiler.Targets;
using Adc.Tests.Cli;
using Adc.Tests.Firmware;
using Adc.Tests.Lowering.Mvp;
using Adc.Tests.Support;

namespace Adc.Tests.EndToEnd;

/// <summary>Chips beside the EFR32xG24 that have the accelerator.</summary>
public sealed class OtherChipsTests : IDisposable
{
    private readonly WorkFolder folder = new();

    public OtherChipsTests() => folder.Write("tiny.tflite", GraphFile.Of(RandomFullyConnected.Chain(5, 8, 8, 6)));

    [BoardFact]
    public void The_dev_kit_of_the_xG26_runs_on_the_accelerator_with_its_own_interrupt()
    {
        Compile("target: { board: brd2608a }").Succeeded();
        string log = File.ReadAllText(folder["outputs/tiny/adc.log"]);
        Assert.Contains("adc boot board brd2608a model tiny vectors 4 part 26 device 1510 flash_kib 3200 ram_kib 512 ", log, StringComparison.Ordinal);
        Assert.Contains("adc verdict PASS 4/4", log, StringComparison.Ordinal);
        Assert.Contains("ADC_FAMILY=26", File.ReadAllText(folder["outputs/tiny/CMakeLists.txt"]), StringComparison.Ordinal);
        Assert.Contains("LENGTH = 0x0031E000", File.ReadAllText(folder["outputs/tiny/firmware/link.ld"]), StringComparison.Ordinal);
    }

    [ToolTheory("arm-none-eabi-gcc")]
    [InlineData("EFR32MG24B310F1536IM48", 24)]
    [InlineData("EFR32MG26B510F3200IM68", 26)]
    [InlineData("EFR32ZG28B312F1024IM48", 28)]
    public void The_driver_of_a_library_knows_the_interrupt_and_clock_gate_of_its_chip(string part, int number)
    {
        Compile($"target: {{ board: none, part: {part} }}", "--no-build").Succeeded();
        string project = File.ReadAllText(folder["outputs/tiny/CMakeLists.txt"]);
        string[] definition = number == 24 ? [] : [$"-DADC_FAMILY={number}"];
        Assert.Equal(number != 24, project.Contains($"ADC_FAMILY={number}", StringComparison.Ordinal));
        PartFamily family = new[] { PartFamily.Xg24, PartFamily.Xg26, PartFamily.Xg28 }.Single(family => family.Number == number);
        string source = folder.Write("asserts.c", string.Create(CultureInfo.InvariantCulture, $"""
            #include "adc_mvp_registers.h"
            _Static_assert(NVIC_ISER_MVP == 0xE000E100u + {4 * (family.MvpInterrupt / 32)}u, "register that enables the interrupt");
            _Static_assert(NVIC_ICPR_MVP == 0xE000E280u + {4 * (family.MvpInterrupt / 32)}u, "register that clears it");
            _Static_assert(NVIC_MVP == 1u << {family.MvpInterrupt % 32}, "its bit");
            _Static_assert(CMU_CLKEN1_MVP == 1u << {family.MvpClockGateBit}, "clock gate");

            """));
        NativeTool.Run("arm-none-eabi-gcc", ["-std=c11", "-fsyntax-only", $"-I{folder["outputs/tiny/runtime"]}", .. definition, source]);
        NativeTool.Run("arm-none-eabi-gcc", ["-std=c11", "-mcpu=cortex-m33", "-c", $"-I{folder["outputs/tiny/firmware"]}", .. definition, folder["outputs/tiny/runtime/adc_mvp_hw.c"], "-o", folder["hw.o"]]);
    }

    [Fact]
    public void A_board_without_start_up_code_is_refused_by_name() =>
        Compile("target: { board: brd4186b, accelerator: none }", "--no-build").Failed(8, "tiny.yaml(5,20): error ADC7030: there is no start-up code for board 'brd4186b' (EFR32MG24B010F1536IM48): use one of brd2601b, brd2608a, ");

    public void Dispose() => folder.Dispose();

    private AdcRun Compile(string keys, string option = "--quiet")
    {
        folder.Write("tiny.yaml", $"tiny:\n  tflite_model: tiny.tflite\n  mvp: {{ force_mvp: {(keys.Contains("none }", StringComparison.Ordinal) ? "[]" : "[0, 1]")} }}\n  compare: {{ layer: {{ exact_ratio: 0.5 }} }}\n  {keys}\n");
        return AdcRun.Of("compile", folder["tiny.yaml"], option);
    }
}
