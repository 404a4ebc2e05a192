using System.Runtime.InteropServices;
using Adc.Cli;

using var interruption = new CancellationTokenSource();
using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
return Application.Run(args, Terminal.OfProcess(), interruption.Token);

// The first signal asks the running command to clean up and end; a second one ends the process at once.
void Interrupt(PosixSignalContext context)
{
    context.Cancel = !interruption.IsCancellationRequested;
    interruption.Cancel();
}
