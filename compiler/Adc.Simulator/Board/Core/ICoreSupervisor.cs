namespace Adc.Simulator.Board.Core;

/// <summary>Looks at the core between two instructions.</summary>
internal interface ICoreSupervisor
{
    /// <summary>Called before the instruction that would exceed <see cref="CortexM33.StopAt"/>.</summary>
    /// <returns>True stops the core; on false the supervisor has set a later count.</returns>
    bool MustStop();

    /// <summary>Called before the instruction at a marked address.</summary>
    void ReachedMark(uint address);
}
