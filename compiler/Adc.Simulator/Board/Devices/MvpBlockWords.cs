using Adc.Mvp;

namespace Adc.Simulator.Board.Devices;

/// <summary>The program words: where their groups begin, and which bits the hardware has.</summary>
internal static class MvpBlockWords
{
    public const int Arrays = MvpLimits.Registers;
    public const int Loops = Arrays + 4 * MvpLimits.Arrays;
    public const int Instructions = Loops + 2 * MvpLimits.Loops;

    /// <summary>The word with the address of an array.</summary>
    public static int AddressOf(int array) => Arrays + 4 * array;

    public static void SetToReset(Span<uint> words)
    {
        words.Clear();
        for (int array = 0; array < MvpLimits.Arrays; array++)
        {
            words[AddressOf(array) + 1] = 0x2000;
        }
    }

    public static uint FieldOf(int word) => word switch
    {
        < Arrays => uint.MaxValue,
        < Loops => FieldOfArrayWord((word - Arrays) % 4),
        < Instructions => (word - Loops) % 2 == 0 ? 0x7777_73FFu : 0x7777_7000,
        _ => FieldOfInstructionWord((word - Instructions) % 3),
    };

    private static uint FieldOfArrayWord(int part) => part switch
    {
        0 => uint.MaxValue,
        1 => 0x0FFF_73FF,
        _ => 0x0FFF_03FF,
    };

    private static uint FieldOfInstructionWord(int part) => part switch
    {
        0 => 0x70F7_F7F7,
        1 => 0x3FFF_FFFF,
        _ => 0x9FF0_FFFF,
    };
}
