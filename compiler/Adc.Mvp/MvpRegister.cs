namespace Adc.Mvp;

/// <summary>One of the eight ALU registers, each a pair of binary16 numbers.</summary>
public readonly record struct MvpRegister(int Index)
{
    public static readonly MvpRegister R0 = new(0);
    public static readonly MvpRegister R1 = new(1);
    public static readonly MvpRegister R2 = new(2);
    public static readonly MvpRegister R3 = new(3);
    public static readonly MvpRegister R4 = new(4);
    public static readonly MvpRegister R5 = new(5);
    public static readonly MvpRegister R6 = new(6);
    public static readonly MvpRegister R7 = new(7);

    public static MvpOperand operator -(MvpRegister register) => Negate(register);

    /// <summary>The register with both parts negated as it is read.</summary>
    public static MvpOperand Negate(MvpRegister item) => new(item, NegateReal: true, NegateImaginary: true);

    public override string ToString() => FormattableString.Invariant($"R{Index}");
}
