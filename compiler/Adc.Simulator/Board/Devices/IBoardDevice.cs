namespace Adc.Simulator.Board.Devices;

/// <summary>The bit of the clock management unit that lets a peripheral run.</summary>
/// <param name="Register">0 for CLKEN0, 1 for CLKEN1.</param>
internal readonly record struct ClockGate(int Register, int Bit);

/// <summary>A block of registers on the peripheral bus.</summary>
/// <remarks>The bus checks the clock gate and turns stores to the SET, CLEAR and TOGGLE shadows into plain ones.</remarks>
internal interface IBoardDevice
{
    string Name { get; }

    /// <summary>Secure address of the first register; a multiple of 0x4000.</summary>
    uint Address { get; }

    /// <summary>Null for the blocks that are always clocked.</summary>
    ClockGate? Gate { get; }

    /// <param name="offset">Of a word, below 0x1000.</param>
    uint Read(uint offset);

    void Write(uint offset, uint value);
}
