namespace Adc.Compiler.Diagnostics;

/// <summary>7xxx: programming a board and talking to it.</summary>
public static partial class Catalogue
{
    public static readonly DiagnosticDescriptor NoFirmwareForBoard = new(
        "ADC7030", "No firmware for this board", "there is no start-up code for board '{0}' ({1}): use one of {2}, or 'target.board: none'",
        "Start-up code names the pins, clocks and interrupts of a board and its chip. adc has it for the boards that the message lists; of others it knows the part alone, which is enough for memory sizes and for the accelerator's driver. Remedy: With 'target.board: none' and the part's number in target.part adc emits the model, its kernels and the driver as a library for a project that has start-up code of its own.");

    public static readonly DiagnosticDescriptor FlashFailed = new(
        "ADC7003", "Board not programmed", "{0} could not {1}: {2}; {3}",
        "The program that writes the firmware into the board ended with an error, and the board may hold the former firmware, or a part of the new one. The message repeats what the program said and tells what mostly helps. Remedy: Look at the adapter's serial number, its USB cable and permissions, the target's supply, and whether the chip is locked and wants a recovery. --verbose prints each step.");

    public static readonly DiagnosticDescriptor BoardSilent = new(
        "ADC7004", "No answer from the board", "{0} gave no answer to '{1}' within {2} s; {3}",
        "adc talks over the board's serial port to firmware that was compiled with 'firmware.app: device'. Nothing came back in time: the firmware is another one, it has crashed or hangs, the port belongs to another device, another program holds it, or the adapter's speed is not 115200 baud without flow control. The emulated board counts time by its clock: there the firmware was still running after firmware.timeout_s, at the place that the message names. Remedy: Program the board with 'adc flash', look at what it prints with 'adc monitor', and press its reset button. On the emulated board raise firmware.timeout_s if the model is a large one; for an endless loop please report a bug of adc.");

    public static readonly DiagnosticDescriptor PartMismatch = new(
        "ADC7007", "Board carries another part", "the board carries {0}, but '{1}' was compiled for {2}; compile it for the board at hand (target.board or target.part)",
        "Parts of one family differ in flash, RAM and the accelerator; firmware for one of them may not even start on another. Early revisions of several kits carry a part without the MVP. Nothing was written. Remedy: Set target.board or target.part to what the message names, compile again, and flash that.");

    public static readonly DiagnosticDescriptor ToolTimedOut = new(
        "ADC7008", "Tool did not end in time", "{0} did not {1} within {2} s and was stopped; {3}",
        "A programmer that waits for a board that is not there, or for an answer to a question, would wait for ever. Remedy: Look at cable, supply and adapter; give it longer with --timeout or firmware.timeout_s.");

    public static readonly DiagnosticDescriptor SerialPortUnclear = new(
        "ADC7009", "Serial port not clear", "{0}; {1}",
        "Without --port adc takes the one serial port that a board's debugger offers. There is none, or there are several. Remedy: Name it, /dev/ttyACM0 or COM5 for example. On Linux /dev/serial/by-id tells which is which.");

    public static readonly DiagnosticDescriptor SerialPortFailed = new(
        "ADC7010", "Serial port not usable", "the serial port '{0}' {1}: {2}",
        "The port does not exist, another program holds it, its permissions forbid it (on Linux the user must be in the group dialout), or the board was unplugged amid the work. Remedy: Close other terminals and plug the board in.");

    public static readonly DiagnosticDescriptor LineNoisy = new(
        "ADC7011", "Too many damaged frames", "{0} of {1} exchanges with the board on {2} were damaged or lost, and '{3}' failed {4} times in a row; {5}",
        "Each frame on the serial line carries a checksum, and a damaged or lost one is repeated. So many in a row mean a bad cable, a wrong speed, a second program on the same port, or flow control that swallows bytes. Remedy: Try another cable, close other terminals, and set the adapter to 115200 baud without flow control.");

    public static readonly DiagnosticDescriptor BoardRestarted = new(
        "ADC7012", "Board restarted amid the work", "the board on {0} was reset during '{1}'; {2}",
        "After a reset the board has forgotten its inputs and its state, so that going on would mix two runs. A crash of the firmware, a dip of the supply, the reset button or a debugger that connects may be the cause. Remedy: Start the run once more; 'adc monitor' shows what the firmware prints at its start.");

    public static readonly DiagnosticDescriptor OtherFirmware = new(
        "ADC7013", "Board runs other firmware", "the board on {0} runs {1}, but this is {2}; program it with 'adc flash' first",
        "The firmware tells which model it was compiled from, by the SHA-256 of the model file, and which version of the link it speaks. Results of another model, or of another compilation of this one, would be worth nothing. Remedy: Flash the folder that the run names, or name the folder that was flashed.");

    public static readonly DiagnosticDescriptor ConsoleElsewhere = new(
        "ADC7016", "Firmware does not use the serial port", "{0} was compiled with 'firmware.uart: {1}', but {2} needs the board's serial port; compile it with 'firmware.uart: vcom'",
        "Firmware whose console is the trace pin SWO or a buffer in RAM, or that has none, leaves the serial port alone: nothing would ever come from there. A debugger shows such a console, 'commander swo read' for example, and finds the verdict in the variable vectors_result. Remedy: Compile with 'firmware.uart: vcom', which is the default, or leave out what needs the port.");

    public static readonly DiagnosticDescriptor WhichFirmware = new(
        "ADC7017", "Which firmware to measure", "the file has {0} tests ({1}), but a board holds the firmware of one; name its output folder in place of the YAML file",
        "'adc profile FILE.yaml --device' measures the output folder of the file's test. With several tests, or with variants of one, the file does not say which of them was put into the board. Remedy: Name the folder: 'adc profile outputs/ad --device'.");

    public static readonly DiagnosticDescriptor NotMeasured = new(
        "ADC7015", "Nothing measured to calibrate with", "'{0}' cannot calibrate the cycle models: {1}",
        "'adc calibrate' compares what a board has measured with what was modelled, layer by layer. Both stand in the report.json of an output folder after 'adc profile DIR --device'; a report that was only modelled, or that an older version of adc has written, does not have what it needs. Remedy: Compile with 'firmware.app: device', flash, and run 'adc profile DIR --device' first.");

    public static readonly DiagnosticDescriptor BoardRefused = new(
        "ADC7014", "Board refused a request", "the board on {0} refused '{1}': {2}",
        "The firmware understood the request but could not do it: the model's function returned an error status, or an index or a size is beyond what the model has. Remedy: 'adc run --engine board' runs the same image on the emulated board and tells more.");
}
