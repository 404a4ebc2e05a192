using Adc.Formats.Elf;
using Adc.Simulator.Board;
using Adc.Tests.Support;

namespace Adc.Tests.EndToEnd.Devices;

/// <summary>The emulated board behind a pseudo-terminal, running on a thread of its own until it is disposed of.</summary>
internal sealed class BoardOnTerminal : IBoardWire, IDisposable
{
    private readonly PseudoTerminal terminal = new();
    private readonly CancellationTokenSource unplugged = new();
    private readonly LineFaults faults;
    private readonly Queue<byte> arriving = [];
    private readonly byte[] buffer = new byte[64];
    private readonly ServedBoard board;
    private readonly Task running;
    private int idle;

    /// <param name="image">Path of an ELF file.</param>
    public BoardOnTerminal(string image, LineFaults? faults = null, BoardOptions? options = null)
    {
        this.faults = faults ?? LineFaults.None;

        // A faster line than the chip's, for the sake of time; its queue is no longer.
        board = new ServedBoard(ElfReader.Read(File.ReadAllBytes(image)).Image!, (options ?? BoardOptions.Default) with { SerialCharacterInCycles = 700 }, this);
        running = Task.Factory.StartNew(() => board.Run(unplugged.Token), TaskCreationOptions.LongRunning);
    }

    public string Port => terminal.Port;

    public int Starts => board.Starts;

    /// <summary>Characters that have reached the board.</summary>
    public int Received { get; private set; }

    /// <summary>The reset button is pressed when so many characters have reached the board.</summary>
    public int? ResetAfter { get; init; }

    /// <summary>Nothing leaves the board.</summary>
    public bool IsMute { get; init; }

    public int Receive()
    {
        if (arriving.Count == 0)
        {
            // An idle board need not take all of this machine.
            idle++;
            int count = terminal.Read(buffer, idle > 2000 ? 2 : 0);
            idle = count > 0 ? 0 : idle;
            foreach (byte character in buffer.AsSpan(0, count).ToArray().SelectMany(faults.Of))
            {
                arriving.Enqueue(character);
            }
        }

        if (!arriving.TryDequeue(out byte next))
        {
            return IBoardWire.Nothing;
        }

        Received++;
        if (Received == ResetAfter)
        {
            board.PressReset();
        }

        return faults.IsBadFrame() ? IBoardWire.BadFrame : next;
    }

    public void Send(byte character)
    {
        if (!IsMute)
        {
            terminal.Write([.. faults.Of(character)]);
        }
    }

    public void Dispose()
    {
        unplugged.Cancel();
        running.Wait(TimeSpan.FromMinutes(1));
        terminal.Dispose();
        unplugged.Dispose();
    }
}
