using Adc.Simulator.Mvp;

namespace Adc.Tests.Firmware;

/// <summary>What the driver says of one run.</summary>
/// <param name="Status">By its number in adc_status.h.</param>
/// <param name="Program">Of the failure; 0 where there was none.</param>
internal sealed record MvpRunReport(
    uint Status, uint Program, uint FaultFlags, uint FaultAddress, uint FaultPc, uint FaultArray, uint FaultBus, uint FaultLoop,
    uint NumericFlags, uint WordsWritten)
{
    public const uint Ok = 0, WrongArgument = 1, WrongState = 2, Fault = 3, Timeout = 4, Numeric = 5;

    private const MvpFlags AnyNumeric = MvpFlags.AluNaN | MvpFlags.AluOverflow | MvpFlags.AluUnderflow | MvpFlags.StoreOverflow
        | MvpFlags.StoreUnderflow | MvpFlags.StoreInfinity | MvpFlags.StoreNaN;

    private const MvpFlags WrongResult = MvpFlags.AluNaN | MvpFlags.AluOverflow | MvpFlags.StoreInfinity | MvpFlags.StoreNaN;

    /// <summary>What it should say.</summary>
    public static MvpRunReport Of(MvpRun run, int program, int words)
    {
        uint status = run.Outcome switch
        {
            MvpOutcome.Faulted => Fault,
            MvpOutcome.LimitReached => Timeout,
            _ => (run.Flags & WrongResult) == 0 ? Ok : Numeric,
        };
        MvpFault? fault = run.Fault;
        return new MvpRunReport(
            status, status == Ok ? 0 : (uint)program, (uint)(fault?.Flag ?? 0), fault?.Address ?? 0, (uint)(fault?.ProgramCounter ?? 0),
            (uint)(fault?.Array ?? 0), (uint)(fault?.Bus ?? 0), (uint)(fault?.Loop ?? 0), (uint)(run.Flags & AnyNumeric), (uint)words);
    }
}
