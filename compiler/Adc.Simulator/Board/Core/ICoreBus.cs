namespace Adc.Simulator.Board.Core;

/// <summary>What loads and stores outside memory meet. False is a bus error.</summary>
internal interface ICoreBus
{
    /// <param name="sizeInBytes">1, 2 or 4.</param>
    bool TryRead(uint address, int sizeInBytes, out uint value);

    /// <param name="sizeInBytes">1, 2 or 4.</param>
    bool TryWrite(uint address, int sizeInBytes, uint value);
}
