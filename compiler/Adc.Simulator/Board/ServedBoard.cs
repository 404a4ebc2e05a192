using Adc.Formats.Elf;

namespace Adc.Simulator.Board;

/// <summary>An emulated board that keeps running, with something at its serial port: as a real one does until it is unplugged.</summary>
public sealed class ServedBoard(ElfImage image, BoardOptions options, IBoardWire wire)
{
    // Between two looks at what happens outside.
    private const long CyclesAtATime = 500_000;

    private volatile bool resetPressed;

    /// <summary>How often the firmware has started.</summary>
    public int Starts { get; private set; }

    /// <summary>Starts the firmware anew, soon.</summary>
    public void PressReset() => resetPressed = true;

    /// <summary>Runs until cancellation is asked for; firmware that has crashed stays so until the reset is pressed.</summary>
    public void Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            resetPressed = false;
            Starts++;
            using EmulatedBoard board = EmulatedBoard.Load(image, options with { CycleLimit = CyclesAtATime });
            board.Connect(wire);
            BoardRun run = board.Boot();
            while (!cancellation.IsCancellationRequested && !resetPressed && run.Stop != BoardStop.ResetRequested)
            {
                if (run.Stop is BoardStop.CycleLimit or BoardStop.Verdict)
                {
                    run = board.Continue();
                }
                else
                {
                    cancellation.WaitHandle.WaitOne(1);
                }
            }
        }
    }
}
