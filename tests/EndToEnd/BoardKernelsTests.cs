using Adc.Formats.Elf;
using Adc.Simulator.Board;
using Adc.Tests.Simulator.Board;
using Adc.Tests.Support;

namespace Adc.Tests.EndToEnd;

/// <summary>The checks of tests/Firmware/kernels with the kernels' bodies for the Cortex-M33, on the emulated board.</summary>
public sealed class BoardKernelsTests
{
    private const string Driver = """
        #include "kernels_check.h"
        #include "console.h"

        void kernels_report(const char *check)
        {
            console_text("failed: ");
            console_text(check);
            console_text("\r\n");
        }

        int main(void)
        {
            const int failures = kernels_check();
            console_text("adc verdict ");
            console_decimal((uint32_t)failures);
            console_text(" failures\r\n");
            console_flush();
            for (;;) {
                __asm volatile("wfi");
            }
        }
        """;

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Every_kernel_does_what_its_header_says()
    {
        string[] folders = [Within("firmware/kernels"), Within("firmware/runtime"), Within("tests/Firmware/kernels")];
        IEnumerable<string> sources = folders.SelectMany(folder => Directory.GetFiles(folder).Order(StringComparer.Ordinal))
            .Where(file => Path.GetExtension(file) is ".c" or ".S" && Path.GetFileName(file) != "kernels_main.c");
        ElfImage image = BoardImage.WithSource(Driver, [.. sources, .. folders.SelectMany(folder => new[] { "-iquote", folder })]);
        using EmulatedBoard board = EmulatedBoard.Load(image, BoardOptions.Default);
        BoardRun run = board.Boot();
        Assert.Equal("adc verdict 0 failures", board.Console.Trim());
        Assert.Equal(BoardStop.Sleeping, run.Stop);
    }

    private static string Within(string path) => Path.Combine(Repository.Root, path);
}
