namespace Adc.Compiler.Toolchain.Flashing;

/// <summary>Who writes firmware into a board.</summary>
public enum FlashProgram
{
    /// <summary>Simplicity Commander, the vendor's.</summary>
    Commander,

    OpenOcd,

    /// <summary>SEGGER's J-Link Commander.</summary>
    JLink,
}
