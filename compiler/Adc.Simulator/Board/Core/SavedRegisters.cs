namespace Adc.Simulator.Board.Core;

/// <summary>All registers of a core at one moment, to return to it.</summary>
internal sealed class SavedRegisters
{
    private const int Doubles = 16;

    private readonly uint[] general = new uint[13];
    private readonly ulong[] floatingPoint = new ulong[Doubles];
    private readonly uint stackPointer;
    private readonly uint linkRegister;
    private readonly uint programCounter;
    private readonly uint status;
    private readonly uint control;
    private readonly uint floatingPointStatus;

    public SavedRegisters(CortexM33 core)
    {
        for (int i = 0; i < general.Length; i++)
        {
            general[i] = core[CoreRegister.R0 + i];
        }

        for (int i = 0; i < Doubles; i++)
        {
            floatingPoint[i] = core.ReadDouble(i);
        }

        stackPointer = core[CoreRegister.Sp];
        linkRegister = core[CoreRegister.Lr];
        programCounter = core[CoreRegister.Pc];
        status = core[CoreRegister.Xpsr];
        control = core[CoreRegister.Control];
        floatingPointStatus = core[CoreRegister.Fpscr];
    }

    public void Restore(CortexM33 core)
    {
        for (int i = 0; i < general.Length; i++)
        {
            core[CoreRegister.R0 + i] = general[i];
        }

        for (int i = 0; i < Doubles; i++)
        {
            core.WriteDouble(i, floatingPoint[i]);
        }

        core[CoreRegister.Sp] = stackPointer;
        core[CoreRegister.Lr] = linkRegister;
        core[CoreRegister.XpsrAll] = status;
        core[CoreRegister.Control] = control;
        core[CoreRegister.Fpscr] = floatingPointStatus;
        core.JumpTo(programCounter);
    }
}
