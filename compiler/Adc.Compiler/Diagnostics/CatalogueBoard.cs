namespace Adc.Compiler.Diagnostics;

/// <summary>7xxx: programming a board and talking to it.</summary>
public static partial class Catalogue
{
    public static readonly DiagnosticDescriptor FlashFailed = new(
        "ADC7003", "Board not programmed", "{0} could not {1}: {2}; {3}",
        "The program that writes the firmware into the board ended with an error, and the board may hold the former firmware, or a part of the new one. The message repeats what the program said and tells what mostly helps: the adapter's serial number, its USB cable and permissions, the target's supply, or a recovery of a locked chip. --verbose prints each step.");

    public static readonly DiagnosticDescriptor BoardSilent = new(
        "ADC7004", "No answer from the board", "the board on {0} gave no answer to '{1}' within {2} s; {3}",
        "adc talks over the board's serial port to firmware that was compiled with 'firmware.app: device'. Nothing came back in time: the firmware is another one, it has crashed or hangs, the port belongs to another device, another program holds it, or the adapter's speed is not 115200 baud without flow control. Program the board with 'adc flash', look at its console with 'adc monitor', and press its reset button.");

    public static readonly DiagnosticDescriptor PartMismatch = new(
        "ADC7007", "Board carries another part", "the board carries {0}, but '{1}' was compiled for {2}; compile it for the board at hand (target.board or target.part)",
        "Parts of one family differ in flash, RAM and the accelerator; firmware for one of them may not even start on another. Early revisions of several kits carry a part without the MVP. Nothing was written.");

    public static readonly DiagnosticDescriptor ToolTimedOut = new(
        "ADC7008", "Tool did not end in time", "{0} did not {1} within {2} s and was stopped; {3}",
        "A programmer that waits for a board that is not there, or for an answer to a question, would wait for ever. Look at cable, supply and adapter; give it longer with --timeout or firmware.timeout_s.");

    public static readonly DiagnosticDescriptor SerialPortUnclear = new(
        "ADC7009", "Serial port not clear", "{0}; {1}",
        "Without --port adc takes the one serial port that a board's debugger offers. There is none, or there are several: name it, /dev/ttyACM0 or COM5 for example. On Linux /dev/serial/by-id tells which is which.");

    public static readonly DiagnosticDescriptor SerialPortFailed = new(
        "ADC7010", "Serial port not usable", "the serial port '{0}' {1}: {2}",
        "The port does not exist, another program holds it, its permissions forbid it (on Linux the user must be in the group dialout), or the board was unplugged amid the work. Close other terminals and plug the board in.");
}
