namespace Adc.Simulator.Board.Devices;

/// <summary>A peripheral whose registers only remember what was written, from their reset values on.</summary>
internal sealed class PlainRegisters(
    string name, uint address, ClockGate? gate, params (uint Offset, uint Value)[] resetValues) : IBoardDevice
{
    private readonly Dictionary<uint, uint> words = resetValues.ToDictionary(word => word.Offset, word => word.Value);

    public string Name => name;

    public uint Address => address;

    public ClockGate? Gate => gate;

    public uint Read(uint offset) => words.GetValueOrDefault(offset);

    public void Write(uint offset, uint value) => words[offset] = value;
}
