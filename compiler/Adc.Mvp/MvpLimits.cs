namespace Adc.Mvp;

/// <summary>What one program of the Matrix Vector Processor (version 1) can hold.</summary>
public static class MvpLimits
{
    public const int Registers = 8;
    public const int Arrays = 5;
    public const int Dimensions = 3;
    public const int Loops = 8;
    public const int Instructions = 8;

    /// <summary>Elements along one dimension, 1 at least.</summary>
    public const int MaximumSize = 1024;

    /// <summary>Iterations of one loop, 1 at least.</summary>
    public const int MaximumIterations = 1024;

    /// <summary>Strides count elements of the array's own type; a complex element is one element.</summary>
    public const int MinimumStride = -2048;
    public const int MaximumStride = 2047;

    /// <summary>Words of a program: 8 registers, 5 x 4 of arrays, 8 x 2 of loops, 8 x 3 of instructions, the command.</summary>
    public const int Words = 69;

    /// <summary>Offset of the first program word (ALU0REGSTATE) in the register block; the others follow without a gap.</summary>
    public const int FirstWordOffset = 0x064;

    /// <summary>The command word that initialises indices and loops and starts the program.</summary>
    public const uint StartCommand = 0x9;
}
