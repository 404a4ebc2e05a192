using System.Globalization;
using Adc.Compiler.Configuration;
using Adc.Compiler.Emission.Views;
using Adc.Compiler.Ir;
using Adc.Mvp;

namespace Adc.Compiler.Emission.Probes;

/// <summary>Firmware that asks the accelerator all <see cref="ProbeCases"/>.</summary>
public static class ProbeEmitter
{
    public const string Name = "adc_probe";

    private const int FirstArray = MvpLimits.Registers, WordsPerLine = 8;

    /// <param name="version">Of adc.</param>
    public static SourceTree Emit(TargetLayout target, string version) => new(
        Name, target.BoardName, Emitter.Definitions(target).ToSequence(),
        [
            new SourceFile("firmware/probe_cases.h", Templates.Render("probe_cases.h.hbs", View(version)), SourceRole.App),
            .. Emitter.Handwritten("firmware/app/probe.c", "firmware/probe.c", SourceRole.App),
            .. Emitter.Handwritten("firmware/mvp/adc_mvp_registers.h", "firmware/adc_mvp_registers.h", SourceRole.App),
            .. Emitter.Board(target, ResultChannel.Vcom),
        ]);

    private static ProbesView View(string version) => new(
        version, ProbeCases.All.Count, ProbeCases.All.Max(test => test.Answers.Count), ProbeCases.RamBytes, ProbeCases.FlashBytes, [.. ProbeCases.All.Select(Of)]);

    private static ProbeView Of(ProbeCase test)
    {
        uint[] words = MvpEncoder.Encode(test.Program, ProbeCases.Map)[..^1];
        for (int array = 0; array < MvpLimits.Arrays; array++)
        {
            words[FirstArray + (4 * array)] = (uint)test.Program.Arrays[array].Base.OffsetInBytes;
        }

        return new ProbeView(
            test.Name, CComment.Text(test.Question), Spelled(test.CountsCycles), Spelled(test.PresetsOnly), string.Join(", ", test.Program.Arrays.Select(Memory)),
            string.Join('\n', words.Chunk(WordsPerLine).Select(line => "            " + string.Join(' ', line.Select(word => Hex(word) + ",")))),
            [.. test.Answers.Select(answer => new ProbeAnswerView(answer.Text, Hex(answer.Value)))]);
    }

    private static string Memory(MvpArray array) =>
        array.Base.Buffer == ProbeCases.Ram ? "PROBE_RAM" : array.Base.Buffer == ProbeCases.Flash ? "PROBE_FLASH" : array.Base.Buffer == ProbeCases.Result ? "PROBE_RESULT" : "PROBE_NOWHERE";

    private static string Spelled(bool value) => value ? "true" : "false";

    private static string Hex(uint value) => string.Create(CultureInfo.InvariantCulture, $"0x{value:X8}u");
}
