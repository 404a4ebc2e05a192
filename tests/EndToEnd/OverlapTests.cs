using Adc.Formats.Elf;
using Adc.Simulator.Board;
using Adc.Tests.Cli;
using Adc.Tests.Support;
using Xunit.Abstractions;

namespace Adc.Tests.EndToEnd;

/// <summary>An inference that was started leaves the core to the application: emulated cycles of both together are fewer than of one after the other.</summary>
public sealed class OverlapTests(ITestOutputHelper output)
{
    // An application of the user's: the same work behind an inference, between looks at one, and in front of calls back from one.
    private const string Application = """
        #include "ad.h"
        #include "ad_test_vectors.h"
        #include <string.h>

        static ad_context_t context;
        static volatile uint32_t state = 1u;
        static volatile uint32_t calls;

        uint32_t infer(uint32_t units);
        uint32_t infer_then_work(uint32_t units);
        uint32_t infer_and_work(uint32_t units);
        uint32_t infer_and_work_until_called(uint32_t units);

        static void work(uint32_t units)
        {
            for (uint32_t i = 0u; i < 16u * units; i++) {
                state = state * 1664525u + 1013904223u;
            }
        }

        static void fill(void)
        {
            (void)memcpy(ad_input(&context), ad_test_inputs[1], AD_INPUT_BYTES);
        }

        static uint32_t judge(adc_status_t status)
        {
            return status == ADC_OK && memcmp(ad_output(&context), ad_test_outputs[1], AD_OUTPUT_BYTES) == 0 ? 0u : 1u + (uint32_t)status;
        }

        uint32_t infer(uint32_t units)
        {
            (void)units;
            fill();
            return judge(ad_invoke(&context));
        }

        uint32_t infer_then_work(uint32_t units)
        {
            const uint32_t verdict = infer(units);
            work(units);
            return verdict;
        }

        uint32_t infer_and_work(uint32_t units)
        {
            fill();
            adc_status_t status = ad_start(&context);
            while (status == ADC_PENDING) {
                if (units != 0u) {
                    work(1u);
                    units--;
                }
                status = ad_poll(&context);
            }
            work(units);
            return judge(status);
        }

        static void count(void *argument)
        {
            (void)argument;
            calls++;
        }

        uint32_t infer_and_work_until_called(uint32_t units)
        {
            fill();
            uint32_t seen = calls;
            ad_on_done(&context, count, NULL);
            adc_status_t status = ad_start(&context);
            while (status == ADC_PENDING) {
                while (calls == seen && units != 0u) {
                    work(1u);
                    units--;
                }
                __asm volatile("cpsid i" : : : "memory");
                while (calls == seen) {
                    __asm volatile("wfi \n\t cpsie i \n\t isb \n\t cpsid i" : : : "memory");
                }
                __asm volatile("cpsie i" : : : "memory");
                seen = calls;
                status = ad_poll(&context);
            }
            ad_on_done(&context, NULL, NULL);
            work(units);
            return judge(status);
        }

        int main(void)
        {
            if (ad_init(&context) == ADC_OK) {
                (void)infer(0u);
            }
            for (;;) {
                __asm volatile("wfi");
            }
        }
        """;

    [BoardFact]
    public void Work_between_looks_at_an_inference_costs_less_than_work_behind_it()
    {
        const uint Units = 400;
        using var folder = new WorkFolder();
        ElfImage image = Build(folder);
        using EmulatedBoard board = EmulatedBoard.Load(image, BoardOptions.Default);
        Assert.Equal(BoardStop.Sleeping, board.Boot().Stop);
        long Cycles(string function)
        {
            BoardCall call = board.Call(image.FindSymbol(function)!.Address, Units);
            Assert.True(call.HasReturned && call.Value == 0, $"{function}: {call.Run.Reason}, {call.Value}");
            return call.Run.Cycles;
        }

        long inference = Cycles("infer"), after = Cycles("infer_then_work"), polled = Cycles("infer_and_work"), called = Cycles("infer_and_work_until_called");
        long work = after - inference;
        output.WriteLine($"inference {inference:N0} cycles, work {work:N0}, one after the other {after:N0}, together {polled:N0} polling, {called:N0} called back");
        Assert.InRange(work, inference / 4, inference);
        Assert.InRange(polled, inference, after - (work / 2));
        Assert.InRange(called, inference, after - (work * 3 / 4));
    }

    /// <summary>Links the application with an output folder that has none.</summary>
    private static ElfImage Build(WorkFolder folder)
    {
        string yaml = folder.Write(
            "ad.yaml", $"ad:\n  model_name: ad\n  tflite_model: {SampleFiles.Int8Model}\n  header_file_test_vector_cnt: 2\n  codegen: {{ api: sync_async }}\n  firmware: {{ app: none }}\n");
        AdcRun.Of("compile", yaml, "--no-build", "--quiet").Succeeded();
        string home = folder["outputs/ad"];
        File.WriteAllText(Path.Combine(home, "main.c"), Application);
        return FolderImage.Link(home, "-Wl,-u,infer_then_work,-u,infer_and_work,-u,infer_and_work_until_called");
    }
}
