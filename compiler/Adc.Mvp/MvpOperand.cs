namespace Adc.Mvp;

/// <summary>A register as the ALU reads it.</summary>
/// <param name="ZeroReal">Sense and priority of the two zero bits are not known: decoded, never to be set.</param>
public readonly record struct MvpOperand(
    MvpRegister Register, bool NegateReal = false, bool NegateImaginary = false, bool ZeroReal = false, bool ZeroImaginary = false)
{
    public static implicit operator MvpOperand(MvpRegister register) => new(register);

    public static MvpOperand FromMvpRegister(MvpRegister register) => new(register);

    /// <summary>A register with both lanes negated.</summary>
    public static MvpOperand Negative(MvpRegister register) => new(register, NegateReal: true, NegateImaginary: true);

    /// <summary>The complex conjugate of a register.</summary>
    public static MvpOperand Conjugate(MvpRegister register) => new(register, NegateImaginary: true);
}
