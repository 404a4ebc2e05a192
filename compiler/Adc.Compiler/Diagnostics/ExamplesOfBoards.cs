using static Adc.Compiler.Diagnostics.Catalogue;
using static Adc.Compiler.Diagnostics.DiagnosticExamples;

namespace Adc.Compiler.Diagnostics;

/// <summary>Examples of what programming a board and talking to it give rise to.</summary>
internal static class ExamplesOfBoards
{
    private const string Port = "/dev/ttyACM0";

    public static IReadOnlyList<KeyValuePair<DiagnosticDescriptor, DiagnosticExample>> All { get; } =
    [
        Row(NoFirmwareForBoard, "ad:\n  target: { board: brd4186a, accelerator: none }", new Origin("ad.yaml", Line: 2, Column: 20), "brd4186a", "EFR32MG24A010F1536GM48", "brd2601b, brd2608a, brd2703a, brd4186c, brd4187c"),
        Row(FlashFailed, "adc flash outputs/ad, without a board", Origin.None, "commander", "read the part number", "Cannot connect to J-Link via USB.", "there is no adapter"),
        Row(BoardSilent, "adc run outputs/ad --engine device, with the self-test on the board", Origin.None, $"the board on {Port}", "hello", "30", "is it programmed with firmware of 'firmware.app: device'?"),
        Row(PartMismatch, "adc flash outputs/ad, to a BRD2703A of the first revision", Origin.None, "EFR32MG24B020F1536IM48", "ad.elf", "EFR32MG24B310F1536IM48"),
        Row(ToolTimedOut, "adc flash outputs/ad --timeout 5", Origin.None, "commander", "program the board", "5", "look at cable, supply and adapter"),
        Row(SerialPortUnclear, "adc monitor, with two boards", Origin.None, $"there are 2 serial ports of boards: {Port}, /dev/ttyACM1", "name one by --port"),
        Row(SerialPortFailed, "adc monitor --port /dev/ttyS9", Origin.None, "/dev/ttyS9", "cannot be opened", "No such file or directory"),
        Row(LineNoisy, "a cable with a loose contact", Origin.None, 12, 40, Port, "write input", 30, "look at the cable, and for other programs on the port"),
        Row(BoardRestarted, "the reset button, pressed amid a run", Origin.None, Port, "invoke", "start the run once more"),
        Row(OtherFirmware, "adc run outputs/kws --engine device, with another model on the board", Origin.None, Port, "the model 'ad'", "model 3fa9c104, build 0c77d3"),
        Row(ConsoleElsewhere, "adc flash outputs/ad --port /dev/ttyACM0, compiled with firmware.uart: swo", Origin.None, "'outputs/ad'", "swo", "--port"),
        Row(WhichFirmware, "adc profile two.yaml --device", new Origin("two.yaml", 1, 1), 2, "ad, kws"),
        Row(NotMeasured, "adc calibrate outputs/ad/report.json, before adc profile --device", Origin.None, "report.json", "its cycles are not measured"),
        Row(BoardRefused, "an accelerator that faults", Origin.None, Port, "invoke", "the model returned status 3"),
    ];
}
